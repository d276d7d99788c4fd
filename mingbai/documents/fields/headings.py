"""The heading tree by the official levels: 一、=1 （一）=2 1.=3 （1）=4 (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from mingbai.documents.document import Heading
from mingbai.documents.fields.lines import Line, closed_up

COUNT = "一二三四五六七八九十百零〇"
MARKS = (
    (1, re.compile(rf"第\s*[{COUNT}\d]{{1,4}}\s*[章编](?=\s|\u3000|[^\d]|$)\s*")),
    (2, re.compile(rf"第\s*[{COUNT}\d]{{1,4}}\s*节(?=\s|\u3000|[^\d]|$)\s*")),
    (1, re.compile(rf"[{COUNT}]{{1,4}}\s*[、．.,，]\s*")),
    (2, re.compile(rf"[（(〔]\s*[{COUNT}]{{1,4}}\s*[）)〕]\s*[、.．]?\s*")),
    (4, re.compile(r"[（(]\s*[\d０-９]{1,2}\s*[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"[\d０-９]{1,2}\s*(?:[、．](?!\d)|\.(?!\d)|\s+(?=[\u4e00-\u9fff“]))\s*")),
    (4, re.compile(r"[①-⑳⑴-⒇]\s*[、.．]?\s*")),
    (4, re.compile(r"[\d０-９]{1,2}\s*[）)]\s*")),
)
DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
LONGEST = 50  # a heading that fills its paragraph
LONGEST_RUN_IN = 30
LONGEST_RUN_IN_BELOW = 25  # at levels 3 and 4, where items of a list begin with short sentences too
SHORTEST_BODY = 18  # text after a run-in heading
GAP = re.compile(r"(?<![\x00-\x7f])[ \t\u3000\xa0]+(?![\x00-\x7f])|[ \t\u3000\xa0]{2,}")
STOP = re.compile(r"[。！？]")
INSIDE = re.compile(r"[。；;！？]")
CONTENTS = re.compile(r"[.．…·\s]{3,}\d{1,4}$|\t\d{1,4}$")


ITEMS, SENTENCES = "items", "sentences"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number: `number` its value, `rest` what follows the mark."""

    index: int
    level: int
    mark: str
    number: int
    rest: str


def number_mark(text: str) -> tuple[int, str] | None:
    """The level and the mark a line begins with."""
    for level, pattern in MARKS:
        found = pattern.match(text)
        if found:
            return level, found[0]
    return None


def headings(lines: list[Line], skip: Collection[int] = ()) -> dict[int, Heading]:
    """Headings by the index of their line; `skip` are lines of title and attachment list."""
    numbered = _repaired([item for item in _numbered(lines) if item.index not in skip])
    at = {item.index: item for item in numbered}
    found: dict[int, Heading] = {}
    lists: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index in skip or line.in_table or _is_contents(line):
            continue
        item = at.get(index)
        if item is None:
            heading = _styled(line)
        else:
            lists = {level: kind for level, kind in lists.items() if level <= item.level}
            heading = _heading(item, at, lists)
        if heading is not None:
            found[index] = heading
    return found


def _is_contents(line: Line) -> bool:
    """A line of the table of contents, by its style or its page number."""
    return line.role == "contents" or (line.text[-1].isdecimal() and CONTENTS.search(line.text) is not None)


def _numbered(lines: list[Line]) -> list[Numbered]:
    numbered = []
    for index, line in enumerate(lines):
        mark = None if line.in_table else number_mark(line.text)
        if mark is not None:
            level, written = mark
            numbered.append(
                Numbered(index, level, _tidy(written), _value(written), line.text[len(written) :].strip())
            )
    return numbered


def _repaired(numbered: list[Numbered]) -> list[Numbered]:
    """A chapter numbered 4、 after 三、 is a chapter: it continues the count, and （一） starts below it."""
    repaired: list[Numbered] = []
    last = dict.fromkeys(range(1, 5), 0)
    for position, item in enumerate(numbered):
        following = numbered[position + 1] if position + 1 < len(numbered) else None
        if (
            item.level == 3
            and item.number == last[1] + 1 > 1
            and item.number != last[3] + 1
            and following is not None
            and (following.level, following.number) == (2, 1)
        ):
            item = Numbered(item.index, 1, item.mark, item.number, item.rest)
        last[item.level] = item.number
        last.update(dict.fromkeys(range(item.level + 1, 5), 0))
        repaired.append(item)
    return repaired


def _heading(item: Numbered, at: dict[int, Numbered], lists: dict[int, str]) -> Heading | None:
    """`lists` remembers, by level, what the items before were: ITEMS of an enumeration or SENTENCES."""
    before = lists.get(item.level, "") if item.number > 1 else ""
    text, kind = _whole(item.rest), before
    if text and item.level > 2 and (before == ITEMS or _stands_bare(item, at)):
        text, kind = "", ITEMS
    elif not text:
        text = "" if before == SENTENCES else _run_in(item.rest, item.level)
        if item.rest.endswith(("；", ";")):
            kind = ITEMS
        elif item.level == 4 and not text:
            kind = SENTENCES
    lists[item.level] = kind
    return Heading(item.level, item.mark, closed_up(text)) if text else None


def _whole(rest: str) -> str:
    """The text of a heading that fills its paragraph."""
    text = rest.rstrip("。：: \u3000").strip()
    if not 1 < len(text) <= LONGEST or INSIDE.search(text) or rest.endswith(("，", ",", "、", "；", ";")):
        return ""
    if _run_in_at(rest) or "：" in text or ":" in text:
        return ""
    is_sentence = rest.endswith("。") and (len(text) > LONGEST_RUN_IN or text.count("，") > 1)
    return "" if is_sentence else text


def _run_in(rest: str, level: int) -> str:
    """The words before a gap, a full stop or a colon when body text follows in the same paragraph."""
    longest = LONGEST_RUN_IN if level < 3 else LONGEST_RUN_IN_BELOW
    text = _run_in_at(rest)
    if text:
        return text
    stop = STOP.search(rest)
    if stop and 1 < stop.start() <= longest and rest[: stop.start()].count("，") < 2:
        text = rest[: stop.start()].strip()
        return "" if INSIDE.search(text) or "：" in text else text
    head, colon, body = rest.replace(":", "：").partition("：")
    if colon and 1 < len(head) <= 20 and len(body) >= SHORTEST_BODY and not re.search(r"[，。；]", head):
        return head.strip()
    return ""


def _run_in_at(rest: str) -> str:
    """The words before a gap, when a sentence follows it."""
    gap = GAP.search(rest)
    if gap is None or not 1 < gap.start() <= LONGEST_RUN_IN or len(rest) - gap.end() < SHORTEST_BODY:
        return ""
    head = rest[: gap.start()]
    return "" if re.search(r"[，。；：:,]", head) else head


def _stands_bare(item: Numbered, at: dict[int, Numbered]) -> bool:
    """The next line is the next item of the same list: nothing stands below this one."""
    following = at.get(item.index + 1)
    return following is not None and following.level == item.level and following.number == item.number + 1


def _styled(line: Line) -> Heading | None:
    """A line without number that Word's outline makes a heading."""
    if line.outline is None or line.role == "title" or len(line.text) > 2 * LONGEST:
        return None
    text = closed_up(line.text).rstrip("：:。")
    if len(text) > LONGEST or INSIDE.search(text) or not text:
        return None
    return Heading(min(line.outline + 1, 4), "", text)


def _tidy(mark: str) -> str:
    return "".join(mark.split())


def _value(mark: str) -> int:
    """The number in a mark."""
    digits = "".join(sign for sign in mark if sign.isdecimal())
    if digits:
        return int(digits)
    for first in (0x2460, 0x2474):
        if first <= ord(mark[0]) < first + 20:
            return ord(mark[0]) - first + 1
    words = "".join(sign for sign in mark if sign in COUNT)
    tens, ten, ones = words.rpartition("十")
    if ten:
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    return DIGITS.get(words, 0)
