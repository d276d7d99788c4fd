"""Catalogues as offices keep them in Excel: read in many shapes, written in one, errors marked in a copy."""

from mingbai.catalogue.sheets.grids import Refused
from mingbai.catalogue.sheets.marking import marked_copy
from mingbai.catalogue.sheets.problems import Problem
from mingbai.catalogue.sheets.rows import Read, SheetRow, read

__all__ = ["Problem", "Read", "Refused", "SheetRow", "marked_copy", "read"]
