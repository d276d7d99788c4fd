"""A board of 柳湾村 with room for two sheets, and a public notice of 青禾镇."""

import pytest

from mingbai.channels import actions
from mingbai.channels.states import Channel, PlaceKind
from mingbai.disclosures import actions as disclosures
from tests.conftest import cast_again as cast
from tests.conftest import notice_again as notice

__all__ = ["cast", "notice"]


@pytest.fixture
def board(cast):
    return actions.add_place(
        organisation=cast.village, kind=PlaceKind.BOARD, name="村委会门口公示栏", by=cast.drafter, sheets=2
    )


@pytest.fixture
def hang(cast, notice):
    """Plan the notice for a board."""

    def hung(place, information=None, **given):
        return actions.plan(
            information=information or notice, channel=Channel.BOARD, place=place, by=cast.drafter, **given
        )

    return hung


@pytest.fixture
def correct(cast, desk):
    """Correct a record through the whole office."""

    def corrected(record, body):
        record.refresh_from_db()
        disclosures.edit(information=record, by=cast.drafter, base=record.latest_revision_id, body=body)
        record.refresh_from_db()
        disclosures.submit(information=record, by=cast.drafter, change_note="日期改了")
        record.refresh_from_db()
        return disclosures.publish(information=desk.approve_all(record), by=cast.approver)

    return corrected
