"""The letters of a PDF page and where they stand on it."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from mingbai.documents.pdf import BROKEN
from mingbai.documents.refusals import Refused
from mingbai.redaction.matching import Searchable
from mingbai.redaction.values import Rectangle

FINE = 1_000_000  # steps per side in which pdfium is asked for a place on the page


@dataclass(frozen=True, slots=True)
class Letter:
    """One character; `ink` is what is black of it, `cell` the room its font gives it.

    Both in fractions of the seen page; None where pdfium added the character (blanks, line ends).
    """

    character: str
    ink: Rectangle | None
    cell: Rectangle | None


@contextmanager
def opened_pages(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Raises Refused (corrupt)."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise Refused("corrupt", BROKEN) from error
    try:
        yield pdf
    finally:
        pdf.close()


def letters_of(page: pypdfium2.PdfPage) -> list[Letter]:
    """In the order in which the page shows them; text outside the seen page keeps a box outside 0..1."""
    text = page.get_textpage()
    try:
        codes = [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars())]
        return [_letter(page, text, index, code) for index, code in enumerate(codes)]
    finally:
        text.close()


def _letter(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int, code: int) -> Letter:
    character = chr(code) if code < 0x110000 else "\ufffd"
    if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
        return Letter(character, None, None)
    ink, cell = seen_box(page, text.get_charbox(index)), seen_box(page, text.get_charbox(index, loose=True))
    return Letter(character, ink if is_solid(ink) else cell, union(ink, cell))


def seen_box(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> Rectangle:
    """Left, bottom, right, top in the page's own points as fractions of the page as it is seen."""
    corners = [_seen(page, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Rectangle(min(across), min(down), max(across), max(down))


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Rotation and crop are pdfium's business."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, FINE, FINE, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE


def searchable(letters: list[Letter]) -> Searchable:
    """A page has lines, not paragraphs: a quote runs on over the end of a line."""
    return Searchable.of((letter.character for letter in letters), breaks="")


def text_of(letters: list[Letter]) -> str:
    return "".join(letter.character for letter in letters).replace("\r\n", "\n")


def is_scan(page: pypdfium2.PdfPage, letters: list[Letter]) -> bool:
    """A page that shows something and has no text layer; a blank page is none."""
    return not any(letter.character.strip() for letter in letters) and any(True for _ in page.get_objects())


def is_solid(box: Rectangle) -> bool:
    return box.left < box.right and box.top < box.bottom


def union(*boxes: Rectangle) -> Rectangle:
    return Rectangle(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def overlaps(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
