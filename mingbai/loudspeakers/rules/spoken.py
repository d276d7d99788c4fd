"""Official writing as an announcer reads it."""

import re
from collections.abc import Mapping

from mingbai.loudspeakers.rules.calls import calls
from mingbai.loudspeakers.rules.days import days
from mingbai.loudspeakers.rules.numerals import whole
from mingbai.loudspeakers.rules.quantities import quantities
from mingbai.loudspeakers.rules.widths import one_spelling, sayable

_CHINESE = "一二三四五六七八九十"
_MARKS = (
    (re.compile(r"^\s*(\d{1,2})(?:[.．](?!\d)|、)\s*"), "点，"),
    (re.compile(r"^\s*[(（](\d{1,2})[)）][、.]?\s*"), "小点，"),
    (re.compile(rf"^\s*([{_CHINESE}]{{1,3}})、\s*"), "，"),
    (re.compile(rf"^\s*[(（]([{_CHINESE}]{{1,3}})[)）][、.]?\s*"), "项，"),
)
_LEFT = re.compile(r"[0-9０-９]")


def speak(text: str, readings: Mapping[str, str] | None = None) -> str:
    """`text`, line by line, with everything written out as it is spoken; no digit, bracket or sign is left.

    `readings` say how abbreviations are read; the longest comes first.
    """
    lines = (_line(line, readings or {}) for line in one_spelling(text).splitlines())
    return "\n".join(line for line in lines if line)


def _line(line: str, readings: Mapping[str, str]) -> str:
    line = _mark(line)
    line = _read(line, readings)
    for step in (calls, days, quantities):
        line = step(line)
    return sayable(_LEFT.sub(lambda found: whole(int(found[0])), line))


def _mark(line: str) -> str:
    """1. and （一） at the head of a line as words."""
    for pattern, words in _MARKS:
        found = pattern.match(line)
        if found:
            name = whole(int(found[1])) if found[1].isdigit() else found[1]
            return f"第{name}{words}{line[found.end() :]}"
    return line


def _read(line: str, readings: Mapping[str, str]) -> str:
    for written in sorted(readings, key=len, reverse=True):
        edges = (
            r"(?<![A-Za-z0-9])" if written[:1].isascii() else "",
            r"(?![A-Za-z0-9])" if written[-1:].isascii() else "",
        )
        line = re.sub(
            edges[0] + re.escape(written) + edges[1],
            readings[written].replace("\\", ""),
            line,
            flags=re.IGNORECASE,
        )
    return line
