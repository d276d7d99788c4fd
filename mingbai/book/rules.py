"""Numbering a month, counting it, and comparing it with what was sealed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mingbai.book.values import ADDED, ALTERED, GONE, Book, Difference, Entry

COMPARED = {
    "title": "标题",
    "document_number": "文号",
    "content": "内容",
    "form": "形式",
    "place": "地点",
    "begun": "起",
    "ended": "止",
    "by": "经办人",
    "proof": "佐证",
    "note": "备注",
    "digest": "公开内容摘要",
}
MOST_CONTENT = 120
STILL = "仍在公开"


def numbered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """In the order in which they were entered, from 1 on. What is entered later never renumbers another."""
    ordered = sorted(entries, key=lambda one: (one.recorded, one.begun, one.key))
    return tuple(replace(one, number=place) for place, one in enumerate(ordered, 1))


def totals(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """How many entries each form has, the most frequent first."""
    counted = Counter(one.form for one in entries)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def differences(sealed: Book, now: Book) -> list[Difference]:
    """What was added, altered or lost since the month was sealed, in the order of the book."""
    before = {one.key: one for one in sealed.entries}
    after = {one.key: one for one in now.entries}
    found = [_difference(one, after.get(one.key)) for one in sealed.entries]
    added = [_named(ADDED, one) for one in now.entries if one.key not in before]
    return [one for one in found if one is not None] + added


def _difference(sealed: Entry, now: Entry | None) -> Difference | None:
    """What proves a version of the website is when it was last read back: that alone is no alteration."""
    if now is None:
        return _named(GONE, sealed)
    fields = tuple(
        (label, getattr(sealed, name) or blank(name), getattr(now, name) or blank(name))
        for name, label in COMPARED.items()
        if getattr(sealed, name) != getattr(now, name) and not (name == "proof" and " version " in sealed.key)
    )
    return _named(ALTERED, sealed, fields) if fields else None


def _named(kind: str, one: Entry, fields: tuple[tuple[str, str, str], ...] = ()) -> Difference:
    where = f"{one.form}　{one.place}" if one.place != one.form else one.form
    return Difference(kind, one.number, one.index_number, one.title, where, fields)


def blank(name: str) -> str:
    return STILL if name == "ended" else "（空）"


def shortened(text: str, most: int = MOST_CONTENT) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def day_and_time(moment: str) -> str:
    """Such as "2026-05-03 09:10" of a moment as a book holds it."""
    return moment[:16].replace("T", " ")


def day_of(moment: str) -> str:
    return moment[:10]


def months_of_year(year: int, until: str) -> Sequence[str]:
    """The keys of the months of a year that have begun, `until` being the present one."""
    keys = (f"{year}-{number:02d}" for number in range(1, 13))
    return [key for key in keys if key <= until]
