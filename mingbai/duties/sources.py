"""What the apps below hold as evidence: activities, sheets of villages, progress of promises, proofs."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse

from mingbai.duties import evidence
from mingbai.duties.evidence import Found
from mingbai.duties.models import Proof
from mingbai.duties.queries import records
from mingbai.promises.queries import progress_dates
from mingbai.registers.models import Activity
from mingbai.registers.queries import activities as held
from mingbai.registers.queries.kinds import packaged_kinds
from mingbai.villages.queries import closed

VILLAGE_SHEET, PROMISE_PROGRESS = "village:posted", "promise:progress"
EVER = (date(2000, 1, 1), date(2100, 1, 1))


def register_all() -> None:
    evidence.register("item", records.published)
    evidence.register("update", records.updated)
    evidence.register("activity", _activities, _activity_kinds())
    evidence.register("village", _village_sheets, {VILLAGE_SHEET: "村务公开表已张贴"})
    evidence.register("promise", _promise_progress, {PROMISE_PROGRESS: "民生实事进展已核对"})
    evidence.describe_with("record", records.described)
    evidence.describe_with("activity", _described_activities)
    evidence.describe_with("village", _described_sheets)
    evidence.describe_with("promise", _described_progress)
    evidence.describe_with("proof", _described_proofs)


def _activity_kinds() -> dict[str, str]:
    """The packaged kinds by name; those a county adds are counted by their key."""
    return {f"activity:{key}": kind.name for key, kind in packaged_kinds().items()}


def _activities(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterator[Found]:
    """Activities that were held, as "activity:<kind>"."""
    wanted = None if kinds is None else [kind.partition(":")[2] for kind in kinds]
    rows = held(wanted, organisations).order_by("held_on", "pk")
    for place, kind, held_on, pk in rows.values_list("organisation_id", "kind", "held_on", "pk"):
        yield place, f"activity:{kind}", held_on, f"activity:{pk}"


def _village_sheets(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterator[Found]:
    """Sheets of villages, on the day they were first posted."""
    for one in closed(organisations, *EVER):
        yield one.organisation_id, VILLAGE_SHEET, one.on, f"village:{one.sheet}"


def _promise_progress(
    organisations: Collection[int], kinds: Collection[str] | None = None
) -> Iterator[Found]:
    """Progress of promises that a second person confirmed, on the day it was made."""
    for one in progress_dates(organisations, *EVER):
        yield one.organisation_id, PROMISE_PROGRESS, one.on, f"promise:{one.promise}#{one.on:%Y%m%d}"


def _described_activities(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Activity.objects.filter(pk__in=numbers)
    return {row.pk: (str(row), reverse("registers:activity", args=[row.pk])) for row in rows}


def _described_sheets(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {one.sheet: (one.label, one.path) for one in closed(None, *EVER) if one.sheet in numbers}


def _described_progress(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    found = progress_dates(None, *EVER)
    return {one.promise: (one.label, one.path) for one in found if one.promise in numbers}


def _described_proofs(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (row.what, row.url) for row in Proof.objects.filter(pk__in=numbers)}
