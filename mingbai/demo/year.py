"""The year of the ledger, played after the documents; before it two years of requests for information."""

from datetime import timedelta

from mingbai.demo import (
    accounting,
    archiving,
    channelling,
    disputes,
    evaluating,
    forwarding,
    gazetting,
    listing,
    planning,
    promising,
    registering,
    reporting,
    subscribing,
    upkeep,
    villages,
    visiting,
)
from mingbai.demo.book import Book
from mingbai.demo.requests import offices, playing
from mingbai.demo.settling import morning
from mingbai.lib import clock
from mingbai.notifications import actions as notifications


def play(book: Book) -> None:
    """Everything that happened in the year, each step by the person whose step it was."""
    accounting.begin(book)
    registering.play(book)
    villages.play(book)
    planning.play(book)
    promising.play(book)
    upkeep.play(book)
    evaluating.play(book)
    answer_requests(book)
    visiting.play(book)
    subscribing.play(book)
    forwarding.play(book)
    listing.play(book)
    channelling.play(book)
    archiving.play(book)
    gazetting.play(book)
    accounting.settle(book)


def answer_requests(book: Book) -> None:
    """Requests, what was disputed about them, and the annual reports that count both."""
    offices.open_all(book)
    disputes.play(playing.play(book))
    reporting.play(book)
    _read_notices(book)


REMEMBERED = timedelta(days=30)
"""What came within that time nobody has looked at yet."""


def _read_notices(book: Book) -> None:
    """People look at what they are told: only the latest notices are new to them."""
    with clock.at(morning(book.today - REMEMBERED)):
        for user in book.staff.values():
            notifications.read_all(by=user, until=clock.now())
