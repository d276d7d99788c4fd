"""A county's report is the sum of its own figures and of all reports below it, and names who is missing."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from mingbai.annual import actions
from mingbai.annual.exports.sums import sums_table
from mingbai.annual.queries import below, cell, differences, missing, own_tables, problems, tables_of
from mingbai.annual.rules.places import places, read
from mingbai.annual.rules.sums import together
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.report_check.form.cells import number
from mingbai.report_check.form.forms import FORM_2021
from mingbai.report_check.rules.identities import broken
from tests.annual.making import begun, complete, request, signed


@pytest.fixture
def town_report(cast, year, county):
    return signed(cast.town, cast.drafter, cast.approver)


def test_a_county_report_names_every_organisation_below_that_owes_one(cast, county):
    report = begun(cast.county, county["county_drafter"])
    names = [one.organisation.name for one in below(report)]
    assert names == ["青禾镇人民政府", "临河镇人民政府", "明白县教育局"]  # no village
    assert [one.name for one in missing(report)] == names
    assert [one.standing for one in below(report)] == ["还没有编写"] * 3


def test_only_signed_reports_are_summed_and_every_cell_is_the_sum(cast, county, town_report):
    request(cast.county, date(2025, 2, 1), date(2025, 2, 9), "research")
    second = complete(begun(cast.next_town, cast.stranger), cast.stranger)
    report = begun(cast.county, county["county_drafter"])
    assert [one.name for one in missing(report)] == ["临河镇人民政府", "明白县教育局"]
    actions.submit(report=second, by=cast.stranger)
    actions.sign(report=second, by=county["next_approver"])
    parts = [own_tables(report), own_tables(town_report), own_tables(second)]
    found = tables_of(report)
    for place in places(report.form).values():
        values = [number(read(one, place)) for one in parts]
        assert number(read(found, place)) == sum(values), place.name
    assert found.three["一_新收"] == [3, 1, 2, 0, 1, 1, 8]  # 6 of 青禾镇, 1 of 临河镇, 1 of the county
    assert broken(found, FORM_2021) == []


def test_not_applicable_everywhere_stays_so_in_the_sum(cast, county, town_report):
    report = begun(cast.county, county["county_drafter"])
    assert tables_of(report).two["规章"] == ["not_applicable"] * 3
    assert together("2021", []).two["规章"] == [None] * 3


def test_a_county_report_is_not_signed_while_somebody_is_missing_without_a_reason(cast, county, town_report):
    report = complete(begun(cast.county, county["county_drafter"]), county["county_drafter"])
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=county["county_drafter"])
    assert "临河镇人民政府、明白县教育局" in "".join(error.value.messages)
    with pytest.raises(ValidationError):
        actions.cover(report=report, organisation=cast.next_town, included=False, by=county["county_drafter"])
    for place in (cast.next_town, county["department"]):
        actions.cover(
            report=report, organisation=place, included=False, reason="省里直接汇总",
            by=county["county_drafter"],
        )  # fmt: skip
    actions.submit(report=report, by=county["county_drafter"])
    report = actions.sign(report=report, by=county["county_approver"])
    snapshot = report.signing.snapshot
    assert [one["name"] for one in snapshot["included"]] == ["青禾镇人民政府"]
    assert {one["reason"] for one in snapshot["left_out"]} == {"省里直接汇总"}
    assert snapshot["tables"]["two"]["行政许可"] == [24] and snapshot["own"]["two"]["行政许可"] == [12]


def test_a_report_that_was_signed_again_below_is_told_above(cast, county, town_report):
    report = complete(begun(cast.county, county["county_drafter"]), county["county_drafter"])
    for place in (cast.next_town, county["department"]):
        actions.cover(
            report=report, organisation=place, included=False, reason="另行汇总", by=county["county_drafter"]
        )
    actions.submit(report=report, by=county["county_drafter"])
    report = actions.sign(report=report, by=county["county_approver"])
    assert differences(report) == []
    actions.reopen(report=town_report, reason="漏了一件", by=cast.approver)
    assert [one.label for one in differences(report)] == ["青禾镇人民政府的年度报告正在重新编写"]
    actions.submit(report=town_report, by=cast.drafter)
    again = actions.sign(report=town_report, by=cast.approver)
    # The same text and the same figures give the same digest: nothing changed.
    assert differences(report) == [] and again.signing.number == 2


def test_a_cell_of_the_county_opens_its_own_records_only(cast, county, town_report):
    own = request(cast.county, date(2025, 2, 1), date(2025, 2, 9))
    found = cell(begun(cast.county, county["county_drafter"]), "three.一_新收.总计")
    assert [row.name for row in found.rows] == [own.number]


def test_those_who_write_for_missing_organisations_are_reminded_once_a_day(cast, county, town_report):
    report = begun(cast.county, county["county_drafter"])
    assert actions.remind(report=report, by=county["county_drafter"]) == 2
    assert actions.remind(report=report, by=county["county_drafter"]) == 0
    told = Notice.objects.filter(text__contains="还没有报来")
    assert {one.user_id for one in told} == {cast.stranger.pk, county["department_drafter"].pk}
    assert "2026-01-31" in told.first().text
    with pytest.raises(Denied):
        actions.remind(report=report, by=cast.drafter)


def test_the_table_of_sums_has_a_column_for_each_and_who_stands_how(cast, county, town_report):
    report = begun(cast.county, county["county_drafter"])
    book = load_workbook(io.BytesIO(sums_table(report)))
    rows = list(book["数字"].iter_rows(values_only=True))
    assert rows[0] == ("项目", "合计", "明白县人民政府（本级）", "青禾镇人民政府")
    line = next(row for row in rows if row[0] == "表三 （二）部分公开：总计")
    assert line[1:] == (1, 0, 1)
    standing = {row[0]: row[1] for row in book["报送情况"].iter_rows(min_row=2, values_only=True)}
    assert standing == {
        "青禾镇人民政府": "已签发", "临河镇人民政府": "还没有编写", "明白县教育局": "还没有编写",
    }  # fmt: skip


def test_an_organisation_founded_later_joins_when_numbers_are_taken_again(cast, county):
    report = begun(cast.county, county["county_drafter"])
    cast.county.add_child(code="MB40", kind="department", name="明白县水利局", slug="shuili")
    actions.regenerate(report=report, by=county["county_drafter"])
    assert "明白县水利局" in [one.name for one in missing(report)]
    assert any("明白县水利局" in one.text for one in problems(report))
