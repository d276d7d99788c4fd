"""Everything that changes the search: the index itself, the synonyms, and the words that found nothing."""

from mingbai.search.actions.indexing import (
    clear,
    put,
    put_many,
    rebuild,
    rebuild_from_nothing,
    remove,
    remove_many,
)
from mingbai.search.actions.missing import count_missed, forget_missed
from mingbai.search.actions.synonyms import add_synonyms, change_synonyms, load_synonyms, retire_synonyms

__all__ = [
    "add_synonyms", "change_synonyms", "clear", "count_missed", "forget_missed", "load_synonyms", "put",
    "put_many", "rebuild", "rebuild_from_nothing", "remove", "remove_many", "retire_synonyms",
]  # fmt: skip
