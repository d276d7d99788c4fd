"""Editorial pages have a day on which somebody looks whether they still hold."""

from datetime import date

import pytest
from wagtail.models import Page

from mingbai.lib import clock
from mingbai.notifications.models import Notice
from mingbai.portal.jobs import remind_of_pages
from mingbai.portal.models import EditorialPage
from tests.columns.conftest import day


@pytest.fixture
def written(cast) -> EditorialPage:
    root = Page.objects.filter(depth=2).first() or Page.objects.get(depth=1).add_child(title="站")
    return root.add_child(
        instance=EditorialPage(title="政府信息公开指南", slug="guide", review_on=date(2026, 11, 2))
    )


def test_the_county_office_is_reminded_once_a_day_from_that_day_on(written, cast):
    with clock.at(day("2026-11-01")):
        assert remind_of_pages() == ""
    for today, number in (("2026-11-02", 1), ("2026-11-02", 1), ("2026-11-03", 2)):
        with clock.at(day(today)):
            remind_of_pages()
        assert Notice.objects.filter(user=cast.county_office).count() == number
    assert "政府信息公开指南" in Notice.objects.first().text
    assert not Notice.objects.exclude(user=cast.county_office).exists()


def test_the_page_says_when_it_is_looked_over(written, client):
    assert "下次核对日期：2026-11-02" in client.get("/about/guide/").content.decode()
