"""Reading drawn PDFs back, as a person and a telephone would."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import zxingcpp

from mingbai.documents.official.blocks import blocks_of
from mingbai.printing.exports.sheets import draw
from mingbai.printing.values import Sheet


def texts(data: bytes) -> list[str]:
    """What each page says, without blanks and line breaks."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def codes(data: bytes) -> list[list[str]]:
    """What the codes of each page open."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.render(scale=2).to_pil() for page in document]
    finally:
        document.close()
    return [sorted({one.text for one in zxingcpp.read_barcodes(page)}) for page in pages]


def missing_letters(data: bytes) -> int:
    """How many signs are drawn as the empty box (glyph 0, .notdef)."""
    found = 0
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tj":
                    found += _boxes(bytes(operands[0]))
                elif str(operator) == "TJ":
                    found += sum(_boxes(bytes(one)) for one in operands[0] if isinstance(one, pikepdf.String))
    return found


def _boxes(signs: bytes) -> int:
    return sum(signs[at : at + 2] == b"\0\0" for at in range(0, len(signs) - 1, 2))


def fonts(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}


def sizes(data: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(data)
    try:
        found = [document.get_page_size(at) for at in range(len(document))]
    finally:
        document.close()
    return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in found]


def table(heads: list[str], rows: list[list[str]]) -> str:
    def line(cells: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{one}</{tag}>" for one in cells) + "</tr>"

    return f"<table>{line(heads, 'th')}{''.join(line(row, 'td') for row in rows)}</table>"


def drawn(body: str = "", **given) -> bytes:
    values = {"heading": "柳湾村村民委员会公示", "title": "关于补贴发放的公示", "blocks": blocks_of(body)}
    return draw([Sheet(**{**values, **given})], on=date(2026, 5, 1))
