"""Who has a say about what never enters a package: apps above register, such as the one of household lists.

What no record is, the requests of applicants and the rows of households, is not asked for at all.
"""

from collections.abc import Callable

from mingbai.disclosures.models import Information

_refusers: dict[str, Callable[[Information], str]] = {}
_private: dict[str, Callable[[Information], bool]] = {}


def register(name: str, refuser: Callable[[Information], str]) -> None:
    """`refuser` says in Chinese why text, files and proofs of a record stay out; "" when they may go in."""
    _refusers[name] = refuser


def keep_proofs_out(name: str, shows_names: Callable[[Information], bool]) -> None:
    """`shows_names` says whether photographs of a record's postings may show a list of names."""
    _private[name] = shows_names


def proofs_stay_out(information: Information) -> bool:
    return any(one(information) for one in _private.values())


def refused(information: Information) -> str:
    return next((reason for one in _refusers.values() if (reason := one(information))), "")
