from datetime import date

import pytest

from mingbai.lib import clock
from mingbai.registers import actions

DAY = date(2026, 3, 2)


@pytest.fixture
def training(cast):
    """training(title=…): a training of 青禾镇 on 2 March 2026."""

    def add(**changes):
        values = {"kind": "training", "held_on": DAY, "title": "政务公开培训", "summary": "条例解读"}
        return actions.add_activity(**{"by": cast.drafter, "organisation": cast.town, **values, **changes})

    return add


@pytest.fixture
def plan(training):
    return training(held_on=date(clock.today().year + 1, 1, 5), title="来年培训", summary="")


@pytest.fixture
def account(cast):
    return actions.open_account(
        by=cast.drafter, organisation=cast.town, platform="wechat", name="青禾发布", opened_on=DAY, main=True
    )


@pytest.fixture
def contact(cast):
    return actions.add_contact(
        by=cast.drafter,
        organisation=cast.town,
        kind="staff",
        user=cast.checker,
        name="沈核",
        telephone="0999-5550199",
        valid_from=DAY,
    )
