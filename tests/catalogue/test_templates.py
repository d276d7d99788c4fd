"""Template catalogues of schools, hospitals, water and bus companies."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.catalogue import actions
from mingbai.catalogue.actions.templates import NOTE, templates
from mingbai.catalogue.queries import effective
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Kind


@pytest.fixture
def school(cast):
    return cast.town.add_child(code="MB19", kind=Kind.ENTERPRISE, name="青禾镇中心小学", slug="school")


def test_there_are_templates_for_the_four_branches():
    assert set(templates()) == {"学校", "医院", "供水", "公交"} and min(templates().values()) >= 7


def test_an_enterprise_adopts_a_template_once_with_the_words_that_warn(cast, school):
    added = actions.adopt_template(by=cast.organisation_admin, organisation=school, template="学校")
    rows = effective(school)
    assert len(rows) == added == templates()["学校"]
    assert {row.item.source_note for row in rows} == {NOTE}
    assert all(row.channels and row.item.elements for row in rows)
    with pytest.raises(ValidationError, match="都有了"):
        actions.adopt_template(by=cast.organisation_admin, organisation=school, template="学校")


def test_only_enterprises_and_their_own_people_adopt(cast, school):
    with pytest.raises(ValidationError, match="企事业单位"):
        actions.adopt_template(by=cast.drafter, organisation=cast.town, template="学校")
    with pytest.raises(Denied):
        actions.adopt_template(by=User.objects.get(username="stranger"), organisation=school, template="学校")
