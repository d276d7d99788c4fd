"""A ledger of one town: rows on its list, each with one of the limits that catalogues know."""

from datetime import UTC, date, datetime

import pytest

from mingbai.catalogue.models import CatalogueItem, Field, Holding
from mingbai.disclosures.models import Information
from mingbai.duties.actions import refresh
from mingbai.duties.models import Duty, Instance, Setting
from mingbai.lib import clock

NOW = datetime(2026, 6, 15, 4, tzinfo=UTC)
"""Monday, noon in China, in the middle of the second quarter's last month."""


@pytest.fixture(autouse=True)
def june(db):
    """Every test of the ledger happens on 15 June 2026; the ledger begins with that year."""
    with clock.at(NOW):
        Setting.objects.update_or_create(
            pk=1, defaults={"begins_on": date(2026, 1, 1), "remind_days": [5, 1, 0]}
        )
        yield


class Ledger:
    """Puts rows on lists, publishes records on a day, and shows how the lines stand."""

    def row(self, place, limit: str, name: str = "事项", **values) -> CatalogueItem:
        field = Field.objects.get_or_create(key="test", defaults={"name": "测试领域"})[0]
        item = CatalogueItem.objects.create(
            field=field, level1=name, level2=limit, limit_text=limit, **values
        )
        Holding.objects.create(item=item, organisation=place, valid_from=date(2025, 1, 1))
        return item

    def record(
        self, place, item, published: date | None, written: date | None = None, **values
    ) -> Information:
        """A record that lies in the table as if it had been published that day."""
        at = datetime(published.year, published.month, published.day, 2, tzinfo=UTC) if published else None
        status = "published" if published else "unpublished"
        values = {
            "status": status,
            "stage": "done" if published else "draft",
            "live": bool(published),
        } | values
        return Information.objects.create(
            index_number=f"T/{Information.objects.count()}",
            title="春季水库蓄水情况",
            organisation=place,
            issuer_name=place.name,
            catalogue_item=item,
            openness="proactive",
            written_on=written,
            published_at=at,
            created_at=NOW,
            edited_at=NOW,
            **values,
        )

    def states(self, item) -> dict[str, str]:
        return dict(
            Instance.objects.filter(duty__item=item).order_by("starts_on").values_list("key", "state")
        )

    def line(self, item, key: str) -> Instance:
        return Instance.objects.get(duty__item=item, key=key)

    def duty(self, item) -> Duty:
        return Duty.objects.get(item=item)

    def refresh(self):
        return refresh()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()
