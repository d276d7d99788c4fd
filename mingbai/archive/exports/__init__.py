"""What stands in a package, and the lists on paper."""

from mingbai.archive.exports.lists import (
    binding_pdf,
    copies_sheet,
    destruction_pdf,
    index_pdf,
    index_sheet,
    transfer_pdf,
)
from mingbai.archive.exports.metadata import FIELDS, dublin_core, metadata_of

__all__ = [
    "FIELDS",
    "binding_pdf",
    "copies_sheet",
    "destruction_pdf",
    "dublin_core",
    "index_pdf",
    "index_sheet",
    "metadata_of",
    "transfer_pdf",
]
