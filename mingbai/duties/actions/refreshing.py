"""The ledger, computed from the tables: all of it, or the few lines that one publication touches."""

import time
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from mingbai.disclosures.models import Information
from mingbai.duties.actions.deriving import derive
from mingbai.duties.actions.writing import upsert
from mingbai.duties.models import Duty, Instance, NilLine, Proof, Setting
from mingbai.duties.queries.counting import count
from mingbai.duties.queries.lines import COLUMNS, Line, settled
from mingbai.ledger.queries import last_event
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

AT_ONCE = 20
"""Organisations that are refreshed in one transaction: some seconds on a slow machine."""


@dataclass(frozen=True)
class Refreshed:
    """The ledger after a refresh; `changed` lines were written or removed, `seconds` it took."""

    instances: int
    open: int
    met: int
    nil: int
    not_applicable: int
    late: int
    missing: int
    changed: int
    seconds: float


def refresh() -> Refreshed:
    """Derive the duties and settle every instance anew. Safe at any time, twice, and by two at once."""
    started = time.perf_counter()
    seen = last_event()
    derive()
    changed = 0
    places = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(places), AT_ONCE):
        changed += refresh_places(places[start : start + AT_ONCE])
    Setting.objects.filter(pk=1).update(refreshed_at=clock.now(), seen_event=seen)
    counts = count(Instance.objects.all())
    seconds = round(time.perf_counter() - started, 2)
    return Refreshed(instances=counts.total, changed=changed, seconds=seconds, **asdict(counts))


@transaction.atomic
def refresh_places(places: Collection[int]) -> int:
    """Settle every instance of these organisations; the number of lines that changed."""
    _hold(places)
    duties = Duty.objects.filter(organisation_id__in=places)
    lines = (one.line for one in settled(duties, places))
    return _write(Instance.objects.filter(organisation_id__in=places), lines)


@transaction.atomic
def refresh_duties(duties: QuerySet[Duty], record: int | None = None) -> int:
    """Settle these duties anew, for an action that has just changed what is known about them.

    With `record` the events of other records stay as they are.
    """
    rows = list(duties)
    if not rows:
        return 0
    places = {row.organisation_id for row in rows}
    _hold(places)
    stored = Instance.objects.filter(duty__in=[row.pk for row in rows])
    if record is not None:
        stored = stored.filter(Q(record=None) | Q(record=record))
    return _write(stored, (one.line for one in settled(rows, places, few=True, record=record)))


def refresh_for(information: Information) -> None:
    """What this record's publication, correction or withdrawal changes; inside the caller's transaction."""
    # Asked one by one: each is answered from an index, all at once none is.
    touched = set(Proof.objects.filter(record=information, taken_back="").values_list("duty", flat=True))
    touched |= set(NilLine.objects.filter(report__information=information).values_list("duty", flat=True))
    # A correction may have moved the record to another row.
    touched |= set(Instance.objects.filter(record=information).values_list("duty", flat=True))
    own = Duty.objects.filter(organisation=information.organisation_id, item__in=_rows_of(information))
    touched |= set(own.values_list("pk", flat=True))
    refresh_duties(Duty.objects.filter(pk__in=touched), record=information.pk)


def _rows_of(information: Information) -> set[int]:
    """The row the record stands under, and those it stood under when it was public before."""
    rows = set(information.versions.values_list("content__catalogue_item", flat=True))
    return {row for row in {*rows, information.catalogue_item_id} if row is not None}


def _hold(places: Collection[int]) -> None:
    """One refresh at a time for an organisation: what is read stays true until it is written."""
    rows = Organisation.objects.select_for_update(no_key=True).filter(pk__in=places).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _write(stored: QuerySet[Instance], lines: Iterable[Line]) -> int:
    """Bring the stored lines in line with `lines`; lines that are expected no more disappear."""
    old = {(row[1], row[2]): row for row in stored.values_list("pk", *COLUMNS)}
    fresh: list[Line] = []
    for line in lines:
        row = old.pop((line[0], line[1]), None)
        if row is None or row[1:] != line:
            fresh.append(line)
    upsert(fresh)
    gone = [row[0] for row in old.values()]
    for start in range(0, len(gone), 500):
        Instance.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(fresh) + len(gone)
