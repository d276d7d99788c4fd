"""The pages of a touch screen by name: the same live and in a folder, so that their links are the same."""

import re
from typing import NamedTuple

HOME = "index"
LISTS = ("latest", "own", "policy", "subsidy", "guide")
PLAIN = ("browse", "fields", "units", "months", "words", "help")
KEYED = ("field", "unit", "month", "word")
_PAGE = re.compile(r"(?P<name>[a-z0-9_-]+?)(?:-p(?P<number>[1-9]\d{0,3}))?")
_KEYED = re.compile(rf"(?P<kind>{'|'.join(KEYED)})-(?P<key>[a-z0-9_-]+)")
_RECORD = re.compile(r"r-(?P<key>[1-9]\d{0,17})")


class Name(NamedTuple):
    """`kind` is one of the words above, or "r" for the record whose number is `key`."""

    kind: str
    key: str = ""
    number: int = 1


def parsed(name: str) -> Name | None:
    """What a page's name asks for; None for what no page is called."""
    if found := _RECORD.fullmatch(name):
        return Name("r", found["key"])
    if name == HOME or name in PLAIN:
        return Name(name)
    split = _PAGE.fullmatch(name)
    if split is None:
        return None
    number = int(split["number"] or 1)
    if split["name"] in LISTS:
        return Name(split["name"], number=number)
    if found := _KEYED.fullmatch(split["name"]):
        return Name(found["kind"], found["key"], number)
    return None


def written(name: Name) -> str:
    """The name of a page in its address."""
    base = f"{name.kind}-{name.key}" if name.key else name.kind
    return base if name.number == 1 else f"{base}-p{name.number}"
