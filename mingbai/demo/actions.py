"""Plays the demonstration county into an empty product, every step through the product's own actions."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction

from mingbai.demo import build, county, settling, stories, year
from mingbai.demo.book import Book
from mingbai.demo.playing import Stage
from mingbai.demo.requests.playing import STORIES
from mingbai.lib import clock
from mingbai.organisations.models import Organisation


class Occupied(Exception):
    """The product already serves another county."""


@dataclass(frozen=True)
class Loaded:
    """What was loaded; all zero when the demonstration was there already."""

    organisations: int = 0
    people: int = 0
    documents: int = 0
    requests: int = 0
    states: dict[str, int] = field(default_factory=dict)


def load(today: date) -> Loaded:
    """Make the demonstration as of `today`, or nothing when it is there already.

    All of it or nothing: stopped half-way, nothing stays. Raises Occupied when the product holds
    organisations of another county.
    """
    if Organisation.objects.filter(code=county.ORGANISATIONS[0].code).exists():
        return Loaded()
    if Organisation.objects.exists():
        raise Occupied
    with TemporaryDirectory() as folder, _connection_kept(), transaction.atomic():
        build.build(Path(folder), today)
        return _play(Path(folder), today)


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Let pages be read back inside the transaction: the end of their request would close its connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _play(folder: Path, today: date) -> Loaded:
    places, staff = settling.settle(today)
    documents = stories.documents(today)
    stage = Stage(folder, places, staff, {document.key: document for document in documents}, today)
    merger = settling.morning(settling.merger_day())
    steps = _in_time(documents)
    before = sum(step.at < merger for _, step in steps)
    for document, step in steps[:before]:
        stage.play(document, step)
    with clock.at(merger):
        settling.merge_ended(places)
    for document, step in steps[before:]:
        stage.play(document, step)
    year.play(Book(places, staff, today))
    states = dict(Counter(one.state for one in documents))
    return Loaded(len(places), len(staff), len(documents), len(STORIES), states)


def _in_time(documents: tuple[stories.DemoDocument, ...]) -> list[tuple[stories.DemoDocument, stories.Step]]:
    """Every step of every document in the order of time; steps at one time in the order of documents."""
    steps = [(document, step) for document in documents for step in document.steps]
    return sorted(steps, key=lambda one: one[1].at)
