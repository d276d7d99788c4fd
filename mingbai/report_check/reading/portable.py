"""PDF as flow: ruled tables by their lines, the rest by the position of the characters."""

import time
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from mingbai.documents.pdf import opened
from mingbai.documents.refusals import Refused
from mingbai.report_check.flow import line, picture, row
from mingbai.report_check.reading.glyphs import Glyph, Line, lines_of
from mingbai.report_check.reading.ruling import Ruling, grids_of, ruling_of
from mingbai.report_check.reading.unruled import rows_of
from mingbai.report_check.reading.webpage import Page

MOST_PAGES = 300
MOST_SECONDS = 60
MOST_GLYPHS = 500_000
MOST_ON_A_PAGE = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the flow and the height on the page where it begins."""

    top: float
    flow: str


def read_pdf(data: bytes) -> Page:
    """Raises Refused (password, corrupt, too_large, timeout)."""
    opened(data).close()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("corrupt") from error
    try:
        return Page("".join(_pages(pdf)))
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise Refused("corrupt") from error
    finally:
        pdf.close()


def _pages(pdf: pypdfium2.PdfDocument) -> list[str]:
    if len(pdf) > MOST_PAGES:
        raise Refused("too_large")
    started, glyphs, pages = time.monotonic(), 0, []
    for number in range(len(pdf)):
        page = pdf[number]
        found = glyphs_of(page)
        glyphs += len(found)
        if time.monotonic() - started > MOST_SECONDS or glyphs > MOST_GLYPHS:
            raise Refused("timeout")
        pages.append(page_flow(found, ruling_of(page), pictures_of(page, found)))
    return pages


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The page's characters with their boxes, spaces left out."""
    text = page.get_textpage()
    found = []
    if text.count_chars() > MOST_ON_A_PAGE:
        raise Refused("too_large")
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or character in "\x00\x02\ufffe\uffff" or "\ud800" <= character <= "\udfff":
            continue
        left, _, right, _ = text.get_charbox(index)
        # the loose box has the height of the line, so that a full stop stands as high as its neighbours
        _, bottom, _, top = text.get_charbox(index, loose=True)
        found.append(Glyph(character, left, bottom, right, top))
    return found


def pictures_of(page: pypdfium2.PdfPage, glyphs: list[Glyph]) -> list[Piece]:
    """Pictures large enough to be a table, or a whole scanned page."""
    width, height = page.get_size()
    found = []
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if right - left > width / 3 and top - bottom > height / 12:
            found.append(Piece(top, picture("整页是图片" if not glyphs else "图片")))
    return found


def page_flow(glyphs: list[Glyph], ruling: Ruling, pictures: list[Piece]) -> str:
    """Tables and lines of one page from top to bottom."""
    pieces = list(pictures)
    rest = glyphs
    for grid in grids_of(ruling):
        inside = [one for one in rest if grid.holds(one)]
        if not inside:
            continue
        rest = [one for one in rest if not grid.holds(one)]
        pieces.append(Piece(grid.top, "".join(row(cells) for cells in grid.rows(inside))))
    lines = lines_of(rest)
    pieces += (
        [Piece(top, row(cells)) for top, cells in rows_of(lines)] if not ruling.is_ruled else _plain(lines)
    )
    return "".join(one.flow for one in sorted(pieces, key=lambda one: -one.top))


def _plain(lines: list[Line]) -> list[Piece]:
    """Lines of text; one that the margin ended is joined to the next."""
    pieces: list[Piece] = []
    full = max((one.right for one in lines), default=0)
    text, top = "", 0.0
    for here, following in pairwise([*lines, None]):
        assert here is not None
        text, top = (text + here.text, top or here.top)
        if following is None or _ends(here, following, full):
            pieces.append(Piece(top, line(text)))
            text, top = "", 0.0
    return pieces


def _ends(here: Line, following: Line, full: float) -> bool:
    """Whether a paragraph ends here: short line, indented next line, or a wide space."""
    short = here.right < full - 3 * here.height
    indented = following.left > here.left + here.height * 1.2
    apart = here.bottom - following.top > here.height * 1.5
    return short or indented or apart
