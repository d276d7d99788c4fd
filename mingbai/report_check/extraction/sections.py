"""The six sections and their prose, without the tables."""

import re
from collections.abc import Iterable, Iterator

from mingbai.report_check.flow import CELL, MARKS, PICTURE, plain, squeezed
from mingbai.report_check.form.forms import NUMERALS

# What a section's heading must hold; offices vary the rest.
KEYS = (
    ("总体情况", "总体工作情况", "基本情况", "工作总体情况", "概述"),
    ("主动公开政府信息情况", "主动公开政府信息的情况", "主动公开情况", "政府信息主动公开情况"),
    (
        "收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
        "收到与处理政府信息公开申请情况",
        "依申请公开政府信息情况",
    ),
    (
        "政府信息公开行政复议",
        "因政府信息公开工作被申请行政复议",
        "政府信息公开工作被申请行政复议",
        "行政复议行政诉讼情况",
        "行政复议和行政诉讼",
    ),
    (
        "存在的主要问题",
        "存在问题及改进",
        "主要问题及改进",
        "存在的问题及改进",
        "存在主要问题",
        "工作存在的主要问题",
        "存在的问题和改进",
        "主要问题和改进",
        "存在的问题",
    ),
    (
        "其他需要报告的事项",
        "需要报告的其他事项",
        "其他需要报告事项",
        "其它需要报告的事项",
        "需要说明的其他事项",
    ),
)


LONGEST = 60  # characters of a heading


def _heading(number: int) -> re.Pattern[str]:
    """A whole line, its spaces taken out."""
    words = "|".join(map(re.escape, KEYS[number]))
    numeral = NUMERALS[number]
    return re.compile(
        rf"(?P<sure>\(?{numeral}[)、.,:]?|第{numeral}部分:?)?(?:政府信息公开工作)?(?:{words})[^。;]{{0,24}}"
    )


HEADINGS = tuple(_heading(number) for number in range(len(KEYS)))
_ONLY_NUMERAL = re.compile(rf"\(?[{NUMERALS}][)、.]?")


def places(text: str) -> dict[int, tuple[int, int]]:
    """Where the headings one to six stand: number from 1 → (start, end).

    A table of contents names them too: the last in order counts, searched backwards from the sixth.
    """
    lines = list(_lines(text))
    found: dict[int, tuple[int, int]] = {}
    limit = len(text)
    for number in reversed(range(len(HEADINGS))):
        every = [
            (start, end, bool(one["sure"]))
            for start, end, line in lines
            if end <= limit and (one := HEADINGS[number].fullmatch(line))
        ]
        if every:
            start, end, _ = ([one for one in every if one[2]] or every)[-1]
            found[number + 1] = (start, end)
            limit = start
    return dict(sorted(found.items()))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Short lines with their places; a number on its own line goes with the next."""
    at, held = 0, None
    for raw in text.split("\n"):
        start, at = at, at + len(raw) + 1
        line = squeezed(raw)
        if not line or len(line) > LONGEST:
            continue
        if held:
            yield held[0], at - 1, held[1] + line
        held = (start, line) if _ONLY_NUMERAL.fullmatch(line) else None
        yield start, at - 1, line


def prose(text: str, tables: Iterable[tuple[int, int]]) -> str:
    """The same length with the tables, other rows of cells and pictures blanked out."""
    for start, end in tables:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return "\n".join(
        " " * len(one) if one.startswith(PICTURE) or _is_row(one) else re.sub(rf"[{MARKS}]", " ", one)
        for one in text.split("\n")
    )


def _is_row(line: str) -> bool:
    """Whether more than one cell of a line is filled; a single one is a line of text in a wide cell."""
    return sum(bool(cell.strip()) for cell in line.split(CELL)) > 1


def sections_of(text: str, at: dict[int, tuple[int, int]]) -> dict[int, str]:
    """The text under each heading; `text` is prose of the same length as the flow."""
    starts = sorted(at.items(), key=lambda one: one[1])
    ends = [begin for _, (begin, _) in starts[1:]] + [len(text)] if starts else []
    return {
        number: "\n".join(filter(None, (plain(line) for line in text[begin:end].split("\n"))))
        for (number, (_, begin)), end in zip(starts, ends, strict=True)
    }
