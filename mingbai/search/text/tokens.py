"""Tokens: overlapping character pairs, the same for every database.

    政务公开 → 政务 务公 公开 开        5G网络 → 5g 网络 络

A run of Chinese characters gives every pair and its last character alone, so the last token also says
"the run ends here". A run of letters and digits is one token. Where runs of different kind are parted
by something, `GAP` stands between their tokens; so a phrase of tokens is exactly a substring.
"""

from operator import add
from typing import NamedTuple

from mingbai.search.text.folding import LETTERS, PARTS, is_letter, squeezed

GAP = "§"  # something unsearchable stood here
MORE = "·"  # continues a run of letters longer than a token may be
TITLE = "†"  # first character of every token of the title
EXACT = "№"  # first character of a whole title or number
LONGEST = 64  # characters in a token of letters and digits


class Phrase(NamedTuple):
    """Tokens that must follow each other; the last one may go on when `open`."""

    tokens: list[str]
    open: bool


def tokens(text: str) -> list[str]:
    """The tokens of a text in normal form, in order."""
    found: list[str] = []
    ended_in_letters = False
    for chunk in text.split(" "):
        parted = bool(found)
        for han, letters in PARTS.findall(chunk):
            if parted and ended_in_letters != bool(letters):
                found.append(GAP)
            found += _letter_tokens(letters) if letters else _pairs(han)
            parted, ended_in_letters = False, bool(letters)
    return found


def _pairs(run: str) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]]


def _letter_tokens(run: str) -> list[str]:
    if len(run) <= LONGEST:
        return [run]
    pieces = [run[at : at + LONGEST] for at in range(0, len(run), LONGEST)]
    return pieces[:1] + [MORE + piece for piece in pieces[1:]]


def phrase(word: str) -> Phrase:
    """What a word in normal form asks for: 政务公开 → 政务 务公 公开; 开 → 开…; 5g → 5g…"""
    found = tokens(word)
    alone = len(word) < 2 or word[-2] == " " or is_letter(word[-2])
    if is_letter(word[-1]) or alone:
        return Phrase(found, True)
    return Phrase(found[:-1], False)


def in_title(asked: Phrase) -> Phrase:
    """The same phrase, found in titles only."""
    return Phrase([TITLE + token for token in asked.tokens], asked.open)


def exact(text: str) -> str:
    """The token of a whole title, document number or index number; "" when nothing can be searched."""
    whole = squeezed(text)
    return EXACT + whole if whole else ""


def starts_marked(text: str) -> str:
    """The normal form with a mark before each run of letters, so that a plain substring test can
    tell `20年` from the end of `2020年`."""
    return LETTERS.sub(lambda run: MORE + run.group(), text)
