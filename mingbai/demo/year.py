"""The year of the ledger, played after the documents."""

from mingbai.demo import accounting, evaluating, planning, promising, registering, upkeep, villages
from mingbai.demo.book import Book


def play(book: Book) -> None:
    """Everything that happened in the year, each step by the person whose step it was."""
    accounting.begin(book)
    registering.play(book)
    villages.play(book)
    planning.play(book)
    promising.play(book)
    upkeep.play(book)
    evaluating.play(book)
    accounting.settle(book)
