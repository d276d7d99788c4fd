"""Where the ledger listens: public changes, activities, the calendar, the minute's round."""

from collections.abc import Collection, Iterator, Mapping

from django.urls import reverse

from mingbai.commands import rounds
from mingbai.disclosures import followers as of_records
from mingbai.duties import evidence
from mingbai.duties.actions.refreshing import refresh, refresh_duties, refresh_for
from mingbai.duties.actions.reminding import remind
from mingbai.duties.evidence import Found
from mingbai.duties.models import Duty, Instance, Proof
from mingbai.duties.queries import records
from mingbai.duties.queries.settings import setting
from mingbai.duties.states import State
from mingbai.lib import clock
from mingbai.registers import followers as of_registers
from mingbai.registers.models import Activity
from mingbai.registers.queries import activities as held
from mingbai.registers.queries.kinds import packaged_kinds
from mingbai.timelimits import recomputing
from mingbai.timelimits.recomputing import Moved


def register_all() -> None:
    evidence.register("item", records.published)
    evidence.register("update", records.updated)
    evidence.register("activity", activities, _activity_kinds())
    evidence.describe_with("record", records.described)
    evidence.describe_with("activity", _described_activities)
    evidence.describe_with("proof", _described_proofs)
    of_records.register("duties", refresh_for)
    of_registers.register("duties", _activity_changed)
    recomputing.register("duties", due_dates_moved)
    rounds.register("duties", daily)


def _activity_kinds() -> dict[str, str]:
    return {f"activity:{key}": kind.name for key, kind in packaged_kinds().items()}


def activities(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterator[Found]:
    """Activities that were held, as "activity:<kind>"."""
    wanted = None if kinds is None else [kind.partition(":")[2] for kind in kinds]
    rows = held(wanted, organisations).order_by("held_on", "pk")
    for place, kind, held_on, pk in rows.values_list("organisation_id", "kind", "held_on", "pk"):
        yield place, f"activity:{kind}", held_on, f"activity:{pk}"


def _described_activities(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Activity.objects.filter(pk__in=numbers)
    return {row.pk: (str(row), reverse("registers:activity", args=[row.pk])) for row in rows}


def _described_proofs(numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (row.what, row.url) for row in Proof.objects.filter(pk__in=numbers)}


def _activity_changed(activity: Activity) -> None:
    kind = f"activity:{activity.kind}"
    refresh_duties(Duty.objects.filter(organisation=activity.organisation_id, evidence=kind))


def due_dates_moved() -> list[Moved]:
    """Settle everything by the new calendar, and say which open lines are due on another day."""
    before = _due_dates()
    refresh()
    after = _due_dates()
    return [
        Moved(due_before=old, due_after=after[key][0], what=what)
        for key, (old, what) in before.items()
        if key in after and after[key][0] != old
    ]


def _due_dates() -> dict[int, tuple]:
    rows = Instance.objects.filter(state__in=[State.OPEN, State.MISSING], due_on__isnull=False)
    found = rows.values_list("pk", "due_on", "organisation__name", "duty__title", "key")
    return {pk: (due, f"{place}：{title}（{key}）") for pk, due, place, title, key in found}


def daily() -> str:
    """Once a day everything is settled anew (a day passed: open lines may be missing); then reminders."""
    last = setting().refreshed_at
    words = ""
    if last is None or last.astimezone(clock.CHINA).date() < clock.today():
        done = refresh()
        words = f"台账重算，改动 {done.changed} 条。"
    if given := remind():
        words += f"发出到期提醒 {given} 条。"
    return words
