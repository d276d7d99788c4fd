"""Reads plain text and CSV."""

import codecs
import csv
import io
import re

from mingbai.documents.content import Content, Paragraph, Table
from mingbai.documents.markup import escape
from mingbai.documents.refusals import Refused

BOOKMARK = re.compile(r"\[bookmark:([^\]\n]{0,200})\]")
IMAGE = re.compile(r"\[image:([^\]\n]{0,200})\]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_ROWS = 100_000
NOT_TEXT = "文件不是文本，或文字编码无法识别。请用记事本打开，另存为 UTF-8 编码后重新上传。"


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 (with or without mark) or GB 18030; raises Refused (corrupt)."""
    if data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in data[:4096]:
        encodings = ["utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(CONTROL.findall(text[:10_000])) <= len(text[:10_000]) // 50:
            return CONTROL.sub("", text)
    raise Refused("corrupt", NOT_TEXT)


def read_text(data: bytes) -> Content:
    """One paragraph per line; `[bookmark: …]` and `[image: …]`, marks of text extraction, become notices."""
    return text_content(decode(data).splitlines())


def text_content(lines: list[str]) -> Content:
    content = Content()
    for line in lines:
        if "[" in line:
            line = _without_marks(line, content)
        if text := line.strip():
            content.blocks.append(Paragraph(text, escape(text)))
    return content


def _without_marks(line: str, content: Content) -> str:
    for name in BOOKMARK.findall(line):
        content.notices.add("bookmark", f"书签：{name.strip()}")
    for name in IMAGE.findall(line):
        content.notices.add("missing_image", f"图片没有保存在文件里：{name.strip()}")
    return IMAGE.sub("", BOOKMARK.sub("", line))


def read_csv(data: bytes) -> Content:
    """One table."""
    try:
        rows = [tuple(cell.strip() for cell in row) for row in csv.reader(io.StringIO(decode(data)))][
            :MOST_ROWS
        ]
    except csv.Error as error:
        raise Refused("corrupt") from error
    return Content(blocks=[table_of([row for row in rows if any(row)])] if any(map(any, rows)) else [])


def table_of(rows: list[tuple[str, ...]]) -> Table:
    """A table without merged cells, its rows filled up to one width."""
    width = max(map(len, rows), default=0)
    filled = tuple(row + ("",) * (width - len(row)) for row in rows)
    html = "".join(
        "<tr>" + "".join(f"<td>{cell_html(cell)}</td>" for cell in row) + "</tr>" for row in filled
    )
    return Table(filled, f"<table><tbody>{html}</tbody></table>")


def cell_html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
