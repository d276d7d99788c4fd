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
MOST_LINES = 6
RED_HEAD = re.compile(r"[\u4e00-\u9fff（）()]{2,40}文件|文件")
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
GENRE_ENDS = re.compile(GENRE.pattern + "$")
DRAFT = re.compile(r"[（(].{1,12}[）)]")
CLOSED = re.compile(r"的(?:通知|报告|公告|通告|通报|函|批复|请示|公示|决定)$")
SENTENCE = re.compile(r"[。；！？]|[：:，,]$")


def find_title(lines: list[Line]) -> tuple[str | None, range]:
    """The title and the indexes of its lines; (None, empty) when the document begins with its body."""
    for group in reversed(list(_groups(lines))):
        extent = _extent(lines, group)
        if _is_title(lines, extent):
            return "".join(_spaced(lines[index].text) for index in extent), extent
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


def _extent(lines: list[Line], group: range) -> range:
    """The lines of a group that make one title: to a line that closes it, before the name of an author.

    Plain lines that are not set apart by style or alignment end with the last one that names a genre.
    """
    stop = named = group.start
    for index in group:
        text = without_spaces(lines[index].text)
        if index > group.start and organisation_in(text):
            break
        stop = index + 1
        if GENRE_ENDS.search(text) or DRAFT.fullmatch(text):
            named = stop
        if CLOSED.search(text) and not _runs_on(lines, stop):
            break
    first = lines[group.start]
    set_apart = first.align == "center" or first.role == "title"
    return range(group.start, stop if set_apart else max(named, group.start + 1))


def _runs_on(lines: list[Line], index: int) -> bool:
    return index < len(lines) and lines[index].text.startswith(("的", "（", "(", "》"))


def _is_title(lines: list[Line], extent: range) -> bool:
    text = without_spaces("".join(lines[index].text for index in extent))
    if not 1 < len(text) <= LONGEST or len(extent) > MOST_LINES:
        return False
    first = lines[extent.start]
    return bool(
        first.role == "title"
        or first.align == "center"
        or GENRE_ENDS.search(text)
        or "关于" in text[:30]
        or (extent.start == 0 and extent.stop < len(lines) and _opens(lines, extent.stop, text))
    )


def _opens(lines: list[Line], index: int, text: str) -> bool:
    """A first line without stop, alone above the body, is a title although it names no genre."""
    alone = is_furniture(lines[index].text) or _begins_body(lines[index])
    return alone and len(text) > 3 and organisation_in(text) is None
