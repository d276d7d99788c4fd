"""Questions in a sentence: telling them from words to search for, and what they ask about.

60岁老人能领多少高龄补贴？ → 60岁 · 老人 · 高龄补贴, and an amount is wanted
"""

import re
from dataclasses import dataclass

from mingbai.search.packaged import packaged
from mingbai.search.text.folding import fold, normal

SHORTEST, LONGEST = 6, 100
MOST_TERMS = 6

_DATA = packaged("questions.toml")
_ASKS = re.compile(_DATA["asks"])
_AGE = re.compile(r"\d+周?岁(以上|以下)?")
_COMMON = frozenset(_DATA["common"].split())
_WANTS = tuple((re.compile(row["asked"]), re.compile(row["answer"])) for row in _DATA["wants"])


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words.split()), key=len, reverse=True)))


_STOP, _KEEP = _any_of(_DATA["stops"]), _any_of(_DATA["kept"])


@dataclass(frozen=True)
class Question:
    """`terms` are normal forms of what is asked about, in their order; `wants` is what an answer holds."""

    terms: tuple[str, ...]
    wants: tuple[re.Pattern[str], ...]


def question_in(text: str) -> Question | None:
    """The question, or None for words to search for, and for a sentence that is about nothing."""
    typed = fold(text).strip()
    if not SHORTEST <= len(typed) <= LONGEST or not _ASKS.search(typed):
        return None
    terms = terms_of(typed)
    wants = tuple(answer for asked, answer in _WANTS if asked.search(typed))
    return Question(terms, wants) if terms else None


def terms_of(text: str) -> tuple[str, ...]:
    """What is left of a sentence without the words that only make it a question."""
    parts: list[str] = []
    at = 0
    text = fold(text)
    kept: list[str] = [""]
    while at < len(text):
        if keep := _KEEP.match(text, at):
            kept[-1] += keep.group()
            at = keep.end()
        elif stop := _STOP.match(text, at):
            kept.append("")
            at = stop.end()
        else:
            kept[-1] += text[at]
            at += 1
    for run in kept:
        parts += normal(run).split()
    distinct = dict.fromkeys(part for whole in parts for part in _after_age(whole))
    return tuple(one for one in distinct if len(one) > 1)[:MOST_TERMS]


def importance(term: str) -> float:
    """How much a term says about what is asked: an age or 老人 says little, 高龄补贴 a lot."""
    if _AGE.match(term):
        return 0.3
    return 0.5 if term in _COMMON else 1.0


def _after_age(term: str) -> list[str]:
    """60岁老人 → 60岁, 老人: an age is written in one place and the people in another."""
    age = _AGE.match(term)
    if not age or age.end() == len(term):
        return [term]
    return [age.group(), term[age.end() :]]
