"""Feeds: valid, with names that last, and without anything that was taken down."""

from xml.etree import ElementTree

import pytest

from mingbai.columns.models import Column
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.stored.depending import noting

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(answer.content).iter(f"{ATOM}entry"))


def titles(answer) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in entries(answer)]


def test_an_atom_feed_has_all_that_the_standard_asks_for(visitor, office):
    text = office.published(title="甲 & <乙>", summary="a < b")
    answer = visitor.get("/feed/")
    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    for one in (feed, *entries(answer)):
        assert one.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert one.findtext(f"{ATOM}updated") and one.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "明白县人民政府"
    (entry,) = entries(answer)
    assert entry.findtext(f"{ATOM}title") == "甲 & <乙>"
    assert entry.find(f"{ATOM}link").get("href").endswith(text.get_absolute_url())
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "青禾镇人民政府"
    assert entry.findtext(f"{ATOM}summary") == "a &lt; b"


def test_names_stay_when_the_site_gets_a_new_address_and_a_text_a_correction(visitor, office, settings):
    text = office.published()
    before = [one.findtext(f"{ATOM}id") for one in entries(visitor.get("/feed/"))]
    office.corrected(text, title="改过的标题")
    settings.MINGBAI_BASE_URL = "https://new.example.cn"
    answer = visitor.get("/feed/")
    assert [one.findtext(f"{ATOM}id") for one in entries(answer)] == before
    assert titles(answer) == ["改过的标题"]


def test_an_empty_feed_stays_the_same_by_being_read(visitor, cast):
    assert visitor.get("/feed/")["ETag"] == visitor.get("/feed/")["ETag"]
    assert titles(visitor.get("/feed/organisation/linhe/")) == []


@pytest.mark.parametrize("form", ["feed", "rss"])
def test_feeds_of_an_organisation_hold_what_is_below_it_and_nothing_else(visitor, office, cast, form):
    of_town = office.published(title="镇里的")
    Information.objects.filter(pk=office.published(title="村里的").pk).update(organisation=cast.village)
    assert "村里的" in visitor.get(f"/{form}/organisation/qinghe/").content.decode()
    of_village = visitor.get(f"/{form}/organisation/liuwan/").content.decode()
    assert "村里的" in of_village and of_town.title not in of_village
    assert "村里的" not in visitor.get(f"/{form}/organisation/linhe/").content.decode()


def test_feeds_of_a_field_and_of_a_column(visitor, office):
    text = office.published(title="这个领域的")
    key = text.catalogue_item.field_id
    Column.objects.update_or_create(
        slug="notices", defaults={"name": "通知", "about": "x", "rule": {"fields": [key]}}
    )
    for path in (f"/feed/field/{key}/", "/feed/column/notices/"):
        assert titles(visitor.get(path)) == ["这个领域的"], path
    assert visitor.get("/feed/field/no-such-field/").status_code == 404
    assert visitor.get("/feed/column/no-such-column/").status_code == 404
    assert visitor.get("/feed/nobody/qinghe/").status_code == 404


def test_a_search_can_be_followed(visitor, office):
    office.published(title="关于冬季供水的通知")
    assert titles(visitor.get("/feed/search/", {"q": "供水"})) == ["关于冬季供水的通知"]
    for words in ("", "\x00\x0b", "没有这样的词", "供" * 10_000):
        answer = visitor.get("/feed/search/", {"q": words})
        assert answer.status_code == 200 and titles(answer) == []


def test_what_is_withdrawn_or_taken_down_stands_in_no_feed(visitor, office, cast):
    kept, gone = office.published(title="留下的"), office.published(title="撤回的")
    actions.withdraw(information=gone, reason="复核", by=cast.approver)
    for path in (
        "/feed/",
        "/rss/",
        "/feed/organisation/qinghe/",
        f"/feed/field/{kept.catalogue_item.field_id}/",
    ):
        content = visitor.get(path).content.decode()
        assert "留下的" in content and "撤回的" not in content, path


def test_a_feed_says_which_records_it_shows(visitor, office):
    text = office.published()
    with noting() as noted:
        visitor.get("/feed/organisation/qinghe/")
    assert {f"record:{text.pk}", f"records/organisation:{text.organisation_id}"} <= noted.keys


def test_a_feed_costs_the_same_for_any_number_of_records(visitor, office, django_assert_max_num_queries):
    for number in range(3):
        office.published(title=f"通知{number}")
    with django_assert_max_num_queries(5):
        visitor.get("/feed/organisation/county/")
