"""The query code of a form, made from its random key: the same however often the form is sent."""

import hmac

from mingbai.foi.rules import codes

SHORTEST_KEY = 32
"""Characters of a submission key; made with `secrets.token_urlsafe(32)`, it has 256 bits."""

_PURPOSE = b"mingbai.foi.code"
_BITS = 5


def code_of(submission_key: str) -> str:
    """The query code that belongs to a form: 100 bits, in groups of four. Only the key tells it."""
    number = int.from_bytes(hmac.digest(submission_key.encode(), _PURPOSE, "sha256"), "big")
    letters = "".join(codes.ALPHABET[number >> _BITS * place & 31] for place in range(codes.LENGTH))
    return "-".join(letters[start : start + codes.GROUP] for start in range(0, codes.LENGTH, codes.GROUP))


def code_digest(code: str, telephone_tail: str) -> str:
    """What is kept of code and telephone. With 100 bits in a code, the digest needs no secret key."""
    return codes.digest(code, telephone_tail, key=_PURPOSE)
