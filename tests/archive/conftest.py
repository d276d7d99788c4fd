"""A year of 青禾镇: a notice with a file, hung in 柳湾村, its months sealed; kept in a folder of the test."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from mingbai.archive import actions
from mingbai.book import actions as book
from mingbai.channels import actions as channels
from mingbai.channels.states import Channel, PlaceKind
from mingbai.disclosures import actions as disclosures
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from tests.channels.conftest import photo
from tests.conftest import Desk, again, complete_text
from tests.conftest import cast_again as cast

__all__ = ["cast"]


def at(year: int, month: int, day: int):
    return clock.at(datetime(year, month, day, 9, tzinfo=CHINA))


@pytest.fixture(autouse=True)
def archive_folder(settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path / "archive"
    return settings.ARCHIVE_DIR


@pytest.fixture(scope="module")
def shared_story(shared_cast):
    """Published on 2 March 2025 with a file, up in 柳湾村 on the next day with a photograph."""
    cast = shared_cast
    with at(2025, 3, 2):
        place = channels.add_place(
            organisation=cast.village, kind=PlaceKind.BOARD, name="村委会门口公示栏", by=cast.drafter
        )
        draft = disclosures.create(
            organisation=cast.town, by=cast.drafter, **complete_text() | {"written_on": date(2025, 3, 1)}
        )
        disclosures.attach(information=draft, by=cast.drafter, data="说明".encode(), filename="说明.txt")
        draft.refresh_from_db()
        disclosures.submit(information=draft, by=cast.drafter)
        draft.refresh_from_db()
        notice = disclosures.publish(information=Desk(cast).approve_all(draft), by=cast.approver)
    with at(2025, 3, 3):
        posting = channels.plan(information=notice, channel=Channel.BOARD, place=place, by=cast.drafter)
        posting = channels.put_up(posting=posting, by=cast.reporter, proofs=[photo(with_place=True)])
    with at(2025, 4, 5):
        book.seal(organisation=cast.town, month="2025-03", by=cast.drafter)
    return {"notice": notice, "place": place, "posting": posting}


@pytest.fixture
def story(shared_story, db):
    return SimpleNamespace(**{name: again(row) for name, row in shared_story.items()})


def make(cast, year=2025, on=(2026, 1, 10), by=None):
    with at(*on):
        return actions.build(actions.ask(organisation=cast.town, year=year, by=by or cast.drafter))


@pytest.fixture
def package(cast, story):
    return make(cast)
