"""Plays the stories of requests, every move on its day and by the person whose move it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from mingbai.accounts.models import User
from mingbai.demo import dates
from mingbai.demo.book import Book
from mingbai.demo.requests import answering, moving, publishing
from mingbai.demo.requests.first_year import FIRST
from mingbai.demo.requests.open_ones import OPEN
from mingbai.demo.requests.played import Played
from mingbai.demo.requests.second_year import SECOND
from mingbai.demo.requests.telling import Move, Story
from mingbai.demo.requests.third_year import THIRD
from mingbai.lib import clock
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import Calendar
from mingbai.timelimits.rules.days import add_working_days, previous_working_day

STORIES: tuple[Story, ...] = (*FIRST, *SECOND, *THIRD, *OPEN)

VERBS: dict[str, Callable[[Played, dict[str, Any]], None]] = {
    one.__name__: one
    for one in (
        moving.enter, moving.confirm, moving.register, moving.accept, moving.clarify, moving.clarified,
        moving.ask_reasons, moving.give_reasons, moving.consult, moving.arrived, moving.opinion,
        moving.extend, moving.charge, moving.waive, moving.pay, moving.repeats, moving.withdraw,
        moving.merge, moving.void, answering.search, answering.part, answering.separate, answering.draft,
        answering.law, answering.secrecy, answering.send_back, answering.sign, answering.deliver,
        answering.prove, answering.archive, publishing.publish,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Planned:
    on: date
    story: Story
    move: Move


def play(book: Book) -> dict[str, Played]:
    """All requests by the keys of their stories; moves of one day in the order of the stories."""
    calendar = timelimits.calendar()
    found: dict[str, Played] = {}
    staff: dict[str, User] = {}
    for one in STORIES:
        found[one.key] = Played(book, one, found, staff)
    planned = chain.from_iterable(plan(one, book.today, calendar) for one in STORIES)
    for step in sorted(planned, key=lambda row: row.on):
        _make(found[step.story.key], step)
    return found


def plan(story: Story, today: date, calendar: Calendar) -> Iterator[Planned]:
    """When which move is made. The first of them enters the request."""
    on = begins_on(story, today, calendar)
    entered = bool(story.moves) and story.moves[0].verb == "enter"
    for move in story.moves if entered else (Move("enter"), *story.moves):
        on = add_working_days(on, move.wait, calendar).due
        yield Planned(on, story, move)


def begins_on(story: Story, today: date, calendar: Calendar) -> date:
    """The working day on which the request is made."""
    if story.begins.startswith("t"):
        return previous_working_day(dates.day(story.begins, today), calendar)
    on = previous_working_day(today, calendar)
    for _ in range(-int(story.begins)):
        on = previous_working_day(date.fromordinal(on.toordinal() - 1), calendar)
    return on


def _make(told: Played, one: Planned) -> None:
    try:
        with clock.at(datetime.combine(one.on, time(10), clock.CHINA)):
            VERBS[one.move.verb](told, dict(one.move.given))
    except Exception as error:
        error.add_note(f"{one.move.verb} on {one.on} in {one.story.key}")
        raise
