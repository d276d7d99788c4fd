"""Word lists that ship with the product, in ../data."""

import csv
from importlib import resources


def text_of(name: str) -> str:
    return resources.files("mingbai.checks").joinpath("data", name).read_text(encoding="utf-8")


def words_of(name: str) -> frozenset[str]:
    """The words of a .txt list, separated by any white space."""
    return frozenset(text_of(name).split())


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a .csv list by the names of its head."""
    return list(csv.DictReader(text_of(name).splitlines()))
