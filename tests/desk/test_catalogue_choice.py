"""Which rows of the catalogue a drafter may choose."""

from datetime import date

from mingbai.catalogue.models import CatalogueItem, Holding
from mingbai.disclosures import actions


def test_the_editor_offers_the_own_list_first_and_no_row_of_another_town(at_desk, cast, content):
    field = CatalogueItem.objects.first().field
    held = CatalogueItem.objects.order_by("-pk").first()
    Holding.objects.create(item=held, organisation=cast.town, valid_from=date(2020, 1, 1))
    CatalogueItem.objects.create(field=field, level1="邻镇", level2="自加的事项", organisation=cast.next_town)
    one = actions.create(organisation=cast.town, by=cast.drafter, **content)

    shown = at_desk("drafter").get(f"/desk/records/{one.pk}/edit/").content.decode()

    assert shown.index("本单位目录") < shown.index(f'<option value="{held.pk}"')
    assert "自加的事项" not in shown
