"""A month of the register as it is shown, sealed and printed.

Moments are ISO 8601 texts in China's time; what is known by its day alone has no time.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mingbai.lib import digests


@dataclass(frozen=True)
class Entry:
    """One text on one channel at one place. `key` names it for ever, `number` within its month.

    `form` is the channel, `ended` is "" while it is still out. `recorded` is when it was entered: numbers
    follow it, so that nothing entered later moves another entry.
    """

    key: str
    index_number: str
    title: str
    content: str
    form: str
    place: str
    begun: str
    ended: str = ""
    by: str = ""
    proof: str = ""
    note: str = ""
    digest: str = ""
    document_number: str = ""
    recorded: str = ""
    number: int = 0


@dataclass(frozen=True)
class Supplement:
    """What happened in this month to an entry of an earlier one: it ended, was proved, or was told late."""

    key: str
    of_month: str
    on: str
    index_number: str
    title: str
    form: str
    place: str
    what: str


@dataclass(frozen=True)
class Book:
    """One organisation's register of one month."""

    code: str
    name: str
    month: str
    entries: tuple[Entry, ...] = ()
    supplements: tuple[Supplement, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.supplements

    def value(self) -> dict[str, Any]:
        """What is sealed, as a JSON value."""
        return {
            "organisation": self.code,
            "name": self.name,
            "month": self.month,
            "entries": [asdict(one) for one in self.entries],
            "supplements": [asdict(one) for one in self.supplements],
        }

    def digest(self) -> str:
        return digests.of_value(self.value())


def book_of(value: Mapping[str, Any]) -> Book:
    """The book that was sealed as this value."""
    return Book(
        value["organisation"],
        value["name"],
        value["month"],
        tuple(Entry(**one) for one in value["entries"]),
        tuple(Supplement(**one) for one in value["supplements"]),
    )


@dataclass(frozen=True)
class Difference:
    """One entry that is not as it was sealed; `fields` are (name, as sealed, now)."""

    kind: str
    number: int
    index_number: str
    title: str
    where: str
    fields: tuple[tuple[str, str, str], ...] = ()


ADDED, ALTERED, GONE = "封存后补登", "封存后有变化", "现在没有了"
