"""What counts for an organisation when layers lie over a row."""

from datetime import date

import pytest

from mingbai.catalogue.models import CatalogueItem, Holding, Overlay
from mingbai.catalogue.queries import effective, held, visible

DAY = date(2026, 11, 2)


@pytest.fixture
def item(cast):
    return CatalogueItem.objects.create(
        field_id="jiuzai",
        level1="救灾",
        level2="款物",
        limit_text="20个工作日内",
        channel_list=[{"name": "政府网站", "required": True}],
    )


@pytest.fixture
def village_list(cast, item):
    return Holding.objects.create(item=item, organisation=cast.village, valid_from=DAY)


def lay(item, organisation, **values):
    return Overlay.objects.create(item=item, organisation=organisation, valid_from=DAY, **values)


def test_layers_narrow_and_add_from_the_county_down(cast, item, village_list):
    lay(item, cast.village, channel_list=[{"name": "村公示栏", "required": True}], extra={"咨询电话": "1"})
    lay(item, cast.county, limit_text="10个工作日内")
    lay(item, cast.next_town, limit_text="1个工作日内")
    (row,) = effective(cast.village, DAY)
    assert row.limit_text == "10个工作日内"
    assert [one.name for one in row.channels] == ["政府网站", "村公示栏"]
    assert [(one.layer, one.column) for one in row.differences] == [
        ("明白县人民政府", "公开时限"),
        ("柳湾村村民委员会", "公开渠道和载体"),
        ("柳湾村村民委员会", "咨询电话"),
    ]
    assert row.item.limit_text == "20个工作日内"


def test_what_is_not_applicable_above_is_not_applicable_below(cast, item, village_list):
    lay(item, cast.town, applicable=False, reason="本镇没有此项业务")
    (row,) = effective(cast.village, DAY)
    assert (row.applicable, row.reason) == (False, "本镇没有此项业务")


def test_a_list_holds_only_what_is_in_force_that_day(cast, item, village_list):
    assert not effective(cast.village, date(2026, 11, 1))
    CatalogueItem.objects.filter(pk=item.pk).update(valid_to=date(2026, 11, 30))
    assert held(cast.village, date(2026, 11, 30)).exists()
    assert not held(cast.village, date(2026, 12, 1)).exists()


def test_a_row_of_the_next_town_is_not_seen(cast, item):
    CatalogueItem.objects.filter(pk=item.pk).update(organisation=cast.town)
    assert visible(cast.village).filter(pk=item.pk).exists()
    assert not visible(cast.next_town).filter(pk=item.pk).exists()
    assert not visible().filter(pk=item.pk).exists()


def test_many_rows_are_read_with_few_queries(cast, item, django_assert_max_num_queries):
    Holding.objects.bulk_create(
        Holding(item=one, organisation=cast.town, valid_from=DAY) for one in CatalogueItem.objects.all()
    )
    with django_assert_max_num_queries(5):
        assert len(effective(cast.town, DAY)) > 100
