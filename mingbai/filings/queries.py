"""What was filed, and who has not."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.filings.models import Collection, Filing
from mingbai.filings.policies import READ
from mingbai.filings.rules import standing
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of


def filings(user: User) -> QuerySet[Filing]:
    rows = Filing.objects.select_related(
        "organisation", "collection__organisation", "information", "sent_by", "received_by"
    )
    return scope_of(user, READ).filter(rows)


def collections(user: User) -> QuerySet[Collection]:
    """Those that this person's office asks for, and those that ask an organisation within reach."""
    scope = scope_of(user, READ)
    asked = scope.filter(Collection.objects.all(), "expected").values("pk")
    own = scope.filter(Collection.objects.all()).values("pk")
    return Collection.objects.filter(Q(pk__in=asked) | Q(pk__in=own)).select_related("organisation")


@dataclass(frozen=True)
class Line:
    """How one organisation stands in a collection; `filing` is its last one."""

    organisation: Organisation
    filing: Filing | None
    words: str
    is_open: bool
    is_late: bool


def lines(collection: Collection, today: date, user: User | None = None) -> list[Line]:
    """Every organisation that was asked, in the tree's order; for a person only those within reach."""
    places = collection.expected.order_by("path")
    if user is not None:
        places = scope_of(user, READ).filter(places, "")
    last: dict[int, Filing] = {}
    for row in collection.filings.select_related("sent_by").order_by("pk"):
        last[row.organisation_id] = row
    return [_line(place, last.get(place.pk), collection.due_on, today) for place in places]


def _line(place: Organisation, row: Filing | None, due_on: date, today: date) -> Line:
    sent = row.sent_at.astimezone(CHINA).date() if row else None
    is_open = row is None or row.state == Filing.State.SENT_BACK
    late = (today if is_open or sent is None else sent) > due_on
    return Line(place, row, standing(row.state if row else "", sent, due_on, today), is_open, late)


def not_filed(collection: Collection, today: date) -> list[Line]:
    """Who has nothing with the office: never filed, or sent back and not filed again."""
    return [one for one in lines(collection, today) if one.is_open]
