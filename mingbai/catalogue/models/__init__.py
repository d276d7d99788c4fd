"""What must be public: fields, rows and their layers, the lists of organisations, changes, grounds."""

from mingbai.catalogue.models.changes import Change, Version
from mingbai.catalogue.models.classes import Genre, Ground, Theme
from mingbai.catalogue.models.items import CatalogueItem, Column, Field, Mode
from mingbai.catalogue.models.layers import Declined, Holding, Overlay
from mingbai.catalogue.models.lists import ListEntry, ListKind

__all__ = [
    "CatalogueItem",
    "Change",
    "Column",
    "Declined",
    "Field",
    "Genre",
    "Ground",
    "Holding",
    "ListEntry",
    "ListKind",
    "Mode",
    "Overlay",
    "Theme",
    "Version",
]
