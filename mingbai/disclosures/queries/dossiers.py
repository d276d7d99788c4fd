"""Matters with their five slots, and the other texts of a matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import (
    Dossier,
    DossierEntry,
    Information,
    Slot,
)
from mingbai.disclosures.queries.records import is_listed
from mingbai.disclosures.states import Status
from mingbai.lib import clock
from mingbai.organisations.queries import scope_of


def dossiers(user: User) -> QuerySet[Dossier]:
    rows = Dossier.objects.select_related("organisation", "created_by")
    return scope_of(user, "record.read").filter(rows)


@dataclass(frozen=True)
class SlotOf:
    """One of the five slots of a matter. `missing`: empty, not waived, and time is up."""

    slot: Slot
    entries: list[DossierEntry]
    waived: str
    missing: bool

    @property
    def label(self) -> str:
        return Slot(self.slot).label


def entries_of(dossier: Dossier) -> list[DossierEntry]:
    rows = dossier.entries.filter(ended_at=None).select_related("information__organisation")
    return list(rows.order_by("information__published_at", "pk"))


def slots_of(dossier: Dossier, slot_days: int, today: date) -> list[SlotOf]:
    """The five slots in order; the alarm runs from the day the first text of the matter became public."""
    entries = entries_of(dossier)
    late = alarm_on(entries, slot_days) <= today and dossier.state == Dossier.State.OPEN
    return [
        SlotOf(slot, filled, waived, late and not filled and not waived)
        for slot in Slot
        for filled in [[one for one in entries if one.slot == slot]]
        for waived in [dossier.waived.get(slot.value, "")]
    ]


def alarm_on(entries: Iterable[DossierEntry], slot_days: int) -> date:
    """The day from which an empty slot is missing; never, while nothing of the matter is public."""
    public = [
        one.information.published_at
        for one in entries
        if one.information.published_at and one.information.status == Status.PUBLISHED
    ]
    if not public:
        return date.max
    return min(public).astimezone(clock.CHINA).date() + timedelta(days=slot_days)


def others_of_matter(information: Information) -> list[tuple[Dossier, list[DossierEntry]]]:
    """The matters a text belongs to, each with the other texts in it."""
    mine = DossierEntry.objects.filter(information=information, ended_at=None).values("dossier")
    rows = (
        DossierEntry.objects.filter(dossier__in=mine, ended_at=None)
        .exclude(information=information)
        .select_related("dossier", "information__organisation")
        .order_by("dossier__pk", "information__published_at", "pk")
    )
    found: dict[int, tuple[Dossier, list[DossierEntry]]] = {}
    for dossier in Dossier.objects.filter(pk__in=mine):
        found[dossier.pk] = (dossier, [])
    for row in rows:
        found[row.dossier_id][1].append(row)
    return list(found.values())


def public_of_matter(information: Information) -> list[DossierEntry]:
    """The other texts of the same matters that the public may see, by matter and day. One query."""
    mine = DossierEntry.objects.filter(information=information, ended_at=None).values("dossier")
    rows = DossierEntry.objects.filter(dossier__in=mine, ended_at=None).exclude(information=information)
    rows = rows.select_related("dossier", "information").order_by(
        "dossier__pk", "information__published_at", "pk"
    )
    return [one for one in rows if is_listed(one.information)]
