"""Files made to break the checker, or to keep it busy for minutes."""

import json

import pytest

from mingbai.documents.refusals import Refused
from mingbai.report_check.checking import check_file
from mingbai.report_check.reading import ruling


@pytest.mark.parametrize("year", [10**30, -5, 0, 99_999, 2023.5, True])
def test_a_year_that_cannot_be_is_no_year(year):
    data = json.dumps({"year": year, "table4": [0] * 15}).encode()
    assert check_file(data, "a.json")[0].report.year is None


def test_a_page_of_far_too_much_text_is_refused():
    with pytest.raises(Refused):
        check_file("<p>政府信息公开工作年度报告</p>".encode() * 300_000, "a.html")


def test_squared_paper_is_no_table():
    lines = ruling.Ruling()
    for at in range(400):
        lines.add(at * 3, 0, at * 3, 1200)
        lines.add(0, at * 3, 1200, at * 3)
    assert ruling.grids_of(lines) == []


def test_tables_that_do_not_touch_stay_apart():
    lines = ruling.Ruling()
    for left, bottom in ((0, 0), (300, 0)):
        for step in range(3):
            lines.add(left + step * 50, bottom, left + step * 50, bottom + 40)
            lines.add(left, bottom + step * 20, left + 100, bottom + step * 20)
    assert [(one.xs, one.ys) for one in ruling.grids_of(lines)] == [
        ([0, 50, 100], [0, 20, 40]), ([300, 350, 400], [0, 20, 40]),
    ]  # fmt: skip
