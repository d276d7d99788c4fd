"""People and rows for changes of the catalogue."""

from dataclasses import dataclass
from datetime import date

import pytest

from mingbai.accounts.models import User
from mingbai.catalogue import actions
from mingbai.catalogue.models import CatalogueItem, Change
from mingbai.lib import clock
from mingbai.organisations.models import Membership, Role


@pytest.fixture
def item(cast) -> CatalogueItem:
    """A national row: 20 working days, on the website."""
    return CatalogueItem.objects.create(
        field_id="jiuzai",
        level1="灾后救助",
        level2="救助款物发放",
        elements="对象名单；款物数量",
        basis="《自然灾害救助条例》",
        limit_text="信息形成或者变更之日起20个工作日内",
        body_text="乡镇人民政府",
        channels="■政府网站 □政府公报",
        channel_list=[{"name": "政府网站", "required": True}, {"name": "政府公报", "required": False}],
    )


@pytest.fixture
def second_office(cast) -> User:
    """Another member of the county office."""
    user = User.objects.create(username="office2", full_name="县二")
    Membership.objects.create(
        user=user, organisation=cast.county, role=Role.COUNTY_OFFICE, valid_from=date(2020, 1, 1)
    )
    return user


@dataclass
class Clerk:
    """Plays changes of the town through the office."""

    cast: object
    item: CatalogueItem

    def proposed(self, kind: str = "overlay", **given) -> Change:
        values = {
            "by": self.cast.drafter,
            "organisation": self.cast.town,
            "item": self.item,
            "values": {"limit_text": "10个工作日内"} if kind == "overlay" else {},
            "reason": "方便群众",
            "effective_on": clock.today(),
        }
        return actions.propose(kind=kind, **values | given)

    def submitted(self, kind: str = "overlay", **given) -> Change:
        change = self.proposed(kind, **given)
        return actions.submit(by=change.drafted_by, change=change)

    def effective(self, kind: str = "overlay", **given) -> Change:
        return actions.approve(by=self.cast.second_drafter, change=self.submitted(kind, **given))


@pytest.fixture
def clerk(cast, item) -> Clerk:
    return Clerk(cast, item)
