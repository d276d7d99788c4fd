"""Query codes: what an applicant types, together with the last digits of the telephone, to see a request.

A code is never kept, only its digest; who reads the database cannot tell the code from it.
"""

import hmac
import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which are misread; five bits a character."""

LENGTH = 20
GROUP = 4
TAIL = 4
LONGEST_NUMBER = 15
"""Digits of the longest telephone number there is (ITU-T E.164)."""

_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
_BETWEEN = re.compile(r"[\s\-_—–·.,，。、]+")
_EXTENSION = re.compile(r"转|分机|ext|#|x", re.IGNORECASE)


class WrongTelephone(ValueError):
    """A telephone number that cannot be used; the message is for the applicant."""


def normalise(text: str, length: int = LENGTH) -> str:
    """The code as its `length` lower-case characters, however it was typed; "" when it can be no code."""
    if len(text) > 10 * length:
        return ""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).lower().translate(_MISREAD)
    known = len(plain) == length and set(plain) <= set(ALPHABET.lower())
    return plain if known else ""


def digest(code: str, tail: str, *, key: bytes) -> str:
    """HMAC-SHA256 over code and telephone tail, as 64 hexadecimal digits; ValueError for what is no code."""
    plain = normalise(code)
    if not plain:
        raise ValueError("not a query code")
    return hmac.digest(key, f"{plain}:{tail}".encode(), "sha256").hex()


def telephone_tail(text: str) -> str:
    """The last four digits of the number itself: without an extension, spaces and signs do not matter."""
    if len(text) > 100:
        raise WrongTelephone("电话号码太长，请只写一个电话号码。")
    number = _EXTENSION.split(unicodedata.normalize("NFKC", text), maxsplit=1)[0]
    digits = re.sub(r"[^0-9]", "", number)
    if len(digits) < TAIL:
        raise WrongTelephone(f"电话号码至少要有{TAIL}位数字，请写完整的手机或者座机号码。")
    if len(digits) > LONGEST_NUMBER:
        raise WrongTelephone("电话号码太长，请只写一个电话号码。")
    return digits[-TAIL:]
