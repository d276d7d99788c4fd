"""The tags by which inspections find out what a page is (norms 5.2), on every page a visitor may read."""

import re

import pytest
from django.urls import resolve
from wagtail.models import Page

from mingbai.disclosures import actions
from mingbai.portal.models import EditorialPage
from mingbai.stored import addresses as kept

TAG = re.compile(r'<meta name="(\w+)" content="([^"]*)">')
SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
ASKED = ["/search/", "/search/?q=供水", "/apply/look/", "/subscribe/", "/say/?page=/help/"]


@pytest.fixture
def pages(visitor, office, cast) -> dict[str, str]:
    """One page of each named address that can be kept, and some that are made for one reader."""
    record = office.published()
    office.corrected(record, body="<p>改</p>")
    written = EditorialPage(title="本站说明", slug="words", body="<p>手写</p>")
    Page.objects.get(depth=2).add_child(instance=written)
    kinds = {resolve(address).view_name: address for address in kept.every()}
    address = record.get_absolute_url()
    asked = [*kinds.values(), *ASKED, address, *(f"{address}{one}/" for one in ("versions", "versions/1"))]
    answers = {one: visitor.get(one) for one in asked}
    return {
        one: answer.content.decode()
        for one, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and one != "/embed/"
    }


def test_every_page_says_of_which_site_and_column_it_is_and_every_text_what_it_is(pages):
    wrong = []
    for address, page in pages.items():
        tags = TAG.findall(page)
        names = [name for name, _ in tags]
        wanted = SITE | COLUMN | (ARTICLE if re.fullmatch(r"/r/\d+/(versions/\d+/)?", address) else set())
        empty = {name for name, words in tags if not words.strip()} - {
            "SiteIDCode",
            "Keywords",
            "Description",
        }
        if missing := wanted - set(names):
            wrong.append((address, "misses", missing))
        if twice := {name for name in wanted if names.count(name) > 1}:
            wrong.append((address, "says twice", twice))
        if empty:
            wrong.append((address, "says nothing in", empty))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(pages) > 20


def test_the_time_of_publication_is_written_as_asked_for(visitor, office):
    page = visitor.get(office.published().get_absolute_url()).content.decode()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", dict(TAG.findall(page))["PubDate"])


def test_a_text_that_is_gone_names_nothing(visitor, office, cast):
    gone = office.published(title="误发的名单")
    actions.remove(information=gone, reason="误发", by=cast.approver)
    page = visitor.get(gone.get_absolute_url()).content.decode()
    assert set(dict(TAG.findall(page))) == SITE | COLUMN | {"robots", "viewport"}
