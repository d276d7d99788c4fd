"""Asking the index. A search reads one book only and never raises for anything a person types."""

from mingbai.search.queries.searching import (
    MOST_HITS,
    NEWEST,
    RELEVANCE,
    Hit,
    Query,
    Result,
    beginning,
    look_up,
    search,
    titled,
)

__all__ = [
    "MOST_HITS", "NEWEST", "RELEVANCE", "Hit", "Query", "Result", "beginning", "look_up", "search", "titled",
]  # fmt: skip
