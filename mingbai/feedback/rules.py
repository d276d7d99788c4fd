"""Codes on receipts, and which paths may stand in an address."""

import re
import secrets
from urllib.parse import urlsplit

from mingbai.foi.rules.codes import ALPHABET, normalise

LENGTH = 12
"""Sixty bits: too many to try, few enough to copy by hand."""
GROUP = 4

_PATH = re.compile(r"/[A-Za-z0-9_./-]{0,199}")


def new_code() -> str:
    """Such as 7K3M-Q9XA-20PT."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain_code(typed: str) -> str:
    """The code as it is digested, however it was typed; "" when it can be none."""
    return normalise(typed, LENGTH)


def path_of(typed: str) -> str:
    """The path of a page of this site, whatever stands before and after it; "/" for what is none."""
    try:
        path = urlsplit(typed.strip()[:500]).path
    except ValueError:
        return "/"
    return path if _PATH.fullmatch(path) and "//" not in path else "/"
