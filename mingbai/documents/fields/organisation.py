"""The issuing organisation and the day of writing, from signature, title, red head or labels."""

import re
from dataclasses import dataclass, field
from datetime import date

from mingbai.documents.fields.attachments import is_start
from mingbai.documents.fields.dates import IN_WORDS, date_in, lone_date
from mingbai.documents.fields.lines import Line, closed_up, half_width, organisation_in, without_spaces

RED_HEAD = re.compile(r"([\u4e00-\u9fff（）()]{3,40}?)文件")
BEFORE_ABOUT = re.compile(
    r"^([\u4e00-\u9fff（）()、\s]{2,50}?"
    r"(?:政府|办公室|办公厅|委员会|局|厅|部|委|办|中心|站|所|院|校|公司|党组|领导小组|指挥部|会))\s*关于"
)
LABEL = re.compile(r"(?:发文机关|发布机构|发布单位|制发机关|发文单位|印发机关)\s*:\s*(?P<name>.+)")
DATE_LABEL = re.compile(r"(?:成文日期|发文日期|制发日期|落款日期)\s*:\s*(?P<date>.+)")
MOST_SIGNING = 6
LONGEST_LINE = 80


@dataclass(frozen=True)
class Signature:
    """The block at the end of the body; `lines` are the indexes it fills."""

    organisations: tuple[str, ...] = ()
    written_on: date | None = None
    lines: frozenset[int] = field(default_factory=frozenset)


def signature(lines: list[Line], start: int) -> Signature:
    """The first date below line `start` that stands under organisations; else the last lone date."""
    bare = Signature()
    for index in range(start, len(lines)):
        line = lines[index]
        if line.in_table:
            continue
        if bare.written_on and is_start(line.text):
            break
        found = _signed(lines, index, start)
        if found is not None and found.organisations:
            return found
        bare = found or bare
    return bare


def _signed(lines: list[Line], index: int, start: int) -> Signature | None:
    """The signature whose date stands in line `index`."""
    day = lone_date(lines[index].text)
    if day is None:
        return _in_one_line(lines[index].text, index)
    names: list[str] = []
    above = index - 1
    while above >= start and len(names) < MOST_SIGNING:
        here = _organisations(lines[above].text)
        if not here or lines[above].in_table:
            break
        names[:0] = here
        above -= 1
    return Signature(tuple(names), day, frozenset(range(above + 1, index + 1)))


def _in_one_line(text: str, index: int) -> Signature | None:
    """盏西镇人民政府　2020年11月30日"""
    if len(text) > LONGEST_LINE or "年" not in text:
        return None
    plain = half_width(text)
    found = IN_WORDS.search(plain)
    if found is None or found.end() != len(plain.rstrip()) or not found.start():
        return None
    names = _organisations(text[: found.start()])
    day = date_in(plain)
    return Signature(names, day, frozenset({index})) if names and day else None


def _organisations(text: str) -> tuple[str, ...]:
    """One organisation, or several side by side."""
    parts = text.split()
    if len(parts) > 1 and all(len(part) > 3 and organisation_in(part) for part in parts):
        return tuple(name for part in parts if (name := organisation_in(part)))
    name = organisation_in(text)
    return (name,) if name else ()


def labelled_date(head: list[str]) -> date | None:
    for text in head:
        found = DATE_LABEL.search(half_width(text))
        if found:
            return date_in(found["date"])
    return None


def organisation(signed: Signature, title: str | None, head: list[str]) -> str | None:
    """Several organisations are joined by 、."""
    if signed.organisations:
        return "、".join(signed.organisations)
    for text in head:
        label = LABEL.search(half_width(text))
        if label:
            return closed_up(label["name"])
    about = BEFORE_ABOUT.match(title or "")
    if about:
        return without_spaces(about[1])
    for text in head:
        red = RED_HEAD.fullmatch(without_spaces(text))
        if red:
            return red[1]
    return None
