"""What is printed in any format is read back as it is, and a sound report gives no finding."""

import json
import re
import time
from pathlib import Path

import pytest

from mingbai.documents.refusals import Refused
from mingbai.report_check.checking import check_file
from mingbai.report_check.extraction import recovery
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import NOT_APPLICABLE
from mingbai.report_check.form.forms import FORM_2019, FORM_2021
from mingbai.report_check.reading.files import reports_of
from tests.report_check import making

pytestmark = pytest.mark.django_db
FULL_WIDTH = {ord(str(one)): chr(0xFF10 + one) for one in range(10)}
RADICALS = {"一": "⼀", "二": "⼆", "行": "⾏", "自": "⾃", "人": "⼈", "长": "⻓", "见": "⻅", "车": "⻋"}


def read_one(data, name="a.html"):
    (report,) = reports_of(data.encode() if isinstance(data, str) else data, name)
    return report


def assert_sound(data, name, tables):
    (checked,) = check_file(data.encode() if isinstance(data, str) else data, name)
    report = checked.report
    assert (report.tables.two, report.tables.three, report.tables.four) == (
        tables.two,
        tables.three,
        tables.four,
    )
    assert (report.organisation, report.unread, checked.findings) == (making.TOWN, [], [])


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=["2021", "2019"])
@pytest.mark.parametrize("kind", list(making.FORMATS))
@pytest.mark.parametrize("seed", range(4))
def test_a_sound_report_is_read_back_and_gives_no_finding(seed, kind, form):
    tables = making.balanced(seed, form)
    assert_sound(*making.FORMATS[kind](tables, form), tables)


@pytest.mark.parametrize("kind", list(making.FORMATS_2021))
@pytest.mark.parametrize("seed", range(4))
def test_less_orderly_files_are_read_back_too(seed, kind):
    tables = making.balanced(seed)
    assert_sound(*making.FORMATS_2021[kind](tables), tables)


@pytest.mark.parametrize("seed", range(60))
def test_web_pages_of_all_sizes_are_read_back(seed):
    tables = making.balanced(seed, most=[1, 9, 400, 30_000][seed % 4])
    assert_sound(making.page(tables), "a.html", tables)


DEFECTS = {
    "full-width digits": lambda page: re.sub(r"<p>(\d+)</p>", lambda one: f"<p>{one[1].translate(FULL_WIDTH)}</p>", page),
    "units behind the numbers": lambda page: re.sub(r"<p>(\d+)</p>", r"<p>\1件</p>", page),
    "radicals instead of characters": lambda page: "".join(RADICALS.get(one, one) for one in page),
    "a table for the layout": lambda page: f"<html><body><table><tr><td>{page}</td></tr></table></body></html>",
    "an encoding that is named wrongly": lambda page: page.replace("charset='utf-8'", "").encode("gb18030"),
    "all cells as heads": lambda page: page.replace("<td", "<th").replace("</td", "</th"),
    "an empty paragraph in every cell": lambda page: re.sub(r"<p>(\d+)</p>", r"<p>\1</p><p>&nbsp;</p>", page),
    "links to the reports of other years": lambda page: page.replace("<h1>", "<li>2021年政府信息公开工作年度报告</li><h1>"),
    "a list of contents": lambda page: page.replace("<h1>", "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><h1>"),
    "notes in brackets": lambda page: page.replace("<td><p>规章</p></td>", "<td>规章（县级无此项）</td>"),
    "headings without numbers": lambda page: re.sub(r"<p>[一二三四五六]、", "<p>", page),
    "empty rows": lambda page: page.replace("</tr>", "</tr><tr><td></td></tr>"),
    "word markup": lambda page: page.replace("<p>", "<p class=MsoNormal><span lang=EN-US><o:p></o:p>").replace("</p>", "</span></p>"),
    "a label broken over lines": lambda page: page.replace("本年新收政府", "本年<br>新收 政府"),
    "other quotation marks": lambda page: page.replace("“三安全一稳定”", "「三安全一稳定」"),
    "a different end of the last label": lambda page: page.replace("结转下年度继续办理", "结转下一年度继续办理"),
}  # fmt: skip


@pytest.mark.parametrize("defect", list(DEFECTS))
def test_a_page_with_this_defect_is_read_all_the_same(defect):
    tables = making.balanced(11)
    page = making.page(tables, words="本年度无其他情况。")
    assert_sound(DEFECTS[defect](page), "a.html", tables)


def as_pipes(lines):
    return "\n".join(" |\n".join(one) + " |\n|||||" if len(one) > 1 else one[0] for one in lines)


def as_padded_pipes(lines):
    return "\n".join("| \n " + "  | \n ".join(one) + "  | " if len(one) > 1 else one[0] for one in lines)


def as_markdown(lines):
    return "\n".join(f"| {' | '.join(one)} ||||" if len(one) > 1 else one[0] for one in lines)


def as_tabs(lines):
    return "\n".join("\t".join(one) for one in lines)


def as_one_line(lines):
    return " ".join(cell for one in lines for cell in one)


@pytest.mark.parametrize("written", [as_pipes, as_padded_pipes, as_markdown, as_tabs, as_one_line])
def test_tables_turned_into_text_in_different_ways_are_read(written):
    tables = making.balanced(13)
    report = read_one(written(making.lines_of(tables)), "a.txt")
    assert (report.tables.two, report.tables.three, report.tables.four) == (
        tables.two,
        tables.three,
        tables.four,
    )
    assert report.unread == []


def test_thousands_separators_and_dashes_are_understood():
    tables = making.balanced(5, most=5000)
    page = making.page(tables, words="").replace("<p>0</p>", "<p>—</p>")
    page = re.sub(r"<p>(\d)(\d{3})</p>", r"<p>\1,\2</p>", page)
    report = read_one(page)
    assert report.tables.three[three.NEW] == tables.three[three.NEW]
    assert NOT_APPLICABLE in report.tables.three["三3_1国密"] and not report.unread


def test_a_table_whose_head_is_repeated_on_the_next_page_is_one_table():
    tables = making.balanced(6)
    again = f"</table><p>- 5 -</p><table>{making.HEAD_THREE}<tr><td rowspan='3'>（六）其他处理</td>"
    page = making.page(tables).replace("<tr><td rowspan='3'>（六）其他处理</td>", again)
    assert again in page
    assert_sound(page, "a.html", tables)


def test_digits_run_together_are_parted_by_the_sums_and_said_to_be():
    tables = making.balanced(3)
    report = read_one(making.run_together(tables), "a.txt")
    assert report.tables.three == tables.three
    assert any("行内各格之和等于总计推算为" in line for line in report.unread)


def test_text_that_has_lost_all_its_spaces_is_read_as_far_as_the_sums_allow():
    tables = FORM_2021.empty()
    for row in (*tables.three.values(), *tables.two.values()):
        row[:] = [0] * len(row)
    tables.four = [0] * 15
    report = read_one(b"".join(making.one_per_line(tables).split()), "a.txt")
    assert (report.tables.two, report.tables.three, report.tables.four) == (
        tables.two,
        tables.three,
        tables.four,
    )
    assert sum("推算为" in line for line in report.unread) == 26


def test_digits_that_fit_no_sum_are_left_unread():
    row = three.ROWS_2021[3].label
    text = re.sub(rf"{row}\d+", f"{row}9990115", making.run_together(making.balanced(3)).decode())
    report = read_one(text.encode(), "a.txt")
    assert report.tables.three["三1_予以公开"] == [None] * 7
    assert any("分不清" in line for line in report.unread)
    assert "three.三1_予以公开.自然人" in report.unsure


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("3001530061 4 3119", [(3001, 53, 0, 0, 61, 4, 3119)]),
        ("0000000", [(0,) * 7]),
        ("1 288 0 0 0 0 0 1 288", [(1288, 0, 0, 0, 0, 0, 1288)]),
        ("0 0 0 0 0 0 0 12", [(0,) * 7]),
        ("821 38", []),
        ("11112", []),
    ],
)
def test_all_readings_that_add_up_are_found(words, found):
    assert recovery.readings(words.split(), 7) == found


def test_a_row_whose_empty_cells_left_no_trace_has_several_readings():
    assert len(recovery.readings(["5", "3", "8"], 7)) == 15
    assert recovery.readings(["0"], 7) == [(None,) * 6 + (0,)]


def test_a_page_number_among_the_cells_is_not_taken_for_one():
    tables = making.balanced(8)
    lines = making.one_per_line(tables).decode().replace("6.属于四类过程性信息", "17\n\n6.属于四类过程性信息")
    report = read_one(lines.encode(), "a.txt")
    assert report.tables.three["三3_5内部事务"] == tables.three["三3_5内部事务"]
    assert any("5.属于三类内部事务信息" in line for line in report.unread)


@pytest.mark.parametrize(
    ("table", "words"), [("three", "表三是图片，没有读到。"), ("two", "表二是图片，没有读到。")]
)
def test_a_table_that_is_a_picture_is_said_not_to_be_read(table, words):
    tables = making.balanced(2)
    printed = making.html_three(tables) if table == "three" else making.html_table(making.two_lines(tables))
    (checked,) = check_file(
        making.page(tables).replace(printed, "<p><img src='a/t.png'></p>").encode(), "a.html"
    )
    assert words in checked.report.unread
    assert not [one for one in checked.findings if one.rule == "missing_table"]


def test_prose_without_tables_has_the_form_prose():
    page = re.sub(r"<table.*?</table>", "<p>本年度没有发生。</p>", making.page(making.balanced(2)))
    report = read_one(page)
    assert (report.form, report.has_tables) == ("prose", False)


def test_a_table_that_is_none_of_the_three_is_said_to_be_none_with_its_rows():
    table = making.html_table([["项目", "金额"], ["办公费", "3"], ["差旅费", "5"]])
    page = making.page(making.balanced(2)).replace("</body>", f"<p>费用</p>{table}</body>")
    report = read_one(re.sub(r"<table.*?</table>", "", page, count=3))
    assert "读到 1 个表格，都不像表二、表三、表四，行名有：“项目”、“办公费”、“差旅费”。" in report.unread
    assert not [one for one in read_one(page).unread if "个表格" in one]


def test_an_empty_form_says_that_it_is_empty():
    tables = FORM_2019.empty()
    page = making.page(tables, FORM_2019, 2022, words="我镇公开工作有序推进。").replace("<p></p>", "")
    report = read_one(page)
    assert (report.form, report.tables.four) == ("2019", [None] * 15)
    assert "表三的单元格全是空的，没有读到数字。" in report.unread


def test_two_years_on_one_page_are_two_reports():
    body = re.compile(r"<body>(.*)</body>")
    pages = [
        body.search(making.page(making.balanced(seed), year=year))[1] for seed, year in ((1, 2022), (2, 2023))
    ]
    first, second = reports_of(f"<html><body>{''.join(pages)}</body></html>".encode(), "a.html")
    assert (first.year, second.year) == (2022, 2023)
    assert (first.tables.three, second.tables.three) == (making.balanced(1).three, making.balanced(2).three)


@pytest.mark.parametrize(
    ("title", "organisation", "year"),
    [
        ("资中县信访局2021年政府信息公开工作年度报告", "资中县信访局", 2021),
        ("2022年度螅镇政府信息公开工作年度报告", "螅镇", 2022),
        ("2022年上海市政府信息公开工作年度报告", "上海市", 2022),
        ("关于平湖县水利局2023年度政府信息公开工作的年度报告", "平湖县水利局", 2023),
        ("平湖县人民政府办公室政府信息公开工作年度报告（2024年）", "平湖县人民政府办公室", 2024),
    ],
)
def test_the_title_says_who_and_which_year(title, organisation, year):
    page = making.page(making.balanced(1)).replace(f"{making.TOWN}2023年政府信息公开工作年度报告", title)
    report = read_one(page)
    assert (report.organisation, report.year) == (organisation, year)


def test_the_json_shape_and_a_file_of_several_offices_are_read():
    given = {
        f"{name}{year}": {"columns": list(three.COLUMNS), **making_json(making.balanced(year))}
        for name, year in (("甲县", 2022), ("甲县", 2023), ("乙县", 2023))
    }
    checked = check_file(json.dumps(given).encode(), "a.json")
    assert [(one.report.organisation, one.report.year) for one in checked] == [
        ("甲县", 2022),
        ("甲县", 2023),
        ("乙县", 2023),
    ]
    assert [one.previous for one in checked] == [None, 2022, None]
    assert {one.rule for one in checked[1].findings} == {"carry_over_previous_year"}
    assert not checked[0].findings and not checked[2].findings


def making_json(tables):
    return {"table3": tables.three, "table4": tables.four}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (b"\x00\x01\x02abc" * 99, "a.html", "corrupt"),
        (b"PK\x03\x04broken", "a.docx", "corrupt"),
        (b"%PDF-1.7 broken", "a.pdf", "corrupt"),
        (b"[1, 2]", "a.json", "corrupt"),
        (b"[" * 100_000, "a.json", "corrupt"),
        (b"\x89PNG\r\n\x1a\n0000", "a.png", "unsupported"),
        (b"text", "a.exe", "unsupported"),
    ],
)
def test_what_is_no_report_is_refused_with_words(data, name, code):
    with pytest.raises(Refused) as refused:
        reports_of(data, name)
    assert refused.value.code == code and refused.value.message


def test_a_pdf_cut_off_anywhere_never_breaks_the_reader():
    whole = making.portable(making.balanced(1))
    for part in range(1, 12):
        try:
            reports_of(whole[: len(whole) * part // 12], "a.pdf")
        except Refused as refused:
            assert refused.message


def test_text_with_a_label_repeated_thousands_of_times_ends():
    started = time.monotonic()
    reports_of(("一、本年新收政府信息公开申请数量 0 " * 5000).encode(), "a.txt")
    assert time.monotonic() - started < 60


def test_a_group_of_table_four_per_row_is_read():
    tables = making.balanced(4)
    rows = "".join(
        f"<tr><td>{group}</td>{''.join(f'<td>{one}</td>' for one in tables.four[at * 5 : at * 5 + 5])}</tr>"
        for at, group in enumerate(four.GROUPS)
    )
    head = "".join(f"<td>{one}</td>" for one in four.RESULTS)
    upright = f"<table><tr><td>类型</td>{head}</tr>{rows}</table>"
    assert_sound(making.page(tables).replace(making.html_four(tables), upright), "a.html", tables)


def test_the_published_examples_hold_no_error():
    shared = Path(__file__).parent / "published.json"
    checked = check_file(shared.read_bytes(), shared.name)
    assert [(one.report.organisation, one.report.year, one.findings) for one in checked] == [
        ("淮安市", 2024, []),
        ("宿迁市", 2023, []),
        ("洪泽区", 2024, []),
    ]
