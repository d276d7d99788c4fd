"""Letters as pure functions of values: wordings, values, remedies, numbers."""

from mingbai.letters.rules.composing import Composed, Office, compose
from mingbai.letters.rules.numbering import TakenNumber, number_text
from mingbai.letters.rules.values import MissingValues, Name, Withheld
from mingbai.letters.rules.wordings import Key, Names, Wording, combinations, given_names, key_from, key_of

__all__ = [
    "Composed",
    "Key",
    "MissingValues",
    "Name",
    "Names",
    "Office",
    "TakenNumber",
    "Withheld",
    "Wording",
    "combinations",
    "compose",
    "given_names",
    "key_from",
    "key_of",
    "number_text",
]
