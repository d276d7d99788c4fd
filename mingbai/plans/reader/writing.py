"""One task's own words turned into a `Task`: who, until when, how often, how many, how binding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from mingbai.plans.reader import deadlines, frequencies, quantities
from mingbai.plans.reader.masking import flat
from mingbai.plans.reader.modality import modality
from mingbai.plans.reader.responsibility import Responsibility
from mingbai.plans.reader.subjects import told
from mingbai.plans.reader.tasks import Deadline, Frequency, Task

T = TypeVar("T")
NOBODY = Responsibility()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the path and headings above it, and the units named there."""

    path: str = ""
    headings: tuple[str, ...] = ()
    who: Responsibility = NOBODY


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a task from its place: `text` without, `source` with the responsibility passage."""

    path: str
    headings: tuple[str, ...]
    text: str
    source: str
    own: Responsibility = NOBODY
    above: Responsibility = NOBODY


def write(draft: Draft, year: int | None) -> Task:
    """The task; units come from the task itself, else from its plain subject, else from above."""
    own = draft.own or told(draft.text)
    lead, support = own.lead, own.support
    inherited = not own and bool(draft.above)
    if inherited:
        lead, support = draft.above.lead, draft.above.support
    printed = flat(draft.source)
    frequent = [found.value for found in frequencies.find(draft.text) if flat(found.value.text) in printed]
    due = [found.value for found in deadlines.find(draft.text, year) if flat(found.value.text) in printed]
    limits, regular = of_limits(draft.own.limits, year)
    if not due and draft.headings and not limits and not regular:
        due = [found.value for found in deadlines.find(draft.headings[-1], year)]
    if not due and not limits and not regular:
        limits, regular = of_limits(draft.above.limits, year)
    return Task(
        path=draft.path,
        headings=draft.headings,
        text=draft.text,
        source=draft.source,
        lead=lead,
        support=support,
        deadlines=_once([*limits, *due]),
        frequencies=_once([*regular, *frequent]),
        quantities=tuple(
            found.value for found in quantities.find(draft.text) if flat(found.value.text) in printed
        ),
        modality=modality(draft.text),
        inherited=inherited,
    )


def _due(limit: str, year: int | None) -> list[Deadline]:
    """A term in so many words, or what else was written where a term belongs."""
    strict = [found.value for found in deadlines.find(limit, year)]
    return strict or deadlines.of_column(limit, year)


def of_limits(limits: Sequence[str], year: int | None) -> tuple[list[Deadline], list[Frequency]]:
    """What stands behind 完成时限：or in such a column: a frequency (每季度) or a deadline."""
    due: list[Deadline] = []
    regular: list[Frequency] = []
    for limit in limits:
        frequent = [found.value for found in frequencies.find(limit)]
        regular += frequent
        if not frequent:
            due += _due(limit, year)
    return due, regular


def _once(values: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
