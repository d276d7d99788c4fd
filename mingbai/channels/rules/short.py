"""Short codes in printed addresses: of records, made from their numbers, and of places, drawn by lot.

Thirty-one signs that nobody takes for another on paper or over the telephone; the last sign of a record's
code checks the others, so that a mistyped one leads nowhere rather than to another text.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
BASE = len(ALPHABET)
SHORTEST = 4
PLACE_LENGTH = 6


def code_of(pk: int) -> str:
    """The code of record `pk` (1 or more): at least four signs, the last one a check."""
    if pk < 1:
        raise ValueError("records are numbered from 1")
    digits = _digits(pk).rjust(SHORTEST - 1, ALPHABET[0])
    return digits + _check(digits)


def pk_of(code: str) -> int | None:
    """The record a typed code means; None when it is none. Small letters and spaces do not matter."""
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    if not SHORTEST <= len(plain) <= 16 or any(sign not in ALPHABET for sign in plain):
        return None
    digits, check = plain[:-1], plain[-1]
    if _check(digits) != check:
        return None
    pk = 0
    for sign in digits:
        pk = pk * BASE + ALPHABET.index(sign)
    return pk if pk and code_of(pk) == plain else None


def _digits(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, BASE)
        signs = ALPHABET[rest] + signs
    return signs


def _check(digits: str) -> str:
    """Weighted by place, so that two exchanged neighbours are found; 31 is a prime."""
    return ALPHABET[sum(ALPHABET.index(sign) * (place + 2) for place, sign in enumerate(digits)) % BASE]


def new_place_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(PLACE_LENGTH))
