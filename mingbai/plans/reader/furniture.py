"""Lines of a document that are no part of what it says: signature, copies, printing line, attachments."""

import re
from collections.abc import Collection, Sequence

from mingbai.documents.document import Document
from mingbai.plans.reader.lines import Grid, Line, Part
from mingbai.plans.reader.marks import mark_of
from mingbai.plans.reader.masking import flat

_DIGIT = r"[\d一二三四五六七八九十〇零○Oo]"
_DAY = re.compile(rf"(?:{_DIGIT}{{4}}|×+|X+)年{_DIGIT}{{1,3}}月{_DIGIT}{{1,3}}日(?:印发|印)?")
_PRINTED = re.compile(r"^.{0,40}\d{4}年\d{1,2}月\d{1,2}日印(?:发|制)?$")
_ASIDE = re.compile(
    r"^(?:抄\s*送|抄\s*报|主\s*送|报\s*送)\s*[:：]|^[（(](?:此件|联系人|本件|公开属性)|^联系(?:人|电话|方式)\s*[:：]"
    r"|^公开(?:方式|属性|类别)\s*[:：]|^[-—─━_=*·\s]+$|^第?\s*\d+\s*页?$|^[-—]\s*\d+\s*[-—]$"
)
_ATTACHMENT = re.compile(r"^附(?:[件表][\d一二三四五六七八九十]{0,3}(?=[:：.、]|$|[^\d\u4e00-\u9fff])|[:：])")
_SIGNED = re.compile(r"(?:政府|办公室|委员会|局|办|厅|中心|领导小组|党委|街道办事处|公司|院|校|镇|乡|部)$")


def without_furniture(parts: Sequence[Part], document: Document) -> list[list[Part]]:
    """The parts that speak, in chapters of their own: what follows a signature or 附件 begins anew."""
    names = {flat(name) for name in document.attachments}
    chapters: list[list[Part]] = [[]]
    for part in _below_title(parts, flat(document.title or "")):
        if isinstance(part, Grid):
            chapters[-1].append(part)
        elif _ends(part.text):
            _drop_signature(chapters[-1])
            chapters.append([])
        elif not _is_aside(part.text, names):
            chapters[-1].append(part)
    _drop_signature(chapters[-1])
    return [chapter for chapter in chapters if chapter]


def _below_title(parts: Sequence[Part], title: str) -> list[Part]:
    """Without the lines above the first number that make up the title."""
    lines = [part.text if isinstance(part, Line) else "" for part in parts]
    first = next((at for at, line in enumerate(lines) if mark_of(line)), 0)
    return [part for at, part in enumerate(parts) if at >= first or flat(lines[at] or "?") not in title]


def _ends(text: str) -> bool:
    """A date on a line of its own, or the mark of an attachment."""
    plain = flat(text)
    return _DAY.fullmatch(plain) is not None or _PRINTED.match(plain) is not None or _begins_attachment(plain)


def _begins_attachment(plain: str) -> bool:
    return _ATTACHMENT.match(plain) is not None and len(plain) <= 40 and "。" not in plain


def _is_aside(text: str, attachments: Collection[str]) -> bool:
    mark = mark_of(text)
    listed = flat(mark.rest if mark else text) in attachments
    return listed or _ASIDE.match(text) is not None


def _drop_signature(chapter: list[Part]) -> None:
    """The names of the organs above the date."""
    while chapter and isinstance(chapter[-1], Line) and _is_signature(chapter[-1].text):
        chapter.pop()


def _is_signature(text: str) -> bool:
    plain = flat(text)
    if len(plain) > 30 or ":" in plain or "：" in plain or mark_of(text):
        return False
    return _SIGNED.search(plain) is not None
