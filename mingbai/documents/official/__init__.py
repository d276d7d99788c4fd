"""Word and PDF files in the layout of official documents (GB/T 9704-2012)."""

from mingbai.documents.official.layout import OFFICIAL, Face, Layout
from mingbai.documents.official.pdf import write_pdf
from mingbai.documents.official.typefaces import NoChineseFont
from mingbai.documents.official.values import Block, Cell, Heading, Link, OfficialDocument, Paragraph, Table
from mingbai.documents.official.writer import write

__all__ = [
    "OFFICIAL",
    "Block",
    "Cell",
    "Face",
    "Heading",
    "Layout",
    "Link",
    "NoChineseFont",
    "OfficialDocument",
    "Paragraph",
    "Table",
    "write",
    "write_pdf",
]
