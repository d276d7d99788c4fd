"""Pages of a PDF as pictures: what a person previews is the very file that is printed."""

import io

import pypdfium2

PREVIEW_WIDTH = 900
"""Pixels of a page on screen."""


def page_count(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def page_png(data: bytes, number: int, width: int = PREVIEW_WIDTH) -> bytes:
    """Page `number` from 1 as a PNG picture; IndexError where there is none."""
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        picture = page.render(scale=width / page.get_width()).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.convert("L").save(out, "PNG", optimize=False)
    return out.getvalue()


def sheets_of_a4(data: bytes) -> int:
    """How many A4 sheets of a board its pages cover: an A3 page covers two."""
    document = pypdfium2.PdfDocument(data)
    try:
        sizes = [document.get_page_size(at) for at in range(len(document))]
    finally:
        document.close()
    return sum(2 if width * height > 1.5 * 595 * 842 else 1 for width, height in sizes)
