"""The map for search engines stays exact when records come and go."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from mingbai.disclosures import actions
from mingbai.lib import clock
from mingbai.stored.depending import noting
from mingbai.syndication import rules
from mingbai.syndication.actions import cut_stale, fill_in
from mingbai.syndication.models import Month

THIS = f"{clock.today():%Y-%m}"


def read(visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    text = b"".join(answer).decode()
    ElementTree.fromstring(text)
    return text


def records_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"/r/(\d+)/</loc><lastmod>", text)]


def test_the_index_names_each_month_with_its_last_change(visitor, office):
    office.published()
    index = read(visitor, "/sitemap.xml")
    assert re.search(rf"/sitemap-{THIS}\.xml</loc><lastmod>{clock.today():%Y-%m-%d}T", index)
    assert "/sitemap-pages.xml" in index
    assert "/organisations/qinghe/" in read(visitor, "/sitemap-pages.xml")


def test_a_month_holds_what_is_listed_and_nothing_else(visitor, office, cast):
    kept, withdrawn, removed = (office.published(title=one) for one in "甲乙丙")
    office.draft(title="草稿")
    actions.withdraw(information=withdrawn, reason="复核", by=cast.approver)
    actions.remove(information=removed, reason="误发", by=cast.approver)
    assert records_in(read(visitor, f"/sitemap-{THIS}.xml")) == [kept.pk]


def test_a_long_month_is_cut_and_no_record_moves_from_part_to_part(visitor, office, cast, monkeypatch):
    monkeypatch.setattr(rules, "PER_PART", 2)
    texts = [office.published(title=f"通知{number}") for number in range(5)]
    assert cut_stale() == "机器清单分出 2 个新部分"
    assert cut_stale() == ""
    parts = re.findall(r"/(sitemap-\d{4}-.*?\.xml)", read(visitor, "/sitemap.xml"))
    assert parts == [f"sitemap-{THIS}.xml", f"sitemap-{THIS}-2.xml", f"sitemap-{THIS}-3.xml"]
    actions.remove(information=texts[0], reason="误发", by=cast.approver)
    cut_stale()
    found = [records_in(read(visitor, f"/{part}")) for part in parts]
    assert found == [[texts[1].pk], [texts[2].pk, texts[3].pk], [texts[4].pk]]


def test_records_from_before_are_found_by_the_setup(visitor, office):
    text = office.published()
    Month.objects.all().delete()
    assert fill_in() == {"months": 1} and fill_in() == {"months": 0}
    assert records_in(read(visitor, f"/sitemap-{THIS}.xml")) == [text.pk]


def test_a_month_begins_with_the_day_in_china(office):
    with clock.at(clock.datetime(2026, 6, 30, 17, 0, tzinfo=clock.UTC)):
        text = office.published(written_on=date(2026, 6, 20))
    assert text.published_at.isoformat().startswith("2026-06-30")
    assert [str(one) for one in Month.objects.all()] == ["2026-07"]


@pytest.mark.parametrize(
    "path",
    ["/sitemap-2026-13.xml", "/sitemap-1999-01.xml", "/sitemap-99999999-01.xml", f"/sitemap-{THIS}-2.xml",
     f"/sitemap-{THIS}-1.xml", f"/sitemap-0{THIS}.xml", f"/harvest/0{THIS.replace('-', '/')}.json",
     "/harvest/2026/13.json"],
)  # fmt: skip
def test_what_is_no_part_is_not_found(visitor, office, path):
    office.published()
    assert visitor.get(path).status_code == 404


def test_the_parts_by_number_are_gone(visitor, db):
    assert visitor.get("/sitemap-0.xml")["Location"] == "/sitemap-pages.xml"
    assert visitor.get("/sitemap-3.xml").status_code == 410


def test_the_index_asks_the_same_for_any_number_of_records(visitor, office, django_assert_max_num_queries):
    for number in range(3):
        office.published(title=f"通知{number}")
    with django_assert_max_num_queries(2):
        read(visitor, "/sitemap.xml")


def test_parts_say_what_they_depend_on(visitor, office):
    text = office.published()
    with noting() as noted:
        read(visitor, f"/sitemap-{THIS}.xml")
        b"".join(visitor.get(f"/harvest/{THIS.replace('-', '/')}.json"))
    assert noted.keys == {f"records/month:{THIS}", f"record:{text.pk}"}


def test_robots_stay_out_of_the_office(visitor, db):
    text = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text and "/sitemap.xml" in text
