"""Word files in the layout of official documents (GB/T 9704-2012)."""

from mingbai.documents.official.layout import OFFICIAL, Face, Layout
from mingbai.documents.official.values import Block, Heading, Link, OfficialDocument, Paragraph, Table
from mingbai.documents.official.writer import write

__all__ = [
    "OFFICIAL",
    "Block",
    "Face",
    "Heading",
    "Layout",
    "Link",
    "OfficialDocument",
    "Paragraph",
    "Table",
    "write",
]
