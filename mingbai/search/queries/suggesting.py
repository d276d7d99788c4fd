"""What may be offered while somebody types: only what the public book holds now, and names of the county."""

from collections.abc import Iterable
from typing import NamedTuple

from mingbai.search.models import PublicRow
from mingbai.search.queries.searching import Hit, beginning, titled
from mingbai.search.queries.sounding import named_so, rows_heard
from mingbai.search.queries.widening import Thesaurus, thesaurus
from mingbai.search.text.folding import normal, squeezed
from mingbai.search.text.sounds import heard_in, typed_letters

MOST = 8
MOST_TITLES, MOST_NAMES, MOST_HEADS, MOST_NUMBERS = 5, 2, 2, 3
LONGEST_TYPED = 40
TITLE, NUMBER, BODY, WORD = "title", "number", "body", "word"


class Suggestion(NamedTuple):
    """`text` goes into the box; `kind` says what it is; `url` leads there at once, "" searches for it."""

    text: str
    kind: str
    url: str = ""


def suggestions(typed: str, bodies: Iterable[tuple[str, str]]) -> list[Suggestion]:
    """At most eight, the shortest way first: organisations, words, document numbers, titles.

    `bodies` are the names and addresses of the organisations.
    """
    word = normal(typed)[:LONGEST_TYPED]
    if not word:
        return []
    letters = typed_letters(typed)
    places = dict(bodies)
    found = _by_sound(letters, places) if letters else _by_characters(typed[:LONGEST_TYPED], word, places)
    distinct: dict[str, Suggestion] = {}
    for one in found:
        distinct.setdefault(one.text, one)
    return list(distinct.values())[:MOST]


def _by_characters(typed: str, word: str, places: dict[str, str]) -> list[Suggestion]:
    known = thesaurus()
    names = [name for name in places if word in normal(name)]
    starting = beginning(typed, MOST)
    whole = squeezed(typed)
    numbers = [hit.document_number for hit in starting if squeezed(hit.document_number).startswith(whole)]
    return [
        *(Suggestion(name, BODY, places[name]) for name in names[:MOST_NAMES]),
        *(Suggestion(one, WORD) for one in _heads(word, known)[:MOST_HEADS] if one not in places),
        *(Suggestion(one, NUMBER) for one in dict.fromkeys(numbers[:MOST_NUMBERS])),
        *map(_title, _titles(starting, whole, typed)),
    ]


def _heads(word: str, known: Thesaurus) -> list[str]:
    """First words of the groups in which a word begins so, the word itself left out."""
    groups = [group for group in known.groups if any(one.startswith(word) for one in group)]
    return [group[0] for group in groups if group[0] != word]


def _titles(starting: list[Hit], whole: str, typed: str) -> list[Hit]:
    """Titles that begin so, then the newest that hold the words."""
    first = [hit for hit in starting if squeezed(hit.title).startswith(whole)]
    return [*first, *titled(typed, MOST)][: MOST_TITLES + len(first)]


def _by_sound(letters: str, places: dict[str, str]) -> list[Suggestion]:
    known = thesaurus()
    heard = heard_in(letters, going_on=True)
    heads = [group[0] for group in known.groups if named_so(heard, group)]
    bodies = {normal(name): name for name in places}
    names = [*named_so(heard, places), *(bodies[one] for one in heads if one in bodies)]
    return [
        *(Suggestion(one, BODY, places[one]) for one in dict.fromkeys(names[:MOST_NAMES])),
        *(Suggestion(one, WORD) for one in heads[: MOST_HEADS + 1] if one not in places),
        *map(_title, rows_heard(heard, MOST_TITLES)),
    ]


def _title(row: Hit | PublicRow) -> Suggestion:
    return Suggestion(row.title, TITLE, row.url)
