"""Reads the demonstration's source texts: a head of `key: value` lines, `---`, and a body.

The body is plain text with few marks, turned into Word or Excel by `word` and `sheets`:

    @ 各村民委员会：         addressee
    ^ 题                     centred caption
    | 甲 | 乙 |              table row; the first of a block is its head
    %sign                    signature, date and openness mark stand here (else at the end)
    %page                    a new page
    %title 办法              a second title
    [[+插入+]] [[-删除-]] [[~隐藏~]] [[#批注|被批的字#]]      what a clerk must notice
    {w+30} {tel:civil} {number:key} …   values, see `fill`

Dates in the head follow the grammar of `dates`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from mingbai.demo import county, dates

DIRECTORY = Path(__file__).parent / "documents"
_MARK = re.compile(r"\{([a-z]+)(?::([^{}]+))?\}|\{([tw](?:[+-]\d+)?)\}|\{year([+-]\d+)\}")


@dataclass(frozen=True)
class Source:
    """One source text: `head` maps each key to its values in order, `lines` are the body."""

    key: str
    organisation: str
    head: dict[str, list[str]] = field(hash=False)
    lines: tuple[str, ...]

    def get(self, name: str, default: str = "") -> str:
        return self.head.get(name, [default])[0]

    def words(self, name: str) -> tuple[str, ...]:
        """The values of a 、-separated list."""
        return tuple(word for word in self.get(name).split("、") if word)


def parse(path: Path) -> Source:
    """Raises ValueError when the file has no head."""
    head_text, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not mark:
        raise ValueError(f"{path.name}: no head")
    head: dict[str, list[str]] = {}
    for line in head_text.splitlines():
        name, _, value = line.partition(":")
        head.setdefault(name.strip(), []).append(value.strip())
    lines = tuple(line.strip() for line in body.splitlines() if line.strip())
    return Source(path.stem, path.parent.name, head, lines)


@cache
def all_sources() -> dict[str, Source]:
    """Every source text by key, in the order of organisations and file names."""
    keys = [organisation.key for organisation in county.ORGANISATIONS]
    paths = sorted(DIRECTORY.glob("*/*.txt"), key=lambda path: (keys.index(path.parent.name), path.stem))
    return {path.stem: parse(path) for path in paths}


def written_on(source: Source, today: date) -> date:
    return dates.office_day(dates.day(source.get("written"), today))


def fill(text: str, source: Source, today: date) -> str:
    """The text with its values put in; raises KeyError for a mark that means nothing.

    {w+30} {t-3}: a day in full; {md:w+3}: month and day; {year} {year-1}: years of the document;
    {quarter}: the quarter that had ended; {tel} {addr} {hours} {name}, each also `:organisation`;
    {number:key} {title:key} {date:key} of another document.
    """
    return _MARK.sub(lambda found: _value(found, source, today), text)


def _value(found: re.Match[str], source: Source, today: date) -> str:
    name, argument, relative, years = found.groups()
    written = written_on(source, today)
    if relative or name == "w":
        return dates.chinese(dates.day(relative or "w", today, written))
    if years:
        return str(written.year + int(years))
    if name in ("number", "title", "date"):
        return _of_another(name, argument or source.key, today)
    if name in _OF_ORGANISATION:
        return _OF_ORGANISATION[name](county.organisation(argument or source.organisation))
    return _OF_TIME[name](argument or "w", today, written)


def _of_another(name: str, key: str, today: date) -> str:
    other = all_sources()[key]
    if name == "date":
        return dates.chinese(written_on(other, today))
    return fill(other.get(name), other, today)


_OF_ORGANISATION: dict[str, Callable[[county.DemoOrganisation], str]] = {
    "tel": lambda organisation: organisation.telephone,
    "addr": lambda organisation: organisation.address,
    "hours": lambda organisation: organisation.office_hours,
    "name": lambda organisation: organisation.name,
}

_OF_TIME: dict[str, Callable[[str, date, date], str]] = {
    "md": lambda text, today, written: dates.month_day(dates.day(text, today, written)),
    "year": lambda text, today, written: str(written.year),
    "quarter": lambda text, today, written: dates.last_quarter(written),
}


def fill_all(lines: Iterable[str], source: Source, today: date) -> tuple[str, ...]:
    return tuple(fill(line, source, today) for line in lines)
