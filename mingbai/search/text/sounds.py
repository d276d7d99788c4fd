"""How Chinese sounds: readings of titles as tokens, and where typed letters are heard in them.

    低保标准 → di bao biao zhun § ·d ·b ·b ·z

A character with several common readings is heard in each: around it a second line is added.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pypinyin import Style, lazy_pinyin

from mingbai.search.packaged import packaged
from mingbai.search.text.folding import PARTS, fold
from mingbai.search.text.syllables import cuts
from mingbai.search.text.tokens import GAP

LETTER = "·"  # before a first letter, to tell it from a syllable
AROUND = 5  # characters on each side of a second reading
FEWEST_LETTERS, MOST_LETTERS = 2, 10

_ALSO: dict[str, str] = packaged("sounds.toml")["readings"]

# Sounds that are mixed up in many places, for guessing what was meant.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))
_ALIKE_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


class Heard(NamedTuple):
    """What is listened for: tokens that follow each other; the last may go on when `open`."""

    tokens: tuple[str, ...]
    open: bool = False


def typed_letters(text: str) -> str:
    """The letters of a query that is pinyin and nothing else, ü as v; "" for every other query."""
    letters = fold(text).strip().replace("ü", "v").replace("'", "").replace("’", "").replace(" ", "")
    return letters if letters.isascii() and letters.isalpha() else ""


def heard_in(letters: str, going_on: bool = False) -> list[Heard]:
    """What typed letters may stand for: syllables when they are some, else first letters."""
    letters = letters.replace("nue", "nve").replace("lue", "lve").replace("lyu", "lv").replace("nyu", "nv")
    found = [Heard(tuple(one)) for one in cuts(letters)]
    if going_on and not found:
        found = [Heard(tuple(one), True) for one in cuts(letters, going_on=True)]
    if not found and FEWEST_LETTERS <= len(letters) <= MOST_LETTERS:
        found = [Heard(tuple(LETTER + letter for letter in letters))]
    return found


def first_letters(letters: str) -> list[Heard]:
    """The same letters as first letters, also when they are syllables as well: da → 代."""
    fits = FEWEST_LETTERS <= len(letters) <= MOST_LETTERS
    return [Heard(tuple(LETTER + letter for letter in letters))] if fits else []


def sound_of(word: str) -> Heard:
    """The syllables of a word of Chinese characters."""
    return Heard(tuple(_readings(word)))


def nearly(heard: Heard) -> Iterator[Heard]:
    """The same sound with one syllable changed for one it is often mixed up with."""
    for at, syllable in enumerate(heard.tokens):
        for other in _mixed_up(syllable):
            yield Heard((*heard.tokens[:at], other, *heard.tokens[at + 1 :]), heard.open)


def _mixed_up(syllable: str) -> Iterator[str]:
    for long, short in _ALIKE:
        if syllable.startswith(long):
            yield short + syllable[len(long) :]
        elif syllable.startswith(short):
            yield long + syllable[len(short) :]
    for long, short in _ALIKE_ENDS:
        if syllable.endswith(long):
            yield syllable[: -len(long)] + short
        elif syllable.endswith(short):
            yield syllable[: -len(short)] + long


def tokens_of(title: str) -> list[str]:
    """The tokens by which a title is heard, in order, `GAP` between lines that do not follow each other."""
    lines: list[Sequence[str]] = []
    for run in _runs(title):
        spoken = _readings(run)
        lines += [spoken, *_second_readings(run, spoken)]
    letters = [[LETTER + syllable[0] for syllable in line] for line in lines]
    every = dict.fromkeys(tuple(line) for line in (*lines, *letters))
    return [token for line in every for token in (*line, GAP)][:-1]


def places_heard(title: str, heard: Heard) -> list[str]:
    """The words of the title that sound so, in its characters."""
    length = len(heard.tokens)
    found: dict[str, None] = {}
    for run in _runs(title):
        known = [_known(char, reading) for char, reading in zip(run, _readings(run), strict=True)]
        for at in range(len(run) - length + 1):
            if _follows(known[at : at + length], heard):
                found[run[at : at + length]] = None
    return list(found)


def sounds_like(word: str, heard: Heard, whole: bool = True) -> bool:
    """Does the word, or at least its beginning, sound so?"""
    runs = list(_runs(word))
    if len(runs) != 1 or runs[0] != fold(word) or len(word) < len(heard.tokens):
        return False
    if whole and len(word) != len(heard.tokens):
        return False
    known = [_known(char, reading) for char, reading in zip(word, _readings(word), strict=True)]
    return _follows(known[: len(heard.tokens)], heard)


def _follows(known: Sequence[set[str]], heard: Heard) -> bool:
    *first, last = heard.tokens
    if not all(token in readings for token, readings in zip(first, known, strict=False)):
        return False
    ends = known[len(first)]
    return any(one.startswith(last) for one in ends) if heard.open else last in ends


def _known(char: str, reading: str) -> set[str]:
    """The readings of a character as tokens, with their first letters."""
    readings = {reading, *_ALSO.get(char, "").split()}
    return readings | {LETTER + one[0] for one in readings}


def _runs(title: str) -> Iterator[str]:
    for han, _ in PARTS.findall(fold(title)):
        if han:
            yield han


@lru_cache(maxsize=4096)
def _readings(run: str) -> tuple[str, ...]:
    """One syllable for each character, chosen by the words around it; a character without sound is itself."""
    return tuple(lazy_pinyin(run, style=Style.NORMAL, errors=_each))


def _each(chars: str) -> Any:
    """Characters without a reading stay apart, so that places are kept; the library joins them otherwise."""
    return list(chars)


def _second_readings(run: str, spoken: Sequence[str]) -> Iterator[list[str]]:
    for at, char in enumerate(run):
        for other in _ALSO.get(char, "").split():
            if other != spoken[at]:
                start = max(0, at - AROUND)
                yield [*spoken[start:at], other, *spoken[at + 1 : at + 1 + AROUND]]
