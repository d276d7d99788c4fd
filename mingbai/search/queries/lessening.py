"""When no text holds all the words together: what is found with one of them left out."""

from dataclasses import replace

from mingbai.search.queries.searching import Query, search
from mingbai.search.queries.widening import Thesaurus, widened
from mingbai.search.text.words import parse

MOST_WORDS = 6  # with more, leaving out each in turn would be many searches


def with_a_word_less(query: Query, known: Thesaurus) -> list[tuple[str, int]]:
    """(words, how many texts hold them) for each way to leave out one word that finds something, most first.

    Synonyms count as in the search itself. Empty for a single word.
    """
    words = parse(query.words).words
    if not 1 < len(words) <= MOST_WORDS:
        return []
    shorter = [" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))]
    counted = [(one, _count(replace(query, words=one), known)) for one in shorter]
    return sorted(((one, count) for one, count in counted if count), key=lambda found: -found[1])


def _count(query: Query, known: Thesaurus) -> int:
    return search(replace(widened(query, known).query, limit=1, offset=0, facets=False)).count
