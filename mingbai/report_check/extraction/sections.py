"""The six sections and their prose, without the tables."""

import re
from collections.abc import Iterable

from mingbai.report_check.extraction.labels import any_of
from mingbai.report_check.flow import CELL, MARKS, PICTURE, plain
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


def _heading(number: int) -> re.Pattern[str]:
    numeral = NUMERALS[number]
    words = any_of(KEYS[number])
    return re.compile(
        rf"^[\s{MARKS}|]*(?:(?P<sure>\(?{numeral}[\s]*[)、.,:]?)|第{numeral}部分)?[\s{MARKS}|]*(?:政府信息公开工作)?"
        rf"{words}[^\n。]{{0,24}}$",
        re.MULTILINE,
    )


HEADINGS = tuple(_heading(number) for number in range(len(KEYS)))


def places(text: str) -> dict[int, tuple[int, int]]:
    """Where the headings one to six stand: number from 1 → (start, end).

    A table of contents names them too: the last in order counts, searched backwards from the sixth.
    """
    found: dict[int, tuple[int, int]] = {}
    limit = len(text)
    for number in reversed(range(len(HEADINGS))):
        every = [one for one in HEADINGS[number].finditer(text, 0, limit)]
        if every:
            numbered = [one for one in every if one["sure"]]
            last = (numbered or every)[-1]
            found[number + 1] = (last.start(), last.end())
            limit = last.start()
    return dict(sorted(found.items()))


def prose(text: str, tables: Iterable[tuple[int, int]]) -> str:
    """The same length with the tables, other rows of cells and pictures blanked out."""
    for start, end in tables:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    lines = (
        " " * len(one) if CELL in one or one.startswith(PICTURE) else re.sub(rf"[{MARKS}]", " ", one)
        for one in text.split("\n")
    )
    return "\n".join(lines)


def sections_of(text: str, at: dict[int, tuple[int, int]]) -> dict[int, str]:
    """The text under each heading; `text` is prose of the same length as the flow."""
    starts = sorted(at.items(), key=lambda one: one[1])
    ends = [one[1][0] for one in starts[1:]] + [len(text)]
    return {
        number: "\n".join(filter(None, (plain(line) for line in text[begin:end].split("\n"))))
        for (number, (_, begin)), end in zip(starts, ends, strict=True)
    }
