"""The title: the lines between the red head and the addressee or body."""

import re
from collections.abc import Iterable

from mingbai.documents.fields.addressee import addressee
from mingbai.documents.fields.dates import lone_date
from mingbai.documents.fields.headings import number_mark
from mingbai.documents.fields.lines import (
    Line,
    closed_up,
    half_width,
    is_rule,
    organisation_in,
    without_spaces,
)
from mingbai.documents.fields.numbers import is_number_line
from mingbai.documents.fields.signer import is_signer_line

SEARCHED = 40  # lines from the top
LONGEST = 150
LONGEST_LINE = 70
RED_HEAD = re.compile(r"[\u4e00-\u9fff（）()]{2,40}文件|文件|[（(]?(?:代拟稿|草案|征求意见稿)[）)]")
MARKS = re.compile(
    r"\d{6}|(?:绝密|机密|秘密|内部|特急|加急|平急|特提|急件)[★☆\d年个月长期]*|此件.{2,10}|(?:主动|依申请|不予)公开"
)
LABELLED = re.compile(
    r"(?:索引号|文号|发文字号|发文机关|发布机构|发布单位|来源|信息来源|成文日期|发布日期|发布时间|生成日期|公开方式|公开类别|"
    r"主题分类|主题词|关键词|有效性|信息分类|体裁分类|签发人|信息名称|公开时限|公开范围|内容概述|附件\d*):.*"
)
GENRE = re.compile(
    r"(?:通知|报告|意见|方案|办法|规定|细则|决定|决议|公告|通告|通报|函|批复|请示|纪要|条例|制度|要点|计划|规划|清单|目录|指南|总结|"
    r"说明|公示|预案|情况|名单|表|令|书|规则|规程|标准|须知|解读|政策|措施|安排|简报|信息|信|一览|问答|手册|章程|公约|议案|案)"
    r"(?:[（(].{1,12}[）)])?"
)
CLOSED = re.compile(r"的(?:通知|报告|公告|通告|通报|函|批复|请示|公示|决定)$")
RUNS_ON = ("的", "（", "(", "》")
SENTENCE = re.compile(r"[。；！？]|[：:，,]$")


def find_title(lines: list[Line]) -> tuple[str | None, range]:
    """The title and the indexes of its lines; (None, empty) when the document begins with its body."""
    groups = list(_groups(lines))
    for group in reversed(groups):
        if _is_title(lines, group):
            return "".join(_spaced(text) for text in _join(lines, group))[:LONGEST], group
    return None, range(0)


def _spaced(text: str) -> str:
    """Spread characters closed up; organisations that issue together stay apart."""
    words = text.split()
    if len(words) > 1 and all(len(word) > 3 and organisation_in(word) for word in words[:-1]):
        return " ".join(words)
    return closed_up(text)


def is_furniture(text: str) -> bool:
    """Lines of the head that are no part of a title."""
    packed = half_width(without_spaces(text))
    return bool(
        is_rule(text)
        or RED_HEAD.fullmatch(packed)
        or MARKS.fullmatch(packed)
        or LABELLED.fullmatch(packed)
        or lone_date(text)
        or is_signer_line(text)
        or is_number_line(text)
    )


def _groups(lines: list[Line]) -> Iterable[range]:
    """Runs of neighbouring lines that may be a title, down to the first line of the body."""
    start = None
    for index, line in enumerate(lines[:SEARCHED]):
        apart = line.in_table or is_furniture(line.text)
        ends = not apart and _begins_body(line)
        if start is not None and not apart and _looks(line) != _looks(lines[start]):
            yield range(start, index)
            start = None
        if not apart and not ends and start is None:
            start = index
        if start is not None and (apart or ends):
            yield range(start, index)
            start = None
        if ends:
            return
    if start is not None:
        yield range(start, min(len(lines), SEARCHED))


def _looks(line: Line) -> tuple[bool, str, bool]:
    """Title lines are set alike."""
    return line.align == "center", line.role, line.outline is not None


def _begins_body(line: Line) -> bool:
    if line.role == "title":
        return False
    return bool(
        len(line.text) > LONGEST_LINE
        or SENTENCE.search(line.text)
        or addressee(line) is not None
        or (number_mark(line.text) is not None and not line.align)
        or line.role in ("contents", "sheet")
    )


def _is_title(lines: list[Line], group: range) -> bool:
    text = without_spaces("".join(lines[index].text for index in group))
    if len(text) > LONGEST or len(text) < 2:
        return False
    styled = any(lines[index].role == "title" for index in group)
    centred = any(lines[index].align == "center" for index in group)
    named = bool(GENRE.search(text)) and len(group) <= 4 and _last_genre(lines, group)
    followed = group.stop < len(lines) and len(group) == 1 and group.start == 0 and len(text) > 3
    return (
        styled
        or named
        or "关于" in text[:30]
        or (centred and len(group) <= 4)
        or (followed and organisation_in(text) is None)
    )


def _last_genre(lines: list[Line], group: range) -> bool:
    """One of the lines ends in the name of a genre."""
    return any(re.search(GENRE.pattern + "$", without_spaces(lines[index].text)) for index in group)


def _join(lines: list[Line], group: range) -> Iterable[str]:
    """The group's lines down to a line that closes the title."""
    for index in group:
        text = lines[index].text
        if index > group.start and organisation_in(text) and not text.endswith(("通知", "意见")):
            return
        yield text
        if CLOSED.search(without_spaces(text)) and not lines[min(index + 1, len(lines) - 1)].text.startswith(
            RUNS_ON
        ):
            return
