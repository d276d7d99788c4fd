"""The way to the gazette, for the front page and the map of the site: only once there is an issue."""

from typing import Any

from django import template

from mingbai.gazette.queries.issues import issued
from mingbai.stored.depending import depends_on

register = template.Library()


@register.simple_tag
def newest_gazette() -> Any:
    """The newest issue that was given out, or None. One query."""
    depends_on("gazette")
    return issued().only("year", "number", "total_number", "issued_at", "masthead").first()
