"""The words of a Word and of a PDF file without spaces and page numbers, to be held against each other."""

import io
import re

import docx
import pypdfium2


def of_pdf(data: bytes) -> str:
    """The text layer without spaces, page numbers and line breaks."""
    pages = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    return "".join(re.sub(r"—\s*\d+\s*—", "", text).split())


def of_word(data: bytes) -> str:
    """Paragraphs and cells in their order, each merged cell once, without spaces."""
    found = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if hasattr(block, "rows"):
            cells = {cell._tc: cell.text for row in block.rows for cell in row.cells}
            found += cells.values()
        else:
            found.append(block.text)
    return "".join("".join(found).split())
