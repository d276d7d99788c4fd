"""A screen and a reading place of 青禾镇, a public notice, and the office that corrects and withdraws it."""

from types import SimpleNamespace

import pytest

from mingbai.channels import actions as channels
from mingbai.channels.states import Channel, PlaceKind
from mingbai.screens import actions
from tests.conftest import cast_again as cast
from tests.conftest import notice_again as notice
from tests.portal.conftest import office, visitor

__all__ = ["cast", "notice", "office", "visitor"]
LINES = ["每周一检查供水管道。", "水管冻裂的，打镇水管站电话。", "检查不收钱。"]


@pytest.fixture
def screen(cast):
    return channels.add_place(
        organisation=cast.town, kind=PlaceKind.SCREEN, name="政务大厅电子屏", by=cast.drafter
    )


@pytest.fixture
def point(cast):
    return channels.add_place(
        organisation=cast.town, kind=PlaceKind.INQUIRY, name="便民服务站查阅点", by=cast.drafter
    )


@pytest.fixture
def text(cast):
    """Make and confirm the picture of a record."""

    def made(information, **given):
        words = {"title": "冬季供水保障", "lines": LINES} | given
        kept = actions.keep_text(information=information, by=cast.drafter, **words)
        return channels.confirm(rendering=kept, by=cast.drafter)

    return made


@pytest.fixture
def played(cast, screen, text):
    """Let a record play on the screen; the posting."""

    def play(information, **given):
        return channels.plan(
            information=information,
            channel=Channel.SCREEN,
            place=screen,
            by=cast.drafter,
            rendering=text(information),
            **given,
        )

    return play


@pytest.fixture
def address(screen, point):
    return SimpleNamespace(
        screen=f"/screens/{screen.code}/",
        feed=f"/screens/{screen.code}/playlist.json",
        bundle=f"/screens/{screen.code}/bundle.zip",
        kiosk=f"/kiosk/{point.code}/",
    )
