"""Passages: pieces of a published text as they stand there, and how well each answers a question."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mingbai.search.text.folding import fold, places

SHORTEST, LONGEST = 12, 180  # characters
SHORT_HEADING = 30
WANTED_BONUS = 0.6  # of the weight of all terms, for a passage that holds the kind of answer that is wanted
TITLE_BONUS = 0.5  # of a term's weight, when it stands in the title
HERE_BONUS = 0.3  # of a term's weight, when it stands in the passage
ENOUGH = 0.5  # of the weight of all terms; what holds less answers another question
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_HEADING = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[章条]|\d+[.、．]"
)
_POINTS = re.compile(r"[，。；：、,;:]")


class Passage(NamedTuple):
    text: str
    score: float


def passages_of(text: str) -> list[str]:
    """Sections that are short enough, as a heading with the table below it, else sentences."""
    found: list[str] = []
    collecting = False
    for line in filter(None, map(str.strip, text.split("\n"))):
        heading = _HEADING.match(line) is not None
        if collecting and not heading and len(found[-1]) + len(line) < LONGEST:
            found[-1] = f"{found[-1]} {line}"
            collecting = not line.endswith("。")
            continue
        found += [line] if len(line) <= LONGEST else _sentences(line)
        collecting = heading and len(line) <= SHORT_HEADING and not line.endswith("。")
    return [one for one in found if len(one) >= SHORTEST]


def _sentences(line: str) -> list[str]:
    """Neighbouring sentences together, as many as fit."""
    found = [""]
    for sentence in _SENTENCE.findall(line):
        if found[-1] and len(found[-1]) + len(sentence) > LONGEST:
            found.append("")
        found[-1] += sentence
    return found


def best_passage(
    text: str, title: str, terms: Mapping[tuple[str, ...], float], wants: Sequence[re.Pattern[str]]
) -> Passage | None:
    """The passage with the greatest weight of terms; None when none holds at least half of it.

    `terms`: each with the words that will do for it, and its weight. What stands in the title counts for
    every passage: it says what the whole text is about.
    """
    about = {words for words in terms if _holds(fold(title), words)}
    every = sum(terms.values())
    best: Passage | None = None
    for piece in passages_of(text):
        here = {words for words in terms if _holds(fold(piece), words)}
        wanted = any(pattern.search(piece) for pattern in wants)
        held = sum(terms[words] for words in about | here)
        if not _POINTS.search(piece) or held < ENOUGH * every or not (here or wanted):
            continue
        score = held + WANTED_BONUS * every * wanted
        score += TITLE_BONUS * sum(terms[words] for words in about)
        score += HERE_BONUS * sum(terms[words] for words in here)
        if best is None or score > best.score:
            best = Passage(piece, score)
    return best


def _holds(folded: str, words: Sequence[str]) -> bool:
    return any(places(word, folded) for word in words)
