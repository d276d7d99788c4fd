"""Reads a file of any accepted kind into a `Document`."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from mingbai.documents.content import Block, Content, Figure, Table
from mingbai.documents.conversion import convert, convert_many
from mingbai.documents.document import Document, TableRows
from mingbai.documents.docx.reader import read_docx
from mingbai.documents.fields.recognition import recognise
from mingbai.documents.html import render
from mingbai.documents.ofd import read_ofd
from mingbai.documents.pdf import read_pdf
from mingbai.documents.pictures import read_picture
from mingbai.documents.plain import read_csv, read_text
from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import CONTAINERS, extension, kind_of
from mingbai.documents.spreadsheets import read_xlsx
from mingbai.documents.webpages import read_html

logger = logging.getLogger(__name__)

READERS: dict[str, Callable[[bytes], Content]] = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), read_docx),
    **dict.fromkeys(("xlsx", "xlsm"), read_xlsx),
    **dict.fromkeys(("html", "htm"), read_html),
    **dict.fromkeys((kind for kind, container in CONTAINERS.items() if container == "image"), read_picture),
    "txt": read_text,
    "csv": read_csv,
    "pdf": read_pdf,
    "ofd": read_ofd,
}
CONVERTED = {
    **dict.fromkeys(("doc", "wps", "rtf", "odt"), "docx"),
    **dict.fromkeys(("xls", "et", "ods"), "xlsx"),
}


def read(data: bytes, filename: str) -> Document:
    """What the file says and what it hides; raises Refused, and nothing else, for a file it cannot take."""
    with refusing_damage(filename):
        kind = kind_of(data, filename)
        if kind in CONVERTED:
            return _read_converted(data, kind, convert(data, kind, CONVERTED[kind]))
        return document_of(READERS[kind](data), kind)


def content_of(data: bytes, filename: str) -> Content:
    """The file's blocks in reading order, before any field is recognised; raises Refused as `read` does."""
    with refusing_damage(filename):
        kind = kind_of(data, filename)
        if kind in CONVERTED:
            return READERS[CONVERTED[kind]](convert(data, kind, CONVERTED[kind]))
        return READERS[kind](data)


def read_many(files: Sequence[tuple[bytes, str]]) -> list[Document | Refused]:
    """`read` for each (bytes, filename), in order; old formats are converted together: much faster."""
    results: dict[int, Document | Refused] = {}
    waiting: dict[str, list[int]] = {target: [] for target in CONVERTED.values()}
    for index, (data, filename) in enumerate(files):
        try:
            if kind_of(data, filename) in CONVERTED:
                waiting[CONVERTED[extension(filename)]].append(index)
            else:
                results[index] = read(data, filename)
        except Refused as refused:
            results[index] = refused
    for target, indexes in waiting.items():
        sources = [(files[index][0], extension(files[index][1])) for index in indexes]
        for index, converted in zip(indexes, convert_many(sources, target), strict=True):
            results[index] = _one_of_many(*files[index], converted)
    return [results[index] for index in range(len(files))]


def _one_of_many(data: bytes, filename: str, converted: bytes | Refused) -> Document | Refused:
    if isinstance(converted, Refused):
        return converted
    try:
        with refusing_damage(filename):
            return _read_converted(data, extension(filename), converted)
    except Refused as refused:
        return refused


def _read_converted(data: bytes, kind: str, converted: bytes) -> Document:
    content = READERS[CONVERTED[kind]](converted)
    for notice in old_format_notices(data):
        content.notices.add(*notice)
    return document_of(content, kind)


@contextmanager
def refusing_damage(filename: str) -> Iterator[None]:
    """The last resort for damage nobody foresaw: refused as corrupt, logged without the file's words."""
    try:
        yield
    except Refused:
        raise
    except (RecursionError, MemoryError) as error:
        raise Refused("bomb") from error
    except Exception as error:
        logger.error("Unforeseen damage in a .%s file: %s", extension(filename), type(error).__name__)
        raise Refused("corrupt") from error


def document_of(content: Content, kind: str) -> Document:
    fields = recognise(content)
    body = [(at, block) for at, block in enumerate(content.blocks) if at not in fields.aside]
    at = {new: fields.at[old] for new, (old, _) in enumerate(body) if old in fields.at}
    return Document(
        kind=kind,
        title=fields.title,
        document_number=fields.document_number,
        organisation=fields.organisation,
        signer=fields.signer,
        written_on=fields.written_on,
        printed_on=fields.printed_on,
        openness=fields.openness,
        openness_mark=fields.openness_mark,
        addressee=fields.addressee,
        headings=fields.headings,
        html=render([block for _, block in body], at),
        text=plain_text(content),
        tables=tuple(_tables(content.blocks)),
        notices=content.notices.all(),
        images=tuple(content.images),
        attachments=fields.attachments,
        properties=content.properties,
    )


def plain_text(content: Content) -> str:
    """Everything printed: headers and footers, then the blocks; cells of a row are set apart by tabs."""
    lines = [paragraph.text for paragraph in content.margins]
    for block in content.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows]
        elif not isinstance(block, Figure):
            lines.append(block.text)
    return "\n".join(lines)


def _tables(blocks: list[Block] | tuple[Table, ...]) -> list[TableRows]:
    tables: list[TableRows] = []
    for block in blocks:
        if isinstance(block, Table):
            tables.append(block.rows)
            tables += _tables(block.nested)
    return tables


def old_format_notices(data: bytes) -> list[tuple[str, str]]:
    """Macros of an old Office file, which conversion drops silently."""
    marks = ("_VBA_PROJECT", "VBA")
    if data.startswith(b"\xd0\xcf\x11\xe0") and all(mark.encode("utf-16-le") in data for mark in marks):
        return [("macro", "宏：旧版 Office 文件里的 VBA 程序")]
    return []
