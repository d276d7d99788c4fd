"""Tables of the read interface: one definition gives JSON keys, Chinese titles and the description."""

from mingbai.api.exports.tables import Column, Table

__all__ = ["Column", "Table"]
