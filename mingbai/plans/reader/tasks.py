"""What was read from one plan: values only, independent of any database and of the clock."""

import datetime
from dataclasses import dataclass
from typing import Any

PERS = ("day", "week", "month", "quarter", "half_year", "year", "event")
MODALITIES = ("must", "should", "must_not")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when: `text` as printed; `date` is the last day, None when it cannot be computed."""

    text: str
    date: datetime.date | None = None

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "date": self.date and self.date.isoformat()}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: `times` per `per` (one of `PERS`); both None for 定期. `at_least`: more is allowed."""

    text: str
    times: int | None = None
    per: str | None = None
    at_least: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "times": self.times, "per": self.per, "at_least": self.at_least}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something countable that is demanded or reported: "不少于2次" is 2 and 次."""

    text: str
    number: int | float
    unit: str

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "number": self.number, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing the plan asks for. What the text does not say is None or empty.

    `path`: the official numbers as printed, from the top ("三、（一）1、（4）"). `headings`: the heading
    texts along it. `text`: the task's own words without the responsibility bracket. `source`: the
    passage as it stands in the document, word for word (white space aside). `lead` and `support`:
    units as printed; `…_organisations`: their codes, when a directory was given. `inherited`: the
    units were named at a heading above, not at the task. `deadline` and `frequency` are the first of
    `deadlines` and `frequencies`. `modality`: one of `MODALITIES`.
    """

    path: str
    headings: tuple[str, ...]
    text: str
    source: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    modality: str = "must"
    inherited: bool = False
    lead_organisations: tuple[str, ...] = ()
    support_organisations: tuple[str, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        return self.deadlines[0] if self.deadlines else None

    @property
    def frequency(self) -> Frequency | None:
        return self.frequencies[0] if self.frequencies else None

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "headings": list(self.headings),
            "text": self.text,
            "lead": list(self.lead),
            "support": list(self.support),
            "deadline": self.deadline and self.deadline.as_json(),
            "frequency": self.frequency and self.frequency.as_json(),
            "quantities": [quantity.as_json() for quantity in self.quantities],
            "modality": self.modality,
            "source": self.source,
            "inherited": self.inherited,
            "deadlines": [deadline.as_json() for deadline in self.deadlines],
            "frequencies": [frequency.as_json() for frequency in self.frequencies],
            "lead_organisations": list(self.lead_organisations),
            "support_organisations": list(self.support_organisations),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan as read. `year` is the year it is for; `unmatched_units` are units as printed, each once."""

    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    tasks: tuple[Task, ...] = ()
    unmatched_units: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape printed by `mingbai plan --json`."""
        return {
            "title": self.title,
            "organisation": self.organisation,
            "year": self.year,
            "tasks": [task.as_json() for task in self.tasks],
            "unmatched_units": list(self.unmatched_units),
        }
