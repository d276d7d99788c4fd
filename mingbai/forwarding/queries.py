"""Reading forwardings: within reach, due for a check, late, and unlike their source."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.forwarding.models import Check, Forwarding
from mingbai.forwarding.policies import CHECK
from mingbai.forwarding.rules import marked, normal_html
from mingbai.forwarding.states import State
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.queries import nearest_holders, scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

LIMIT = "forwarding.publish"


def forwardings_for(user: User) -> QuerySet[Forwarding]:
    rows = Forwarding.objects.select_related("information__organisation", "taken_by")
    return scope_of(user, CHECK).filter(rows, "information__organisation")


def records_for(user: User) -> QuerySet[Information]:
    """Texts within reach of which no source is kept yet."""
    rows = Information.objects.filter(forwarding=None).select_related("organisation")
    return scope_of(user, CHECK).filter(rows).order_by("-edited_at", "-pk")


def open_check(forwarding: Forwarding) -> Check | None:
    return Check.objects.filter(forwarding=forwarding, decision="").first()


def due_for_check(most: int) -> list[Forwarding]:
    """Public ones whose source was not read for as long as the setting says, the longest first."""
    before = clock.now() - timedelta(hours=settings.FORWARDING_CHECK_HOURS)
    rows = Forwarding.objects.exclude(source_url="").filter(
        Q(checked_at=None) | Q(checked_at__lt=before), information__published_at__isnull=False
    )
    rows = rows.filter(information__status="published").select_related("information__organisation")
    return list(rows.order_by("checked_at", "pk")[:most])


def own_difference(forwarding: Forwarding) -> str | None:
    """How the working copy of the record differs from the text taken; "" when it does not, None: too long."""
    body = normal_html(forwarding.information.working_copy.body)
    return "" if body == forwarding.source_text else marked(forwarding.source_text, body)


@dataclass(frozen=True)
class Late:
    """A text that should have been forwarded by `last`, and was not, or only on `published_on`."""

    forwarding: Forwarding
    last: date
    published_on: date | None


def last_day(forwarding: Forwarding) -> date | None:
    """The last day on which it had to be public; None when nobody said when the source came out."""
    day = forwarding.source_published_on
    if day is None:
        return None
    known = timelimits.known()
    return due(known.limit(LIMIT, day), day, known.calendar(forwarding.information.organisation)).due


def late_ones(rows: QuerySet[Forwarding], today: date) -> list[Late]:
    found = []
    for row in rows.exclude(source_published_on=None):
        at = row.information.published_at
        published = at.astimezone(CHINA).date() if at else None
        last = last_day(row)
        if last is not None and (published or today) > last:
            found.append(Late(row, last, published))
    return found


def clerks_of(organisation: Organisation) -> list[User]:
    """The drafters there, or of the nearest body above."""
    return list({row.user_id: row.user for row in nearest_holders(organisation, Role.DRAFTER)}.values())


def count_waiting(user: User) -> int:
    return forwardings_for(user).filter(state=State.DIFFERS).count()
