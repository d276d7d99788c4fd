"""Which reports a person may see."""

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.parameters import parameter
from mingbai.annual.states import READ, SIGN, WRITE
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of

READING = (READ, WRITE, SIGN)
"""Any of them opens a report: whoever writes or signs one reads it."""


def readable(user: User) -> QuerySet[AnnualReport]:
    seen = Q()
    for action in READING:
        places = scope_of(user, action).filter(Organisation.objects.all(), "")
        seen |= Q(organisation__in=places.values("pk"))
    rows = AnnualReport.objects.select_related("organisation", "signing__signed_by", "information")
    return rows.filter(seen)


def writable(user: User) -> QuerySet[Organisation]:
    """Organisations that exist today for which the person writes annual reports, in the tree's order."""
    rows = Organisation.objects.filter(existing(clock.today()), kind__in=parameter("reporting_kinds"))
    return scope_of(user, WRITE).filter(rows, "").order_by("path")
