"""Excel shapes that offices use."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from mingbai.catalogue.sheets import Refused, marked_copy, read
from tests.catalogue import workbooks

FIELDS = {"社会救助": "shehuijiuzhu", "养老服务": "yanglaofuwu", "就业": "jiuye", "救灾": "jiuzai"}


def values(book: Workbook, chosen: str = "") -> list[dict]:
    found = read(workbooks.saved(book), FIELDS, chosen)
    assert not found.problems
    return [row.values for row in found.rows]


def test_two_row_headers_merged_levels_ditto_and_ticks_are_read():
    first, second, third = values(workbooks.official())
    assert {one["field"] for one in (first, second, third)} == {"shehuijiuzhu"}
    assert (first["level1"], second["level1"], third["level1"]) == ("综合业务", "综合业务", "临时救助")
    assert (second["basis"], second["limit_text"]) == ("《条例》", "形成之日起10个工作日内")
    assert first["channels"] == "■政府网站\n□政务服务中心"
    assert (first["to_society"], first["proactive"], first["county_level"], first["township_level"]) == (
        True, True, True, False,
    )  # fmt: skip
    assert (second["county_level"], second["township_level"]) == (True, True)
    assert (third["to_society"], third["to_group"], third["county_level"], third["township_level"]) == (
        False, "本村村民", False, True,
    )  # fmt: skip


def test_channels_in_columns_three_levels_and_local_columns_are_read():
    first, second = values(workbooks.wide())
    assert (first["level1"], first["level2"], first["level3"]) == ("机构管理", "备案", "流程")
    assert (second["level3"], second["basis"], second["field"]) == ("结果", "《办法》", "yanglaofuwu")
    assert first["channels"] == "■政府网站 □两微一端 ■其他：老年大学"
    assert second["channels"] == "■政府网站"
    assert (first["mode"], first["on_request"], second["mode"]) == ("on_request", True, "proactive")
    assert first["extra"] == {"责任科室": "养老股", "监督电话": "0989-1234567"}
    assert second["extra"]["责任科室"] == "养老股"
    assert second["village_level"] and not first["village_level"]


def test_a_row_printed_over_several_lines_is_one_row():
    found = read(workbooks.saved(workbooks.tall()), FIELDS)
    assert [(row.values["field"], row.values["level2"]) for row in found.rows] == [
        ("jiuye", "招聘"), ("jiuye", "培训"), ("jiuzai", "招聘"), ("jiuzai", "培训"),
    ]  # fmt: skip
    assert found.rows[0].values["channels"] == "■政府网站\n□广播电视"
    assert not found.problems and "填表说明" in found.notices[0]


def test_a_plain_table_with_modes_in_words_is_read_into_the_chosen_field():
    first, second = values(workbooks.plain(), "jiuzai")
    assert (first["mode"], second["mode"]) == ("internal", "withheld")
    assert first["field"] == "jiuzai" and first["extra"] == {"备注": "每月更新"}


def test_without_a_field_the_file_says_what_is_missing():
    found = read(workbooks.saved(workbooks.plain()), FIELDS)
    assert "看不出属于哪个领域" in found.problems[0].message


def test_errors_come_back_marked_by_cell_in_a_copy():
    data = workbooks.saved(workbooks.broken())
    problems = read(data, FIELDS).problems
    assert {one.cell for one in problems} == {"K4", "E4", "F4", "B6"}
    book = load_workbook(io.BytesIO(marked_copy(data, problems)))
    assert book.sheetnames[0] == "错误" and book["错误"].max_row == 1 + len(problems)
    assert "看不懂" in book["Sheet1"]["K4"].comment.text
    assert read(marked_copy(data, problems), FIELDS).problems[0].sheet == "Sheet1"


def test_the_same_row_twice_is_an_error_with_both_places():
    book = workbooks.plain()
    book.active.append([cell.value for cell in book.active[2]])
    problems = read(workbooks.saved(book), FIELDS, "jiuzai").problems
    assert [(one.cell, "第 2 行重复" in one.message) for one in problems] == [("B4", True)]


def test_hidden_rows_and_columns_are_named_and_nothing_is_read():
    book = workbooks.official()
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["E"].hidden = True
    with pytest.raises(Refused, match=r"第 5 行.*第 E 列.*取消隐藏"):
        read(workbooks.saved(book), FIELDS)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧版 Excel"),
        (b"PK\x03\x04broken", "打不开"),
        ("一级事项,二级事项".encode(), "不是 Excel"),
        (b"", "不是 Excel"),
        (workbooks.saved(Workbook()), "没有找到目录"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_words(data, words):
    with pytest.raises(Refused, match=words):
        read(data, FIELDS)


CELLS = (
    st.none()
    | st.sampled_from(["√", "同上", "■政府网站", "一级事项", "公开事项", "县级", "=A1"])
    | st.text(max_size=8)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_whatever_the_cells_hold_the_reader_answers_or_refuses(rows):
    book = workbooks.plain()
    for row in rows:
        book.active.append(
            [
                cell
                and "".join(
                    char
                    for char in cell
                    if char >= " "
                    and ord(char) not in range(0xD800, 0xE000)
                    and char not in "\x7f\ufffe\uffff"
                )
                for cell in row
            ]
        )
    try:
        found = read(workbooks.saved(book), FIELDS, "jiuzai")
    except Refused:
        return
    assert all(row.values["field"] for row in found.rows)
