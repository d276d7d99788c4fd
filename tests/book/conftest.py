"""A year in the register of 青禾镇: a notice published in March, hung in 柳湾村, taken down in May."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from mingbai.channels import actions as channels
from mingbai.channels.states import Channel, PlaceKind, ProofKind
from mingbai.channels.values import Given
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from tests.conftest import Desk, again, complete_text
from tests.conftest import cast_again as cast

__all__ = ["cast"]


def at(month: int, day: int, hour: int = 9):
    return clock.at(datetime(2026, month, day, hour, tzinfo=CHINA))


SAID = Given(ProofKind.STATEMENT, note="村民代表在场")


@pytest.fixture(scope="module")
def shared_story(shared_cast):
    """Published on 2 March, up in 柳湾村 from 3 March on."""
    cast = shared_cast
    with at(3, 2):
        place = channels.add_place(
            organisation=cast.village, kind=PlaceKind.BOARD, name="村委会门口公示栏", by=cast.drafter
        )
        written_on = datetime(2026, 3, 1).date()
        notice = Desk(cast).published(**complete_text() | {"written_on": written_on})
    with at(3, 3):
        posting = channels.plan(information=notice, channel=Channel.BOARD, place=place, by=cast.drafter)
        posting = channels.put_up(posting=posting, by=cast.reporter, who="刘桂花", proofs=[SAID])
    return {"notice": notice, "place": place, "posting": posting}


@pytest.fixture
def story(shared_story, db):
    return SimpleNamespace(**{name: again(row) for name, row in shared_story.items()})


@pytest.fixture
def taken_down(cast, story):
    with at(5, 6):
        return channels.take_down(posting=story.posting, by=cast.reporter, who="刘桂花")
