"""What pages tell programs in schema.org's words."""

import json
import re
from datetime import date

import pytest

from mingbai.catalogue.models import Genre
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.organisations.models import FormerName
from mingbai.portal.rules import json_ld

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def told(visitor, text: Information | str) -> list[dict]:
    address = text if isinstance(text, str) else text.get_absolute_url()
    page = visitor.get(address).content.decode()
    return [json.loads(block) for block in BLOCK.findall(page)]


def test_a_rule_says_its_number_dates_and_that_it_is_in_force(visitor, office, cast):
    rule = office.published(genre=Genre.objects.get(name="意见"), summary="每周检查", keywords=["供水"])
    actions.set_validity(information=rule, validity="in_force", note="", by=cast.approver)
    (facts,) = told(visitor, rule)

    assert facts["@type"] == "Legislation"
    assert facts["legislationIdentifier"] == rule.document_number
    assert facts["legislationDate"] == "2026-11-02"
    assert facts["legislationLegalForce"] == "https://schema.org/InForce"
    assert facts["legislationPassedBy"]["name"] == "青禾镇人民政府"
    assert facts["url"].endswith(rule.get_absolute_url())


def test_a_guide_is_a_service_with_whom_to_telephone(visitor, office):
    (facts,) = told(visitor, office.published(genre=Genre.objects.get(name="办事指南")))
    assert facts["@type"] == "GovernmentService"
    assert facts["serviceOperator"]["telephone"] == "0999-5550101"


def test_other_texts_tell_nothing(visitor, office):
    assert told(visitor, office.published(genre=Genre.objects.get(name="公告"))) == []


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "甲 & 乙\u2028丙"])
def test_no_title_can_leave_the_block(visitor, office, title):
    rule = office.published(genre=Genre.objects.get(name="意见"))
    Information.objects.filter(pk=rule.pk).update(title=title)
    (facts,) = told(visitor, rule)
    assert facts["name"] == title
    assert not set("<>&\u2028") & set(json_ld.as_text({"name": title}))


def test_an_organisation_names_what_it_belongs_to_and_leaves_out_what_is_not_known():
    county = json_ld.organisation(name="明白县人民政府", url="http://a/")
    town = json_ld.organisation(name="青禾镇人民政府", url="http://b/", telephone="1", above=county)
    assert town["@type"] == "GovernmentOrganization"
    assert town["parentOrganization"]["name"] == "明白县人民政府"
    assert "address" not in town


def test_the_page_of_an_organisation_says_who_it_is(visitor, cast):
    FormerName.objects.create(organisation=cast.town, name="青禾乡人民政府", until=date(2019, 6, 30))
    (facts,) = told(visitor, "/organisations/qinghe/")

    assert (facts["name"], facts["alternateName"]) == ("青禾镇人民政府", ["青禾乡人民政府"])
    assert facts["telephone"] == "0999-5550101"
    assert facts["parentOrganization"]["name"] == "明白县人民政府"
