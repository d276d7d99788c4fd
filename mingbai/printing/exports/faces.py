"""Which typefaces are set: those of the county's layout, else free ones of the system."""

from functools import cache

from django.conf import settings

from mingbai.documents.official.layout import OFFICIAL, Layout
from mingbai.documents.official.typefaces import chinese_of, families


def county_layout() -> Layout:
    """The layout of official documents with what the county has set (OFFICIAL_LAYOUT)."""
    return OFFICIAL.with_values(settings.OFFICIAL_LAYOUT)


def board_faces() -> dict[str, list[str]]:
    """Of a sheet for a board: Hei for what is seen from afar, the body's own for what is read."""
    return _faces(county_layout())


@cache
def _faces(layout: Layout) -> dict[str, list[str]]:
    known = families()
    return {"strong": chinese_of(layout.level1, known), "body": chinese_of(layout.body, known)}
