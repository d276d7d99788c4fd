"""Did you mean …: what a word that finds little may have been meant for. Offered, never done by itself."""

from collections import Counter
from collections.abc import Iterable

from mingbai.search.backends import backend
from mingbai.search.entries import PUBLIC, record_of
from mingbai.search.models import PublicRow
from mingbai.search.queries.searching import Query, look_up
from mingbai.search.queries.sounding import words_heard
from mingbai.search.queries.widening import Thesaurus, widened
from mingbai.search.text.edits import gaps, one_apart
from mingbai.search.text.folding import RUN, is_letter
from mingbai.search.text.sounds import nearly, sound_of, sounds_like
from mingbai.search.text.tokens import phrase
from mingbai.search.text.words import parse

FEW = 3  # hits below which something else is offered
MOST_GUESSES = 3
LOOKED_AT = 20  # titles for each place where a character may be wrong
SHORTEST, LONGEST = 2, 12
MOST_TYPED = 3  # words of a query that are doubted


def meant_by(typed: str, known: Thesaurus, names: Iterable[str] = ()) -> list[str]:
    """Whole queries to offer instead, each with one word changed, and each finding something.

    `names` are further names people search for, as of the fields.
    """
    words = parse(typed).words
    if len(words) > MOST_TYPED:
        return []
    listed = {*names, *(word for group in known.groups for word in group)}
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        for other in _others(word, listed):
            found[" ".join((*words[:at], other, *words[at + 1 :]))] = None
    return _finding(found, known)


def _others(word: str, listed: set[str]) -> list[str]:
    """Words of the lists first, then words of titles that sound the same, then those one character apart."""
    if not SHORTEST <= len(word) <= LONGEST or not RUN.fullmatch(word) or is_letter(word[0]):
        return []
    heard = sound_of(word)
    named = [
        one for one in sorted(listed) if sounds_like(one, heard) or (len(word) > 2 and one_apart(word, one))
    ]
    every = [*named, *words_heard([heard]), *_one_apart_in_titles(word)]
    if not every:
        every = words_heard(list(nearly(heard)))
    return [one for one in dict.fromkeys(every) if one != word]


def _one_apart_in_titles(word: str) -> list[str]:
    counts: Counter[str] = Counter()
    for kept, pattern in gaps(word):
        phrases = tuple(map(phrase, kept))
        ids = [record_of(key) for key in backend().titles(PUBLIC, phrases, kept, LOOKED_AT)]
        for title in PublicRow.objects.filter(pk__in=ids).values_list("title", flat=True):
            counts.update({place.group() for place in pattern.finditer(title)})
    return [one for one, _ in counts.most_common(MOST_GUESSES)]


def _finding(queries: Iterable[str], known: Thesaurus) -> list[str]:
    """Those that find something; few are tried."""
    found: list[str] = []
    for words in list(queries)[: 2 * MOST_GUESSES]:
        wide = widened(Query(words=words, limit=1), known)
        if len(found) < MOST_GUESSES and look_up(wide.query)[1].count:
            found.append(words)
    return found
