"""Every sheet that hung on a village's notice board, from when to when, and what proves it: for the register.

A sheet hangs before there is any record of it, and often there never is one, so that it is no posting of
`channels`: its own row is the one place where board, days and photographs are kept.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.villages.models import MonthlyClose
from mingbai.villages.rules import last_day
from mingbai.villages.states import ProofKind

BOARD = "村务公开栏"
"""Where a sheet hung of which nobody wrote down the place."""


@dataclass(frozen=True)
class Hung:
    """`until`: the last day it hung, None while it hangs; `replaced`: it ended because its correction hung.

    `entered_at` and `by`: when and by whom the posting was entered, by the trail; None and "" without it.
    """

    sheet: MonthlyClose
    on: date
    until: date | None
    replaced: bool
    entered_at: datetime | None
    by: str
    photographs: int
    signed_copies: int
    signatures: int

    @property
    def place(self) -> str:
        return self.sheet.posted_place or BOARD

    @property
    def index_number(self) -> str:
        """That of the text on the web, "" while there is none."""
        record = self.sheet.information
        return record.index_number if record is not None and record.published_at else ""


def hung_in(village: Organisation) -> list[Hung]:
    """All versions of all periods that were posted, the oldest first. Two queries."""
    rows = list(_posted(village))
    events = _events(rows)
    followed = {(row.period_key, row.version - 1): row.posted_on for row in rows}
    return [_hung(row, followed.get((row.period_key, row.version)), events.get(row.pk)) for row in rows]


def first_posted() -> dict[int, date]:
    """For each village with a posted sheet the day of its first one."""
    rows = MonthlyClose.objects.exclude(posted_on=None).order_by().values_list("organisation")
    return dict(rows.annotate(first=Min("posted_on")))


def _posted(village: Organisation) -> QuerySet[MonthlyClose]:
    rows = MonthlyClose.objects.filter(organisation=village).exclude(posted_on=None)
    return (
        rows.select_related("organisation", "information")
        .annotate(
            photographs=_proofs(ProofKind.POSTED_PHOTO),
            signed_copies=_proofs(ProofKind.SIGNED_SHEET),
            signed=Count("signatures", distinct=True, filter=Q(signatures__void_at=None)),
        )
        .order_by("posted_on", "version", "pk")
    )


def _proofs(kind: ProofKind) -> Count:
    return Count("proofs", distinct=True, filter=Q(proofs__kind=kind))


def _events(rows: list[MonthlyClose]) -> dict[int, Event]:
    numbers = [str(row.pk) for row in rows]
    events = Event.objects.filter(
        verb="village.post", subject_type=MonthlyClose._meta.label_lower, subject_id__in=numbers
    )
    return {int(one.subject_id): one for one in events}


def _hung(row: Any, replaced_on: date | None, event: Event | None) -> Hung:
    until = last_day(row.posted_until, replaced_on, clock.today())
    return Hung(
        sheet=row,
        on=row.posted_on,
        until=until,
        replaced=until is not None and until == replaced_on,
        entered_at=event.at if event else None,
        by=event.actor_name if event else "",
        photographs=row.photographs,
        signed_copies=row.signed_copies,
        signatures=row.signed,
    )
