"""What is handed out comes back from the checker with the same tables and without a finding."""

import io
import json
from datetime import date

import docx
import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from mingbai.annual.exports.data import as_data
from mingbai.annual.exports.official import to_pdf, to_word
from mingbai.annual.exports.pages import as_html
from mingbai.annual.exports.workbook import to_xlsx
from mingbai.annual.queries import records_behind, shown
from mingbai.annual.rules.places import places
from mingbai.report_check.checking import check_file
from tests.annual.making import begun, request, signed


@pytest.fixture
def report(cast, year):
    """Numbers of one, two and three digits in many cells."""
    for number in range(11):
        request(cast.town, date(2025, 7, 1), date(2025, 7, 1 + number), "business", "not_held")
    return signed(cast.town, cast.drafter, cast.approver)


def page(report) -> bytes:
    one = shown(report)
    head = f"<!doctype html><meta charset=utf-8><title>{one.title}</title><h1>{one.title}</h1>"
    return f"{head}{as_html(one)}".encode()


FILES = {
    "报告.docx": lambda report: to_word(shown(report)),
    "报告.pdf": lambda report: to_pdf(shown(report)),
    "报告.xlsx": lambda report: to_xlsx(shown(report)),
    "报告.html": page,
    "报告.json": lambda report: json.dumps(as_data(report), ensure_ascii=False).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_comes_back_from_the_checker_as_it_was(report, name):
    (found,) = check_file(FILES[name](report), name)
    assert found.report.tables.as_json() == shown(report).tables.as_json()
    assert [one.text for one in found.findings] == [] and found.report.unread == []
    assert found.report.year == 2025


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_trial_form_comes_back_too(cast, name):
    request(cast.town, date(2020, 3, 1), date(2020, 3, 9), leaf="other_fee_unpaid")
    report = begun(cast.town, cast.drafter, 2020)
    (found,) = check_file(FILES[name](report), name)
    assert found.report.form == "2019"
    assert found.report.tables.three == shown(report).tables.three
    assert found.report.tables.four == shown(report).tables.four


def test_word_prints_the_head_of_table_three_over_several_columns_and_rows(report):
    table = docx.Document(io.BytesIO(to_word(shown(report)))).tables[1]
    head = table.rows[0].cells
    assert len(table.columns) == 10 and head[3].text == "申请人情况" and head[3]._tc is head[9]._tc
    assert table.rows[1].cells[4].text == "法人或其他组织" and head[0]._tc is table.rows[2].cells[2]._tc


def test_excel_keeps_numbers_as_numbers_and_merges_like_the_form(report):
    book = load_workbook(io.BytesIO(to_xlsx(shown(report))))
    assert book.sheetnames == ["文字", "表二", "表三", "表四"]
    values = {cell.value for row in book["表三"].iter_rows() for cell in row}
    assert {17, 14, 16} & values and "四、结转下年度继续办理" in values
    assert "K4" not in [str(one) for one in book["表三"].merged_cells.ranges]


def printed(**options) -> dict:
    out = io.StringIO()
    call_command("report", "annual", as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_command_prints_the_tables_of_the_published_examples_and_the_records(report, year):
    found = printed(organisation="MB10", year=2025, records=True)
    assert found["columns"][0] == "自然人" and found["table3"] == found["tables"]["three"]
    assert len(found["table4"]) == 15 and found["tables"]["two"]["行政许可"] == [12]
    assert set(found["records"]) == set(places("2021"))
    assert found["records"]["three.三2_部分公开.总计"] == [f"request:{year['partly'].pk}"]
    assert found["differences"] == [] and found["problems"] == []


def test_the_command_counts_a_year_nobody_has_begun_to_report(cast, year):
    found = printed(organisation="MB10", year=2024)
    assert found["state"] is None and found["table3"]["四_结转下年"][6] == 2
    assert "records" not in found


def test_the_command_and_the_files_name_no_applicant(report):
    for rows in records_behind(report).values():
        for row in rows:
            assert set(row.facts) == {"name", "on", "note", "outcome"}
    assert "甄有求" not in json.dumps(printed(organisation="MB10", year=2025, records=True))
