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

STEP = 500  # points
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
        view = View.of(page)
        return [_letter(view, text, index, code) for index, code in enumerate(codes)]
    finally:
        text.close()


def _letter(view: "View", text: pypdfium2.PdfTextPage, index: int, code: int) -> Letter:
    character = chr(code) if code < 0x110000 else "\ufffd"
    if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
        return Letter(character, None, None)
    ink, cell = view.seen(text.get_charbox(index)), view.seen(text.get_charbox(index, loose=True))
    return Letter(character, ink if is_solid(ink) else cell, union(ink, cell))


@dataclass(frozen=True, slots=True)
class View:
    """How a point of the page's own system is seen: a start, and what a step along each axis adds to it."""

    start: tuple[float, float]
    along_x: tuple[float, float]
    along_y: tuple[float, float]

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> "View":
        start, right, up = (_seen(page, x, y) for x, y in ((0, 0), (STEP, 0), (0, STEP)))
        return cls(start, *(((p[0] - start[0]) / STEP, (p[1] - start[1]) / STEP) for p in (right, up)))

    def seen(self, box: tuple[float, float, float, float]) -> Rectangle:
        """Left, bottom, right, top in points as fractions of the page as it is seen."""
        corners = [self._point(x, y) for x, y in (box[:2], box[2:])]
        (x, y), (other_x, other_y) = corners
        return Rectangle(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.start[0] + x * self.along_x[0] + y * self.along_y[0],
            self.start[1] + x * self.along_x[1] + y * self.along_y[1],
        )


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Rotation and crop are pdfium's business."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, FINE, FINE, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE


def searchable(letters: list[Letter]) -> Searchable:
    """A page has lines, not paragraphs: a quote runs on over the end of a line."""
    return Searchable.of((letter.character for letter in letters), breaks="")


def text_of(letters: list[Letter]) -> str:
    """Hyphens a line ends with within a word, which pdfium marks so, are left out."""
    whole = "".join(letter.character for letter in letters).replace("\r\n", "\n")
    return whole.replace("\x02", "").replace("\ufffe", "")


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


ON_PAGE = Rectangle(0, 0, 1, 1)


def overlaps(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
