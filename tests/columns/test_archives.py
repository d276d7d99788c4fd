"""Archives: every public record is reached by links, and no page of them grows with the records."""

import re

import pytest

from mingbai.catalogue.models import CatalogueItem
from mingbai.columns.queries.archives import every_address
from mingbai.columns.queries.counting import by_year, capped
from mingbai.columns.rules import spans
from mingbai.columns.rules.capping import Count
from mingbai.columns.rules.spans import Span
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.stored.depending import noting
from tests.columns.conftest import day


@pytest.fixture
def short(monkeypatch):
    """Pages of three lines, so that few records make archives divide."""
    for module in ("queries.archives", "rules.spans"):
        monkeypatch.setattr(f"mingbai.columns.{module}.MOST_LINES", 3)
    monkeypatch.setattr("mingbai.portal.views.archives.MOST_LINES", 3)


def links(visitor, path: str) -> set[str]:
    response = visitor.get(path)
    assert response.status_code in {200, 302}, path
    return set(re.findall(r'href="(/[^"#?]*)"', response.content.decode()))


def walked(visitor, start: str, below: str) -> set[str]:
    """Records reached from a page through the pages under `below`."""
    seen, todo, records = set(), [start], set()
    while todo:
        path = todo.pop()
        seen.add(path)
        for link in links(visitor, path):
            if link.startswith("/r/"):
                records.add(link)
            elif link.startswith(below) and link not in seen:
                todo.append(link)
    return records


def test_every_record_is_reached_from_the_site_map(columns, public, visitor, short):
    for on, many in (("2026-11-02", 8), ("2026-11-03", 1), ("2026-02-28", 4), ("2024-02-29", 2)):
        public(many, on=on)
    wanted = {one.get_absolute_url() for one in Information.objects.all()}
    assert "/archive/2026/" in links(visitor, "/site-map/")
    assert walked(visitor, "/archive/", "/archive/") == wanted
    field = CatalogueItem.objects.first().field_id
    assert walked(visitor, f"/fields/{field}/", f"/fields/{field}/2") == wanted
    assert walked(visitor, "/organisations/qinghe/", "/organisations/qinghe/2") == wanted
    assert walked(visitor, "/columns/notices/", "/columns/notices/2") == wanted


def test_a_day_too_long_is_split_into_numbered_parts(columns, public, visitor, short):
    public(8)
    assert {f"/archive/2026/11/02/{n}/" for n in (1, 2, 3)} <= links(visitor, "/archive/2026/11/02/")
    assert len([one for one in links(visitor, "/archive/2026/11/02/3/") if one.startswith("/r/")]) == 2
    for path in ("/archive/2026/11/02/4/", "/archive/2026/11/02/0/", "/organisations/qinghe/2026/11/4/"):
        assert visitor.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    "2026/13/ 2026/02/30/ 2026/2/ 1800/ 2999/ 2026/11/02/99999999999/".split(),
)
def test_days_that_are_none_are_not_found(columns, public, visitor, path):
    public()
    assert visitor.get(f"/archive/{path}").status_code == 404


def test_a_day_without_records_says_so(columns, public, visitor):
    public(on="2026-11-02")
    assert "没有公开的信息" in visitor.get("/archive/2025/01/01/").content.decode()


def test_midnight_belongs_to_the_day_in_china(columns, public):
    [one] = public()
    Information.objects.filter(pk=one.pk).update(published_at=day("2026-01-01").replace(hour=0))
    assert by_year(listed()) == [(Span(2026), 1)]


def test_what_is_not_public_is_in_no_archive(columns, public, visitor):
    for values in ({"status": "withdrawn"}, {"openness": "withheld"}, {"audience": "internal"}):
        [one] = public()
        Information.objects.filter(pk=one.pk).update(**values)
    assert by_year(listed()) == []
    assert walked(visitor, "/archive/", "/archive/") == set()


def test_every_address_named_for_copies_opens_once(columns, public, visitor, short):
    public(8)
    paths = list(every_address())
    assert len(paths) == len(set(paths))
    assert {"/archive/2026/11/02/3/", "/organisations/qinghe/2026/11/2/", "/columns/notices/"} <= set(paths)
    for path in (one for one in paths if not one.startswith("/items/")):
        assert visitor.get(path).status_code in {200, 302}, path


def test_an_archive_page_depends_on_its_records_and_its_day(columns, public, visitor):
    [one] = public()
    with noting() as noted:
        visitor.get("/archive/2026/11/02/")
    assert noted.keys >= {f"record:{one.pk}", "records/day:2026-11-02"}
    with noting() as noted:
        visitor.get("/organisations/qinghe/2026/")
    assert noted.keys >= {f"records/organisation:{one.organisation_id}/year:2026", f"record:{one.pk}"}


PAGES = """
/list/ /list/?organisation=qinghe&year=2026&genre=通知&theme=综合政务&page=2 /archive/ /archive/2026/
/archive/2026/11/ /archive/2026/11/02/ /organisations/qinghe/2026/ /columns/ /columns/notices/
/columns/notices/2026/ /policies/ /policies/in_force/ /fields/ /contents/ /site-map/ /statistics/ /rules/
""".split()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_at_most_fifteen_questions_however_many_records(
    columns, public, visitor, path, django_assert_max_num_queries
):
    def asked() -> int:
        with django_assert_max_num_queries(15) as found:
            assert visitor.get(path).status_code == 200
        return len(found)

    public(3)
    few = asked()
    public(27)
    assert asked() <= few + 1, "one more for the lines of a second page at most"


def test_a_list_is_counted_only_so_far(columns, public, monkeypatch, visitor):
    public(5)
    assert str(capped(listed(), 4)) == "4 条以上"
    assert capped(listed(), 5) == Count(5)
    monkeypatch.setattr("mingbai.portal.views.lists.capped", lambda found: capped(found, 4))
    page = visitor.get("/list/").content.decode()
    assert "共 4 条以上" in page
    assert 'href="/archive/"' in page


def test_spans_cover_their_days():
    assert [len(Span(year, 2).parts) for year in (2024, 2026)] == [29, 28]
    assert (Span(2026, 12).until, Span(2026).path) == (Span(2027).since, "2026/")
    assert spans.years(2024, 2026) == [Span(2026), Span(2025), Span(2024)]
    with pytest.raises(ValueError, match="day"):
        Span(2026, 2, 30)
