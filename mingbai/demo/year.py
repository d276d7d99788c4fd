"""The year of the ledger, played after the documents."""

from mingbai.demo import accounting, planning, registering
from mingbai.demo.book import Book


def play(book: Book) -> None:
    """Everything that happened in the year, each step by the person whose step it was."""
    accounting.begin(book)
    registering.play(book)
    planning.play(book)
    accounting.settle(book)
