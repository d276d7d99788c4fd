"""Letters as files."""

from mingbai.documents.official import OFFICIAL, Layout, write, write_pdf
from mingbai.letters.rules import Composed


def to_word(composed: Composed, layout: Layout = OFFICIAL) -> bytes:
    """The bytes of a .docx file in the layout of official documents."""
    return write(composed.official, layout)


def to_pdf(composed: Composed, layout: Layout = OFFICIAL) -> bytes:
    """The bytes of a .pdf file that says the same; `documents.official.NoChineseFont` without a typeface."""
    return write_pdf(composed.official, layout)
