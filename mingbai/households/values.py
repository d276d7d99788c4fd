"""What is handed between reading, showing and keeping."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from mingbai.households.models import HouseholdList
from mingbai.organisations.models import Organisation


@dataclass(frozen=True)
class Line:
    """A line as read from a file; `values` by column name, in their one spelling."""

    number: int
    village: Organisation
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Problem:
    """An error of a file. `row` and `column` count from 1 as Excel does; 0 is the file as a whole."""

    row: int
    column: int
    title: str
    words: str


@dataclass(frozen=True)
class Standing:
    """A list as it stands on a day: whether its names may be seen, and from when to when it hangs."""

    list: HouseholdList
    shown: bool
    last: date | None
    estimated: bool
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What is sealed of an objection."""

    text: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Said":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Receipt:
    """What the person takes home; the code is nowhere kept but here."""

    code: str = field(repr=False)
    until: date
