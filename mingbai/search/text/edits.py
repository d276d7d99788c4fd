"""One wrong character: the words a typed word may have been meant for."""

import re

from mingbai.search.text.folding import HAN

LONGEST = 16
_ANY = f"[{HAN}]"


def one_apart(typed: str, word: str) -> bool:
    """Is one character changed, left out, put in, or are two neighbours changed round?"""
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    short, long = sorted((typed, word), key=len)
    at = next((n for n, char in enumerate(short) if char != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    rest = short[at + 1 :], long[at + 1 :]
    turned = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return rest[0] == rest[1] or turned


def gaps(typed: str) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """For each place of the word where the wrong character may stand: what must be there around it, and
    how to cut the meant word out of a title. Words of two characters leave too little to go by."""
    if not 3 <= len(typed) <= LONGEST:
        return []
    found = []
    for at in range(len(typed)):
        before, after = typed[:at], typed[at + 1 :]
        kept = tuple(part for part in (before, after) if part)
        found.append((kept, re.compile(f"{before}{_ANY}{after}|{before}{_ANY}{typed[at:]}|{before}{after}")))
    return found
