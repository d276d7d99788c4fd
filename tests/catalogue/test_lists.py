"""Power lists, service lists, and what stands on one side only."""

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from mingbai.catalogue import actions
from mingbai.catalogue.models import CatalogueItem, ListEntry
from mingbai.catalogue.queries.orphans import check
from mingbai.catalogue.rules.orphans import Entry, Pair, expected_list, orphans
from mingbai.catalogue.sheets import Refused
from mingbai.catalogue.sheets.entries import EntryRow, read_entries
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Organisation
from tests.catalogue import workbooks


def workbook(*rows):
    book = Workbook()
    workbooks.lines(
        book.active,
        ["青禾镇权责清单"],
        ["序号", "职权编码", "职权名称", "职权类型", "实施依据", "对应的公开事项"],
        *rows,
    )
    return workbooks.saved(book)


def test_a_list_is_read_under_its_title_and_errors_name_the_cell():
    rows, problems = read_entries(
        workbook(
            [1, "A1", "采伐许可", "行政许可", "《森林法》", ""],
            [2, "A1", "重复", "", "", ""],
            [3, "", "无编码", "", "", ""],
        )
    )
    assert rows == [EntryRow("A1", "采伐许可", "行政许可", "《森林法》", "")]
    assert [one.cell for one in problems] == ["B4", "B5"]
    with pytest.raises(Refused, match="没有找到清单"):
        read_entries(workbooks.saved(workbooks.plain()))


def test_importing_again_ends_what_is_gone_and_keeps_what_is_tied(cast, item):
    values = {"by": cast.drafter, "organisation": cast.town, "kind": "power"}
    first = [EntryRow("A1", "救助款物发放"), EntryRow("A2", "其他")]
    assert actions.import_list(**values, rows=first)["added"] == 2
    assert list(ListEntry.objects.get(code="A1").items.all()) == [item]
    counts = actions.import_list(**values, rows=[EntryRow("A1", "救助款物的发放"), EntryRow("A3", "新")])
    assert counts == {"added": 1, "altered": 1, "ended": 1, "same": 0}
    assert list(ListEntry.objects.get(code="A1").items.all()) == [item]
    assert ListEntry.objects.count() == 3
    with pytest.raises(Denied):
        actions.import_list(**values | {"by": cast.stranger}, rows=first)


def test_an_entry_is_tied_only_to_rows_the_organisation_may_use(cast, item):
    actions.import_list(by=cast.drafter, organisation=cast.town, kind="service", rows=[EntryRow("S1", "x")])
    entry = ListEntry.objects.get()
    assert list(actions.tie(by=cast.drafter, entry=entry, items=[item]).items.all()) == [item]
    CatalogueItem.objects.filter(pk=item.pk).update(organisation=cast.next_town)
    with pytest.raises(ValidationError):
        actions.tie(by=cast.drafter, entry=entry, items=[item])


@pytest.mark.parametrize(
    ("text", "kind"),
    [("行政许可事项", "power"), ("办事指南", "service"), ("政策文件", ""), ("行政处罚办事指南", "power")],
)
def test_the_words_of_a_row_say_in_which_list_it_needs_an_entry(text, kind):
    assert expected_list(text) == kind


def test_what_stands_on_one_side_only_is_found_both_ways():
    found = orphans(
        entries=[
            Entry(1, "power", 10, frozenset({5})),
            Entry(2, "power", 10, frozenset()),
            Entry(3, "service", 11, frozenset({5})),
        ],
        held=[Pair(5, 10), Pair(6, 10)],
        expected={5: "power", 6: "service"},
        to_publish=[Pair(5, 10), Pair(6, 10)],
        published={Pair(6, 10): 2, Pair(7, 10): 1},
    )
    assert [one.pk for one in found.entries] == [2, 3]
    assert found.unlisted == ((Pair(6, 10), "service"),)
    assert found.unpublished == (Pair(5, 10),)
    assert found.not_held == ((Pair(7, 10), 1),)


def test_published_records_are_compared_with_the_lists(cast, desk, content, item):
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[item])
    record = desk.published(**content)
    found = check(Organisation.objects.filter(pk=cast.town.pk))
    assert [one.item for one in found.unpublished.rows] == [item]
    assert [one.item for one in found.not_held.rows] == [record.catalogue_item]
    actions.adopt(by=cast.drafter, organisation=cast.town, items=[record.catalogue_item])
    assert not check(Organisation.objects.filter(pk=cast.town.pk)).not_held.count
