"""A question in a sentence: passages of published records, word for word, never anything made up."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mingbai.search.entries import record_of
from mingbai.search.models import PublicRow
from mingbai.search.queries.searching import Query, look_up, titled
from mingbai.search.queries.widening import Thesaurus
from mingbai.search.text.passages import LONGEST, best_passage
from mingbai.search.text.questions import Question, importance, question_in
from mingbai.search.text.snippets import Highlight, Marker

MOST_PASSAGES = 3
LOOKED_AT = 20  # records whose texts are read
NEAR = 0.7  # of the best passage's score; what is worse is left out
LONGEST_TEXT = 60_000  # characters of one text that are read
MANY = 10_000

Terms = dict[tuple[str, ...], float]


@dataclass(frozen=True)
class Answer:
    """A passage of a published record; `day` is that of its publication."""

    record_id: int
    title: str
    organisation_name: str
    day: date
    url: str
    passage: Highlight


@dataclass(frozen=True)
class Answered:
    """What was made of a question: `words` find the ordinary hits; `answers` are at most three."""

    words: str
    answers: list[Answer]


def answered(query: Query, known: Thesaurus, leave_out: Iterable[str] = ()) -> Answered | None:
    """Passages for the question in `query.words`; None when it is none, or nothing is known about it.

    Records whose validity is one of `leave_out` answer nothing. The other filters count as for a search.
    """
    question = question_in(query.words)
    if question is None:
        return None
    weights = _weights(query, question, known)
    wanted, keys = _records(query, weights)
    if not keys:
        return None
    answers = _best([record_of(key) for key in keys], weights, question, set(leave_out))
    return Answered(" ".join(words[0] for words in wanted), answers)


def _weights(query: Query, question: Question, known: Thesaurus) -> Terms:
    """Each term with what will do for it. The rarer and longer, the heavier; what is found nowhere weighs
    most, so that nothing is shown for a question about something else."""
    found: Terms = {}
    for term in dict.fromkeys(part for whole in question.terms for part in known.parts_of(whole)):
        words = (term, *known.others_of(term))
        rare = 1 + math.log(MANY / max(1, min(_count(query, words), MANY)))
        found[words] = importance(term) * len(term) ** 0.5 * rare
    return found


def _count(query: Query, words: tuple[str, ...]) -> int:
    return look_up(_asking(query, [words], limit=1))[1].count


def _asking(query: Query, terms: list[tuple[str, ...]], limit: int) -> Query:
    others = tuple(words[1:] for words in terms)
    return replace(
        query,
        words=" ".join(words[0] for words in terms),
        others=others if any(others) else (),
        offset=0,
        limit=limit,
        facets=False,
    )


def _records(query: Query, weights: Terms) -> tuple[Terms, list[int]]:
    """The terms that stand together in some record, and keys of records that hold many of them.

    All terms at best; else without the one that is in no title, then without the lightest.
    """
    terms, keys = dict(weights), dict[int, None]()
    while terms:
        together = look_up(_asking(query, list(terms), LOOKED_AT))[1].keys
        keys |= dict.fromkeys(together)
        if together and len(terms) == len(weights):
            break
        if together:
            keys |= dict.fromkeys(_of_each(query, weights))
            break
        del terms[min(terms, key=lambda words: (_in_titles(words), terms[words]))]
    return terms, list(keys)


def _of_each(query: Query, weights: Terms) -> Iterable[int]:
    for words in weights:
        yield from look_up(_asking(query, [words], LOOKED_AT // 2))[1].keys


def _in_titles(words: tuple[str, ...]) -> bool:
    return any(titled(word, 1) for word in words)


def _best(ids: list[int], weights: Terms, question: Question, leave_out: set[str]) -> list[Answer]:
    rows = PublicRow.objects.filter(pk__in=ids).exclude(shelf__validity__in=leave_out).select_related("shelf")
    marker = Marker(tuple(word for words in weights for word in words))
    scored = []
    for row in rows:
        passage = best_passage(row.text[:LONGEST_TEXT], row.title, weights, question.wants)
        if passage is not None:
            scored.append((passage.score, row.day, row.pk, row, passage.text))
    scored = sorted(scored, key=lambda one: one[:3], reverse=True)
    scored = [one for one in scored if one[0] >= NEAR * scored[0][0]]
    best = {text: row for *_, row, text in reversed(scored)}  # a sentence that stands in many texts: once
    chosen = [(row, text) for *_, row, text in scored if best[text] is row]
    return [_answer(row, text, marker) for row, text in chosen[:MOST_PASSAGES]]


def _answer(row: PublicRow, text: str, marker: Marker) -> Answer:
    shown = text if len(text) <= 2 * LONGEST else text[: 2 * LONGEST] + "…"
    return Answer(row.pk, row.title, row.shelf.organisation_name, row.day, row.url, marker.highlight(shown))
