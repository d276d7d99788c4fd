"""Asking the index. A search reads one book only and never raises for anything a person types.

`search` finds what was typed; `widened` gives the same query its synonyms, as a feed of a search needs it;
`find` is a visitor's search with everything around it.
"""

from mingbai.search.queries.finding import Finding, find, find_literally
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
from mingbai.search.queries.suggesting import Suggestion, suggestions
from mingbai.search.queries.widening import Thesaurus, Widened, thesaurus, widened

__all__ = [
    "MOST_HITS", "NEWEST", "RELEVANCE", "Finding", "Hit", "Query", "Result", "Suggestion", "Thesaurus",
    "Widened", "beginning", "find", "find_literally", "look_up", "search", "suggestions", "thesaurus",
    "titled", "widened",
]  # fmt: skip
