"""Every cell against a year made by hand, with the numbers written out."""

from datetime import date

import pytest

from mingbai.annual import actions
from mingbai.annual.queries import cell, own_tables, records_behind, tables_of
from mingbai.annual.queries.cells import rows_of
from mingbai.annual.rules.places import places, read
from mingbai.annual.rules.requests import ROW_OF
from mingbai.foi.models import FoiRequest
from mingbai.letters.rules.outcomes import Leaf
from mingbai.remedies.models import Case
from mingbai.report_check.form import three
from mingbai.report_check.form.forms import FORM_2019, FORM_2021
from mingbai.report_check.rules.identities import broken
from tests.annual.making import begun, document, figures, request

ZERO = [0, 0, 0, 0, 0, 0, 0]


def test_table_three_counts_the_year_as_counted_by_hand(cast, year):
    found = own_tables(begun(cast.town, cast.drafter)).three
    by_hand = {
        # columns: 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
        "一_新收": [2, 1, 1, 0, 1, 1, 6],
        "二_结转": [1, 1, 0, 0, 0, 0, 2],
        "三1_予以公开": [2, 0, 0, 0, 0, 0, 2],
        "三2_部分公开": [0, 1, 0, 0, 0, 0, 1],
        "三4_3补正仍不明": [0, 0, 0, 0, 1, 0, 1],
        "三6_3其他": [1, 0, 0, 0, 0, 0, 1],
        "三7_总计": [3, 1, 0, 0, 1, 0, 5],
        "四_结转下年": [0, 1, 1, 0, 0, 1, 3],
    }
    assert found == {row.key: by_hand.get(row.key, ZERO) for row in FORM_2021.three_cells}
    assert list(found) == [row.key for row in FORM_2021.three_cells]


def test_the_tables_of_that_year_break_no_identity(cast, year):
    assert broken(own_tables(begun(cast.town, cast.drafter)), FORM_2021) == []


@pytest.mark.parametrize("leaf", [leaf.value for leaf in Leaf])
def test_every_outcome_counts_in_its_own_row_and_in_no_other(cast, leaf):
    request(cast.town, date(2025, 2, 3), date(2025, 2, 20), "public_welfare", leaf)
    found = own_tables(begun(cast.town, cast.drafter)).three
    filled = {key for key, row in found.items() if row[3]}
    assert filled == {"一_新收", ROW_OF[leaf], "三7_总计"}


def test_the_rows_of_the_outcomes_are_those_of_the_form_in_its_order():
    assert tuple(ROW_OF.values()) == FORM_2021.leaves and len(ROW_OF) == 21


def test_a_cell_is_the_number_of_the_records_it_opens(cast, year):
    report = begun(cast.town, cast.drafter)
    tables, behind = own_tables(report), records_behind(report)
    for place in places(report.form).values():
        if place.table == "two":
            continue
        rows = rows_of(report, place)
        assert len(rows) == read(tables, place), place.name
        if not place.is_sum:
            assert [row.key for row in rows] == [row.key for row in behind.get(place.name, [])]


def test_a_cell_knows_its_records_by_registration_number(cast, year):
    found = cell(begun(cast.town, cast.drafter), "three.三2_部分公开.总计")
    assert [row.name for row in found.rows] == [year["partly"].number]
    assert found.value == 1 and found.counted == 1 and not found.entered


def test_the_trial_form_does_not_divide_other_outcomes(cast):
    for number, leaf in enumerate(("other", "other_fee_unpaid", "other_not_clarified"), 1):
        request(cast.town, date(2020, 3, number), date(2020, 3, 20), leaf=leaf)
    report = begun(cast.town, cast.drafter, 2020)
    assert report.form == "2019"
    tables = own_tables(report)
    assert tables.three[three.OTHER_2019] == [3, 0, 0, 0, 0, 0, 3]
    assert set(tables.three) == {row.key for row in FORM_2019.three_cells}
    assert tables.three["三7_总计"][6] == 3 and broken(tables, FORM_2019) == []


def test_normative_documents_are_counted_by_their_force_on_the_last_day_of_the_year(cast):
    town = cast.town
    document(town, date(2020, 1, 1))
    document(town, date(2025, 3, 1))
    document(town, date(2025, 4, 1), validity="repealed", ended_on=date(2025, 11, 1))
    document(town, date(2019, 1, 1), validity="expired", expires_on=date(2025, 12, 31))  # ends on 1 January
    document(town, date(2018, 1, 1), validity="repealed", ended_on=date(2024, 6, 1))
    document(town, date(2026, 1, 4))
    document(town, date(2021, 1, 1), validity="repealed", ended_on=date(2025, 2, 1))
    document(cast.next_town, date(2025, 1, 1))
    document(town, date(2025, 1, 1), status="withdrawn")
    found = {year: begun(town, cast.drafter, year) for year in (2024, 2025)}
    rows = {year: own_tables(report).two["行政规范性文件"] for year, report in found.items()}
    assert rows == {2024: [0, 1, 3], 2025: [2, 2, 3]}  # 3 + 2 - 2 = 3
    titles = [row.name for row in cell(found[2025], "two.行政规范性文件.本年废止件数").rows]
    assert len(titles) == 2


def test_the_trial_form_counts_documents_made_newly_public_and_public_in_all(cast):
    document(cast.town, date(2019, 5, 1), public_on=date(2020, 2, 1))
    document(cast.town, date(2020, 5, 1))
    document(cast.town, date(2020, 12, 1), public_on=date(2021, 1, 4))
    found = own_tables(begun(cast.town, cast.drafter, 2020)).two["规范性文件"]
    assert found == [2, 2, 2]


def test_rules_are_not_applicable_below_a_city_with_districts_until_the_county_says_otherwise(cast):
    report = begun(cast.town, cast.drafter)
    assert own_tables(report).two["规章"] == ["not_applicable"] * 3
    actions.set_parameters(by=cast.county_office, rules_kinds=["township"])
    assert own_tables(report).two["规章"] == [None] * 3


def test_what_the_platform_does_not_hold_is_empty_until_somebody_enters_it(cast):
    report = begun(cast.town, cast.drafter)
    assert own_tables(report).two["行政许可"] == [None]
    actions.enter_figures(report=report, figures=figures(), by=cast.drafter)
    two = own_tables(report).two
    assert two["行政许可"] == [12] and two["行政强制"] == [0]
    assert float(two["行政事业性收费"][0]) == 1.25


def test_entered_requests_of_before_the_platform_are_added_to_those_counted(cast, year):
    report = begun(cast.town, cast.drafter)
    names = {
        "three.一_新收.自然人": "4",
        "three.三1_予以公开.自然人": "4",
        "two.行政规范性文件.现行有效件数": "7",
    }
    actions.enter_figures(report=report, figures=figures(names), by=cast.drafter)
    tables = own_tables(report)
    assert tables.three["一_新收"] == [6, 1, 1, 0, 1, 1, 10]
    assert tables.three["三7_总计"][0] == 7 and tables.two["行政规范性文件"][2] == 7
    found = cell(report, "three.一_新收.总计")
    assert (found.counted, found.value, len(found.entered)) == (6, 10, 1)


def _case(cast, request_, began, ended=None, result="pending", **values):
    row = Case.objects.create(
        organisation=cast.town, authority="明白县人民政府", case_number=f"〔{began}〕{len(values)}号",
        began_on=began, ended_on=ended, result=result, entered_by=cast.drafter,
        entered_at="2025-01-01T00:00:00Z", **{"kind": "review", **values},
    )  # fmt: skip
    row.requests.add(request_)
    return row


def test_table_four_counts_reviews_and_suits_by_group_and_result(cast, year):
    one = year["granted"]
    _case(cast, one, date(2024, 11, 1), date(2025, 1, 5), "upheld")
    _case(cast, one, date(2025, 2, 1), date(2025, 4, 5), "corrected")
    ended = _case(cast, one, date(2025, 3, 1), date(2025, 4, 6), "other")
    _case(cast, one, date(2025, 12, 1), date(2026, 1, 8), "upheld")
    _case(cast, one, date(2025, 5, 1), kind="litigation", follows=ended)
    _case(cast, one, date(2025, 6, 1), date(2025, 9, 1), "upheld", kind="litigation")
    _case(cast, one, date(2023, 6, 1), date(2024, 9, 1), "upheld", kind="litigation")
    report = begun(cast.town, cast.drafter)
    assert own_tables(report).four == [1, 1, 1, 1, 4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1]
    assert len(cell(report, "four.行政复议.总计").rows) == 4


def test_nothing_about_applicants_is_needed_to_count_them(cast, year, django_assert_max_num_queries):
    report = begun(cast.town, cast.drafter)
    with django_assert_max_num_queries(20) as queries:
        tables_of(report)
    assert not any("foi_applicant" in one["sql"] for one in queries.captured_queries)
    assert FoiRequest.objects.count() > 10
