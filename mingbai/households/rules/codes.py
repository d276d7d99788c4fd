"""Query codes of households, as printed on their slips."""

import secrets

from mingbai.foi.rules.codes import ALPHABET, normalise

LENGTH, GROUP, TAIL = 12, 4, 4
"""Sixty bits: too many to try, few enough to copy by hand; with the end of the identity number."""


def new_code() -> str:
    """Such as 7K3M-Q9XA-20PT."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain_code(typed: str) -> str:
    """The code as it is digested, however it was typed; "" when it can be none."""
    return normalise(typed, LENGTH)


def tail_of(identity: str) -> str:
    """The last four characters of an identity number, X as a capital."""
    return identity.strip().upper()[-TAIL:]
