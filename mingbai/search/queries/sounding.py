"""Words of titles, synonyms and organisations by their sound: for pinyin, and for a wrong character."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mingbai.search.backends import sounds
from mingbai.search.entries import record_of
from mingbai.search.models import PublicRow
from mingbai.search.queries.widening import Thesaurus
from mingbai.search.text.sounds import LETTER, Heard, first_letters, heard_in, places_heard, sounds_like

LOOKED_AT = 200  # titles from which words are taken
MOST_WORDS = 8
FREQUENT = 3  # titles a piece must stand in, to be taken for a word by its first letters
_JOINS = re.compile("[的了和与及在于关度年月日号第]")


def words_for(letters: str, known: Thesaurus) -> list[str]:
    """What pinyin may stand for, best first: words of the lists, then words of titles by their number."""
    listed = [word for group in known.groups for word in group]
    for heard in filter(None, (heard_in(letters), first_letters(letters))):
        named = [word for word in listed if any(sounds_like(word, one) for one in heard)]
        by_letter = heard[0].tokens[0].startswith(LETTER)
        found = dict.fromkeys([*named, *words_heard(heard, FREQUENT if by_letter and named else 1)])
        if found:
            return list(found)[:MOST_WORDS]
    return []


def words_heard(heard: Sequence[Heard], least: int = 1) -> list[str]:
    """The words of published titles that sound so, most frequent first; in at least so many titles.

    Pieces with a character that only joins words, such as 的, are no words.
    """
    counts: Counter[str] = Counter()
    for title in titles_heard(heard, LOOKED_AT):
        counts.update({word for one in heard for word in places_heard(title, one)})
    common = counts.most_common(4 * MOST_WORDS)
    return [word for word, n in common if n >= least and not _JOINS.search(word)][:MOST_WORDS]


def titles_heard(heard: Sequence[Heard], most: int) -> list[str]:
    """Titles of the public book in which this is heard, newest first."""
    return [row.title for row in rows_heard(heard, most)]


def rows_heard(heard: Sequence[Heard], most: int) -> list[PublicRow]:
    if not heard:
        return []
    ids = [record_of(key) for key in sounds.find(heard, most)]
    rows = PublicRow.objects.only("record_id", "title", "url", "document_number").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def named_so(heard: Iterable[Heard], names: Iterable[str]) -> list[str]:
    """Of these names the ones that begin with this sound."""
    wanted = list(heard)
    return [name for name in names if any(sounds_like(name, one, whole=False) for one in wanted)]
