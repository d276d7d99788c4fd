"""Pure rules of the public site: how files, relations and differences are named and shown."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from lxml.html.diff import htmldiff


class FileType(NamedTuple):
    """How a file is handed out: media type, name for readers, shown in the browser or saved."""

    media_type: str
    name: str
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
FILE_TYPES = {
    "pdf": FileType("application/pdf", "PDF 文件", inline=True),
    "png": FileType("image/png", "图片", inline=True),
    "jpg": FileType("image/jpeg", "图片", inline=True),
    "jpeg": FileType("image/jpeg", "图片", inline=True),
    "gif": FileType("image/gif", "图片", inline=True),
    "webp": FileType("image/webp", "图片", inline=True),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", "Word 文档"),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", "Excel 表格"),
    "pptx": FileType(f"{_OFFICE}.presentationml.presentation", "演示文稿"),
    "doc": FileType("application/msword", "Word 文档"),
    "xls": FileType("application/vnd.ms-excel", "Excel 表格"),
    "wps": FileType("application/vnd.ms-works", "WPS 文档"),
    "et": FileType("application/vnd.ms-excel", "WPS 表格"),
    "ofd": FileType("application/ofd", "OFD 文件"),
    "csv": FileType("text/csv; charset=utf-8", "数据表"),
    "txt": FileType("text/plain; charset=utf-8", "文本文件"),
    "zip": FileType("application/zip", "压缩包"),
}
OTHER_FILE = FileType("application/octet-stream", "文件")


def file_type(name: str) -> FileType:
    """By the ending alone; what is not in the list is only ever saved, never shown."""
    return FILE_TYPES.get(PurePath(name).suffix.lower().lstrip("."), OTHER_FILE)


def size_text(size: int) -> str:
    """A size in bytes as people say it; 1,024 to the next unit."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} 千字节（KB）"
    return f"{size / 1024 / 1024:.1f} 兆（MB）"


# What the other text is, seen from the text that is read: (kind, it is the source) → heading.
RELATION_HEADINGS = {
    ("amends", True): "修改本文的文件",
    ("amends", False): "本文修改的文件",
    ("repeals", True): "废止本文的文件",
    ("repeals", False): "本文废止的文件",
    ("interprets", True): "对本文的解读",
    ("interprets", False): "本文解读的文件",
    ("based_on", True): "以本文为依据的文件",
    ("based_on", False): "本文的依据",
}

VERSION_KINDS = {
    "first": "首次公开",
    "correction": "更正",
    "republished": "重新公开",
    "withdrawn": "撤回",
    "in_force": "标注有效",
    "amended": "标注已修改",
    "expired": "标注失效",
    "repealed": "标注废止",
}

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def with_scrolling_tables(html: str) -> str:
    """Each table in a box of its own that scrolls sideways, so that a phone's page does not."""
    return _TABLE.sub(
        r'<div class="scroll" role="region" tabindex="0" aria-label="表格，可以左右滑动">\g<0></div>', html
    )


LONGEST_COMPARED = 300_000  # characters of both texts together; beyond that a visitor waits for seconds
_BREAK = "\u205f"  # a kind of space that stands in no official text; taken out again afterwards
_MARKUP = re.compile(r"(<[^>]*>|&[^;\s]{1,12};)")
_CLAUSE = re.compile(
    r"(?<=[，。；：、！？）》”])|(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[^\x00-\x7f])"
)


def differences(before: str, after: str) -> str | None:
    """Clean HTML `after` with what was added in <ins> and what was taken away in <del>.

    The library compares words between spaces; Chinese has none, so clauses and numbers are
    parted first. None when the texts are too long to compare.
    """
    if len(before) + len(after) > LONGEST_COMPARED:
        return None
    return htmldiff(_parted(before), _parted(after)).replace(_BREAK, "")


def _parted(html: str) -> str:
    pieces = _MARKUP.split(html.replace(_BREAK, ""))
    return "".join(
        piece if number % 2 else _BREAK.join(_CLAUSE.split(piece)) for number, piece in enumerate(pieces)
    )


# The facts beside the text, in the order of the page's head: content field → name.
COMPARED_FIELDS = {
    "title": "标题",
    "document_number": "文号",
    "issuer_name": "发布机构",
    "co_issuers": "联合发文",
    "written_on": "成文日期",
    "effective_on": "生效日期",
    "expires_on": "失效日期",
    "keywords": "关键词",
    "summary": "内容概述",
    "source_name": "信息来源",
    "attachments": "附件",
}


class Change(NamedTuple):
    name: str
    before: str
    after: str


def changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs beside the body between two contents as versions keep them."""
    return [
        Change(name, _plain(before.get(field)), _plain(after.get(field)))
        for field, name in COMPARED_FIELDS.items()
        if before.get(field) != after.get(field)
    ]


def _plain(value: Any) -> str:
    """A value of a version's content in words; of an attachment [id, name, digests] the name."""
    if isinstance(value, list):
        return "、".join(str(item[1] if isinstance(item, list) else item) for item in value)
    return str(value or "")


def parts(count: int, size: int) -> Iterable[int]:
    """Numbers, from 1, of the parts that so many things make."""
    return range(1, (count + size - 1) // size + 1)
