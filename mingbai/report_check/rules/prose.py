"""The sentences of a report, and the numbers of things they name."""

import re
from dataclasses import dataclass

from mingbai.report_check.report import Report

_END = re.compile(r"(?<=[。;；!?！？])")
_STOPS = "。;；:：!?！？"
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,2}[)、.．]|第[一二三四五六])")
WRAPPED = 25  # a line so long that does not end a sentence goes on in the next
EXCERPT = 60
_DIGITS = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`place` is section.1 … section.6, or text outside the sections."""

    text: str
    place: str

    @property
    def excerpt(self) -> str:
        return self.text if len(self.text) <= EXCERPT else self.text[:EXCERPT] + "…"


def sentences_of(report: Report) -> list[Sentence]:
    """Every sentence of the prose, in order, without spaces."""
    found: list[Sentence] = []
    for place, text in _parts(report):
        for paragraph in _paragraphs(text):
            found += [Sentence(one, place) for piece in _END.split(paragraph) if (one := piece.strip())]
    return found


def _parts(report: Report) -> list[tuple[str, str]]:
    """What stands before the sections, and the sections."""
    parts = [(f"section.{number}", text) for number, text in report.sections.items()]
    if not report.text:
        return parts
    if not report.sections:
        return [("text", report.text)]
    lines = report.text.split("\n")
    first = next(iter(report.sections.values())).split("\n", 1)[0]
    before = next((at for at, one in enumerate(lines) if first and " ".join(one.split()) == first), 0)
    return [("text", "\n".join(lines[:before])), *parts]


def _paragraphs(text: str) -> list[str]:
    """Lines that were wrapped are joined again."""
    paragraphs: list[str] = []
    goes_on = False
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            continue
        if goes_on and not _NUMBERING.match(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        goes_on = len(line) >= WRAPPED and line[-1] not in _STOPS
    return paragraphs


def count_of(words: str) -> int | None:
    """A number in digits or in Chinese characters up to 99; None for others."""
    if words.isdecimal():
        return int(words)
    if not words or any(one not in _DIGITS and one != "十" for one in words):
        return None
    if "十" not in words:
        return _DIGITS[words] if len(words) == 1 else None
    tens, _, ones = words.partition("十")
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
