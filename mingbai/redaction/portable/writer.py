"""Withholds text and areas of a PDF file: pages with marks become pictures with a new text layer."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary

from mingbai.documents.cleaners.portable import clean_pdf
from mingbai.documents.pdf import BROKEN, DAMAGE, opened
from mingbai.documents.refusals import Refused
from mingbai.redaction.matching import Needle
from mingbai.redaction.portable.layer import add_layer
from mingbai.redaction.portable.letters import opened_pages, text_of
from mingbai.redaction.portable.raster import burn, drawn, embedded
from mingbai.redaction.portable.sheets import (
    Sheet,
    check_pages,
    find,
    find_replacements,
    placed_on,
    sheets_of,
)
from mingbai.redaction.portable.strings import Needles, bar_strings
from mingbai.redaction.portable.strokes import strokes
from mingbai.redaction.summary import summary
from mingbai.redaction.values import Mark, Passage, Redacted

ROOT_DROPPED = ("/StructTreeRoot", "/MarkInfo", "/OCProperties", "/AcroForm", "/Names", "/OpenAction", "/AA")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DEEPEST = 60
PAGE_KEPT = {"/Type", "/Parent"}


def redact_pdf(data: bytes, marks: Sequence[Mark], every_page: bool = False) -> Redacted:
    """A PDF with nothing below its black boxes. Marks that were not found are missing from `placed`.

    With `every_page` pages without marks become pictures, too: none of the original's fonts is left.

    Raises Refused as the reader does, RedactionRefused for text marks on scanned pages.
    """
    printed = clean_pdf(data)
    sheets = sheets_of(printed)
    check_pages(sheets, marks)
    find(sheets, marks)
    for sheet in sheets:
        sheet.chosen = every_page
    with opened(printed) as pdf:
        try:
            needles = [(Needle.of(mark.quote), mark.ground) for mark in marks if mark.everywhere]
            find_replacements(pdf, sheets, needles)
            return Redacted(
                _written(pdf, printed, sheets, needles), "", placed := placed_on(sheets), summary(placed)
            )
        except DAMAGE as error:
            raise Refused("corrupt", BROKEN) from error


def pdf_passages(data: bytes) -> tuple[Passage, ...]:
    """The text of each page; "" on a scanned one."""
    return tuple(
        Passage(f"第 {sheet.number} 页", text_of(sheet.letters), sheet.number)
        for sheet in sheets_of(clean_pdf(data))
    )


def _written(pdf: pikepdf.Pdf, printed: bytes, sheets: list[Sheet], needles: Needles) -> bytes:
    _own_attributes(pdf)
    with opened_pages(printed) as pages:
        for sheet in [sheet for sheet in sheets if sheet.marked]:
            _replace(pdf, sheet, pages)
    for key in ROOT_DROPPED:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/StructParents", "/Tabs", "/Thumb", "/B"):
            if key in page.obj:
                del page.obj[key]
    if needles:
        bar_strings(pdf, needles)
    pdf.remove_unreferenced_resources()
    buffer = BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return buffer.getvalue()


def _own_attributes(pdf: pikepdf.Pdf) -> None:
    """What pages inherit becomes their own: resources of a replaced page must not live on in the tree."""
    for page in pdf.pages:
        for key in INHERITED:
            holder = next((node for node in _lineage(page.obj) if key in node), None)
            if holder is not None:
                page.obj[key] = holder[key]
    for page in pdf.pages:
        for node in list(_lineage(page.obj))[1:]:
            for key in set(node.keys()) - {"/Type", "/Parent", "/Kids", "/Count"}:
                del node[key]


def _lineage(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The page and the nodes of the page tree above it."""
    for _ in range(DEEPEST):
        yield node
        if "/Parent" not in node:
            return
        node = node.Parent


def _replace(pdf: pikepdf.Pdf, sheet: Sheet, pages: pypdfium2.PdfDocument) -> None:
    page = pages[sheet.number - 1]
    width, height = page.get_size()
    boxes, words = strokes(sheet)
    picture = drawn(page, sheet.number)
    burn(picture, boxes)
    layer, fonts = add_layer(pdf, words, width, height)
    target = pdf.pages[sheet.number - 1].obj
    for key in set(target.keys()) - PAGE_KEPT:
        del target[key]
    painted = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q\n".encode()
    target.MediaBox = Array([0, 0, round(width, 2), round(height, 2)])
    target.Resources = Dictionary(XObject=Dictionary(I=embedded(pdf, picture)), Font=fonts)
    target.Contents = pdf.make_stream(painted + layer)
