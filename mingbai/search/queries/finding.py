"""A search as a visitor needs it: with synonyms, pinyin, passages for a question, and what else was meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mingbai.search.queries.answering import Answer, Answered, answered
from mingbai.search.queries.guessing import FEW, meant_by
from mingbai.search.queries.lessening import with_a_word_less
from mingbai.search.queries.searching import Query, Result, search
from mingbai.search.queries.sounding import words_for
from mingbai.search.queries.widening import Thesaurus, thesaurus, widened
from mingbai.search.text.sounds import typed_letters

MOST_HEARD = 3  # words of one sound that are searched for at once


@dataclass(frozen=True)
class Finding:
    """`result` is one page of hits, found with `query`. Everything else is to be said beside it:

    `also`     synonyms that were looked for as well
    `heard`    Chinese words that typed letters were taken for, as pinyin
    `offered`  such words that were not searched for, because the letters themselves were found
    `answers`  passages for a question; `asked` the words of it that were searched for
    `meant`    other queries that were perhaps meant; offered when few rows are found
    `fewer`    when nothing is found: the words with one left out, and how many rows hold those
    """

    query: Query
    result: Result
    also: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    answers: list[Answer] = field(default_factory=list)
    asked: str = ""
    meant: list[str] = field(default_factory=list)
    fewer: list[tuple[str, int]] = field(default_factory=list)


def find(query: Query, names: Iterable[str] = (), leave_out: Iterable[str] = ()) -> Finding:
    """Search as a visitor means it. `names` are further words that may be meant, as of the fields;
    records whose validity is one of `leave_out` answer no questions."""
    if not query.words.strip():
        return Finding(query, _page(query))
    known = thesaurus()
    letters = typed_letters(query.words)
    if letters:
        return _by_letters(query, letters, known)
    wide = widened(query, known)
    result = _page(wide.query)
    question = answered(query, known, leave_out)
    if question is not None:
        return _to_question(query, result, wide.also, question, known)
    few = result.count < FEW and not query.offset
    meant = [one for one in meant_by(query.words, known, names) if one not in wide.also] if few else []
    fewer = [] if result.count else with_a_word_less(query, known)
    return Finding(wide.query, result, wide.also, meant=meant, fewer=fewer)


def find_literally(query: Query) -> Finding:
    """What was typed and nothing else."""
    return Finding(query, _page(query))


def _by_letters(query: Query, letters: str, known: Thesaurus) -> Finding:
    """The letters as they are; as pinyin when they stand nowhere."""
    result = _page(query)
    words = tuple(words_for(letters, known))
    if result.count or not words:
        return Finding(query, result, offered=words)
    heard = words[:MOST_HEARD]
    others = dict.fromkeys((*heard[1:], *known.others_of(heard[0])))
    wide = replace(query, words=heard[0], others=(tuple(others),) if others else ())
    also = tuple(one for one in others if one not in heard)
    return Finding(wide, _page(wide), also, heard, words[MOST_HEARD:])


def _to_question(
    query: Query, result: Result, also: tuple[str, ...], question: Answered, known: Thesaurus
) -> Finding:
    """The ordinary hits are those with the whole sentence, as a title may hold it, else with its words."""
    if result.count:
        return Finding(query, result, also, answers=question.answers)
    wide = widened(replace(query, words=question.words), known)
    found = _page(wide.query)
    fewer = [] if found.count else with_a_word_less(replace(query, words=question.words), known)
    return Finding(wide.query, found, wide.also, answers=question.answers, asked=question.words, fewer=fewer)


def _page(query: Query) -> Result:
    """The page asked for, or the last one when there are fewer."""
    result = search(query)
    if result.hits or not result.count or not query.limit:
        return result
    return search(replace(query, offset=(result.count - 1) // query.limit * query.limit))
