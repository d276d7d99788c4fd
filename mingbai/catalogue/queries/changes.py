"""Changes as the people concerned see them."""

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.catalogue.models import Change
from mingbai.catalogue.policies import may_review
from mingbai.catalogue.queries.rows import places_of
from mingbai.catalogue.states import State
from mingbai.organisations.policies import may_anywhere


def changes_for(user: User) -> QuerySet[Change]:
    """Changes of organisations within reach; those of national rows for who keeps or approves them."""
    within = Q(organisation__in=places_of(user).order_by().values("pk"))
    if may_anywhere(user, "catalogue.approve"):
        within |= Q(organisation=None)
    related = ("organisation", "item__field", "drafted_by", "reviewed_by", "filed_by", "receipted_by")
    return Change.objects.filter(within).select_related(*related)


def waiting_for(user: User) -> list[Change]:
    """The changes this person may review now, the oldest first."""
    submitted = changes_for(user).filter(state=State.SUBMITTED).order_by("pk")
    return [change for change in submitted if may_review(user, change)]
