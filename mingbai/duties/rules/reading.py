"""From the limits of a catalogue row or a plan's task to the kinds of instances they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingbai.duties.states import Kind
from mingbai.timelimits.periods import Per
from mingbai.timelimits.phrases import Kind as Said
from mingbai.timelimits.phrases import Phrase
from mingbai.timelimits.rules import Unit


@dataclass(frozen=True, slots=True)
class Shape:
    """One duty that a limit makes: its kind and when its instances are due."""

    kind: Kind
    per: str = ""
    at_least: int = 1
    due_month: int = 0
    due_day: int = 0
    days: int | None = None
    days_unit: str = "working_day"
    due_on: date | None = None
    updates: bool = False


COUNTED = {Unit.WORKING_DAY, Unit.CALENDAR_DAY}


def shapes_of(phrases: Iterable[Phrase], ceiling: int) -> list[Shape]:
    """What a row's limits ask for; phrases for special cases (`applies_to`) tighten nothing by themselves.

    `ceiling` is the number of working days of 政府信息公开条例第二十六条, which holds where the row
    says "at once", "as it proceeds" or nothing: 属于主动公开范围的政府信息，应当自该政府信息形成或者
    变更之日起20个工作日内及时公开.
    """
    general = [one for one in phrases if not one.applies_to]
    found = [_periodic(one) for one in general if one.kind == Said.PERIODIC and one.per]
    if any(one.kind == Said.STANDING for one in general):
        found.append(Shape(Kind.STANDING))
    counted = [one for one in general if one.kind == Said.WITHIN and one.unit in COUNTED and one.number]
    if counted:
        shortest = min(counted, key=lambda one: one.number)
        found.append(Shape(Kind.PROMPT, Per.YEAR, days=shortest.number, days_unit=str(shortest.unit)))
    return found or [Shape(Kind.PROMPT, Per.YEAR, days=ceiling)]


def _periodic(phrase: Phrase) -> Shape:
    assert phrase.per is not None
    return Shape(
        Kind.PERIODIC,
        phrase.per,
        max(phrase.number, 1),
        phrase.month,
        phrase.day,
        updates="更新" in phrase.text,
    )


def shape_of_task(per: str, times: int | None, deadline_on: date | None) -> Shape:
    """A task with a frequency is owed in every period; one with a day, or without anything, once."""
    if per in Per.values:
        return Shape(Kind.PERIODIC, per, times or 1)
    return Shape(Kind.ONCE, due_on=deadline_on)


# What the words of a task say about the kind of evidence that would show it done.
_WORDS = (
    ("政府开放日", "activity:open_day"),
    ("开放日", "activity:open_day"),
    ("列席", "activity:open_meeting"),
    ("听取", "activity:meeting_heard"),
    ("民意征集", "activity:solicitation"),
    ("解读", "activity:interpretation_by_leader"),
    ("培训", "activity:training"),
    ("抽查", "activity:website_sampling"),
    ("督促检查", "activity:inspection_visit"),
    ("督查", "activity:inspection_visit"),
    ("自查", "activity:self_check"),
)


def evidence_for(text: str, known: Iterable[str]) -> str:
    """The kind of evidence that the words of a task suggest, of those that exist; "" when none does."""
    kinds = set(known)
    return next((kind for word, kind in _WORDS if word in text and kind in kinds), "")
