"""Whose list a row stands on."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue import actions
from mingbai.catalogue.models import CatalogueItem, Holding
from mingbai.catalogue.queries import held
from mingbai.catalogue.queries.proposals import proposals
from mingbai.lib import clock
from mingbai.lib.verdict import Denied


def pairs_of(found, item):
    return {(one.item.pk, one.organisation.pk) for one in found if one.item == item}


def test_rows_are_proposed_to_those_they_name_until_decided(cast, item):
    found, _ = proposals("jiuzai")
    both = pairs_of(found, item)
    assert both == {(item.pk, cast.town.pk), (item.pk, cast.next_town.pk)}
    assert actions.confirm(by=cast.county_office, pairs=[(item.pk, cast.town.pk)]) == 1
    actions.decline(by=cast.county_office, pairs=[(item.pk, cast.next_town.pk)])
    assert not pairs_of(proposals("jiuzai")[0], item)
    assert actions.confirm(by=cast.county_office, pairs=[(item.pk, cast.town.pk)]) == 0


def test_words_that_name_nobody_are_listed(cast, item):
    CatalogueItem.objects.filter(pk=item.pk).update(
        body_text="招标代理机构", township_level=False, county_level=True
    )
    found, unmatched = proposals("jiuzai")
    assert not pairs_of(found, item) and (item, "招标代理机构") in unmatched


def test_only_the_county_office_decides_on_proposals_and_removals(cast, item):
    for name in ("drafter", "organisation_admin", "auditor"):
        with pytest.raises(Denied):
            actions.confirm(by=getattr(cast, name), pairs=[(item.pk, cast.town.pk)])
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    holding = Holding.objects.get()
    with pytest.raises(Denied):
        actions.release(by=cast.drafter, holding=holding, reason="不想公开")
    actions.release(by=cast.county_office, holding=holding, reason="职责已划转")
    holding.refresh_from_db()
    assert holding.valid_to == clock.today()


def test_rows_are_handed_to_people_of_the_organisation_only(cast, item):
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    holding = held(cast.town).get()
    values = {"by": cast.drafter, "organisation": cast.town, "holdings": [holding.pk]}
    with pytest.raises(ValidationError, match="不在本单位任职"):
        actions.hand_over(**values, responsible=cast.stranger)
    assert actions.hand_over(**values, responsible=cast.second_drafter) == 1
    assert held(cast.town).get().responsible == cast.second_drafter
    with pytest.raises(Denied):
        actions.hand_over(**values | {"by": cast.stranger}, responsible=None)


def test_a_town_adopts_no_row_of_the_next_town(cast, item):
    CatalogueItem.objects.filter(pk=item.pk).update(organisation=cast.next_town)
    with pytest.raises(ValidationError):
        actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
