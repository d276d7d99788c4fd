"""Each rule finds its fault, names its cell, and keeps quiet about sound reports."""

import random
from datetime import date

import pytest

from mingbai.report_check.checking import check_file, deadlines
from mingbai.report_check.findings import ERROR, WARNING
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import NOT_APPLICABLE, name_of
from mingbai.report_check.form.forms import FORM_2019, FORM_2021
from mingbai.report_check.rules.identities import broken
from mingbai.report_check.rules.names import Kind, cities_with_districts, kind_of
from mingbai.report_check.rules.prose import count_of
from mingbai.report_check.wording import cell_words, row_words
from tests.report_check import making

pytestmark = pytest.mark.django_db
TOWN = making.TOWN


def findings_of(tables, words="", name=TOWN, year=2023, previous=None, form=FORM_2021, published=None):
    page = making.page(tables, form, year, name, words).encode()
    before = (previous.encode(), "b.html") if previous else None
    (checked,) = check_file(page, "a.html", previous=before, published=published)
    return checked.findings


def rules_and_cells(findings):
    return {(one.rule, one.cell) for one in findings}


# -- the identities ------------------------------------------------------------


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=["2021", "2019"])
@pytest.mark.parametrize("seed", range(40))
def test_one_broken_cell_of_table_three_is_named_by_exactly_its_sums(seed, form):
    tables = making.balanced(seed, form)
    dice = random.Random(seed)
    row = dice.choice(form.three_cells)
    column = dice.randrange(7)
    tables.three[row.key][column] += dice.randint(1, 50)
    expected = {("row_sum", name_of("three", row.key, "总计"))}
    name = three.COLUMNS[column]
    if row.leaf or row.key == three.DONE:
        expected.add(("column_sum", name_of("three", three.DONE, name)))
    if not row.leaf:
        expected.add(("carried_balance", name_of("three", three.LEFT, name)))
    assert rules_and_cells(broken(tables, form)) == expected


@pytest.mark.parametrize("seed", range(15))
def test_one_broken_cell_of_table_four_is_named_by_its_group(seed):
    tables = making.balanced(seed)
    at = random.Random(seed).randrange(15)
    tables.four[at] += 1
    assert rules_and_cells(broken(tables, FORM_2021)) == {
        ("table_four_sum", name_of("four", four.GROUPS[at // 5], "总计"))
    }


@pytest.mark.parametrize("column", range(7))
def test_the_crossing_of_a_wrong_row_and_a_wrong_column_is_suspected(column):
    tables = making.balanced(9)
    right = tables.three["三4_1不掌握"][column]
    tables.three["三4_1不掌握"][column] += 8
    found = broken(tables, FORM_2021)
    assert {one.suspect for one in found} == {name_of("three", "三4_1不掌握", three.COLUMNS[column])}
    assert all(f"改成 {right} 就对得上" in one.text for one in found)


@pytest.mark.parametrize("key", ["三4_1不掌握", three.DONE])
@pytest.mark.parametrize("column", [0, 3, 6])
def test_a_cell_wrong_in_its_row_and_its_column_is_named_before_the_two_sums(key, column):
    tables = making.balanced(9)
    right, name = tables.three[key][column], three.COLUMNS[column]
    tables.three[key][column] += 8
    found = [one for one in broken(tables, FORM_2021) if one.rule in ("row_sum", "column_sum")]
    assert len(found) == 2
    for one in found:
        hint = one.text.partition("很可能错在")[2]
        assert hint.startswith(f"“{row_words(key)}”行“{name}”列") and f"改成 {right} 就对得上" in hint
        rest = hint.partition("再核对")[2]
        others = {name_of("three", key, "总计"), name_of("three", three.DONE, name)} - {one.suspect}
        assert all(cell_words(other) in rest for other in others)


def test_expected_and_found_are_the_numbers_of_the_sum():
    tables = making.balanced(9)
    tables.three[three.NEW][6] += 4
    row, balance = broken(tables, FORM_2021)
    new = tables.three[three.NEW]
    assert (row.expected, row.found, row.severity) == (sum(new[:6]), new[6], ERROR)
    assert balance.expected == tables.three[three.LEFT][6] + 4


def test_empty_and_not_applicable_cells_count_as_nothing():
    tables = making.balanced(10)
    for row in tables.three.values():
        row[:] = [None if cell == 0 else cell for cell in row]
    tables.four = [NOT_APPLICABLE if cell == 0 else cell for cell in tables.four]
    assert broken(tables, FORM_2021) == []


def test_a_total_that_was_left_out_is_a_warning():
    tables = making.balanced(10, most=9)
    key = next(key for key in FORM_2021.leaves if tables.three[key][6])
    tables.three[key][6] = None
    assert {one.severity for one in broken(tables, FORM_2021) if one.rule == "row_sum"} == {WARNING}


def test_totals_left_out_of_all_rows_are_no_wrong_column():
    tables = making.balanced(10, FORM_2019)
    for key in FORM_2019.leaves:
        tables.three[key][6] = None
    found = broken(tables, FORM_2019)
    assert {(one.rule, one.severity) for one in found} == {("row_sum", WARNING)}


def test_sums_with_a_cell_that_was_not_read_are_not_judged():
    tables = making.balanced(10)
    tables.three["三1_予以公开"][2] += 5
    unsure = {name_of("three", "三1_予以公开", "科研机构")}
    assert broken(tables, FORM_2021, unsure) == []


# -- from year to year ---------------------------------------------------------


def test_what_was_carried_over_must_be_what_was_left_last_year():
    last, this = making.balanced(20), making.balanced(21)
    last.three[three.LEFT] = list(this.three[three.CARRIED])
    last.three[three.LEFT][0] += 2
    last.three[three.LEFT][6] += 2
    found = findings_of(this, previous=making.page(last, year=2022))
    carried = [one for one in found if one.rule == "carry_over_previous_year"]
    assert [(one.cell.rsplit(".", 1)[1], one.expected - one.found, one.severity) for one in carried] == [
        ("自然人", 2, ERROR),
        ("总计", 2, ERROR),
    ]


def test_documents_in_force_follow_from_last_year():
    last, this = making.balanced(20), making.balanced(21)
    last.three[three.LEFT] = list(this.three[three.CARRIED])
    last.two["行政规范性文件"], this.two["行政规范性文件"] = [5, 0, 40], [3, 1, 45]
    (one,) = [
        x for x in findings_of(this, previous=making.page(last, year=2022)) if x.rule == "validity_arithmetic"
    ]
    assert (one.cell, one.expected, one.found, one.severity) == (
        "two.行政规范性文件.现行有效件数",
        42,
        45,
        WARNING,
    )
    this.two["行政规范性文件"][2] = 42
    assert findings_of(this, previous=making.page(last, year=2022)) == []


def test_what_was_made_this_year_is_in_force_at_its_end():
    tables = making.balanced(1)
    tables.two["行政规范性文件"] = [5, 1, 0]
    (one,) = findings_of(tables)
    assert (one.rule, one.expected, one.found) == ("validity_arithmetic", 4, 0)


def test_a_report_of_another_year_is_no_previous_year():
    tables = making.balanced(1)
    assert findings_of(tables, previous=making.page(making.balanced(2), year=2020)) == []


# -- forms, powers, days -------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "year", "wrong"),
    [
        (FORM_2021, 2021, False),
        (FORM_2021, 2024, False),
        (FORM_2021, 2020, True),
        (FORM_2019, 2019, False),
        (FORM_2019, 2020, False),
        (FORM_2019, 2021, True),
        (FORM_2019, 2023, True),
    ],
)
def test_the_form_belongs_to_the_year(form, year, wrong):
    found = findings_of(making.balanced(1, form), form=form, year=year)
    assert [one.rule for one in found] == (["wrong_form"] if wrong else [])


def test_a_missing_table_is_named():
    tables = making.balanced(1)
    page = making.page(tables).replace(making.html_four(tables), "")
    (checked,) = check_file(page.encode(), "a.html")
    assert [(one.rule, one.cell) for one in checked.findings] == [("missing_table", "four")]


def test_a_missing_section_is_a_warning():
    page = making.page(making.balanced(1)).replace("六、其他需要报告的事项", "附：说明")
    (checked,) = check_file(page.encode(), "a.html")
    assert [(one.rule, one.cell, one.severity) for one in checked.findings] == [
        ("missing_section", "section.6", WARNING)
    ]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("青禾镇人民政府", ERROR),
        ("平湖县人民政府", ERROR),
        ("淮安市洪泽区人民政府", ERROR),
        ("平湖县水利局", ERROR),
        ("昆山市人民政府", WARNING),
        ("淮安市人民政府", None),
        ("江苏省", None),
        ("延边朝鲜族自治州人民政府", None),
        ("国家税务总局", None),
    ],
)
def test_rules_are_made_by_no_county(name, severity):
    tables = making.balanced(1)
    tables.two["规章"] = [0, 0, 3]
    found = [one for one in findings_of(tables, name=name) if one.rule == "no_power_for_rules"]
    assert [(one.cell, one.severity) for one in found] == (
        [("two.规章.现行有效件数", severity)] if severity else []
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青禾镇", Kind.TOWN), ("廿三里街道办事处", Kind.TOWN), ("木金乡人民政府", Kind.TOWN),
        ("平湖县", Kind.GOVERNMENT), ("平湖县人民政府办公室", Kind.GOVERNMENT), ("洪泽区", Kind.GOVERNMENT),
        ("阿拉善左旗", Kind.GOVERNMENT), ("内蒙古自治区人民政府", Kind.RULES), ("苏州市", Kind.RULES),
        ("江苏省苏州市", Kind.RULES), ("江苏省昆山市", Kind.GOVERNMENT), ("重庆市", Kind.RULES),
        ("平湖县卫生健康委员会", Kind.DEPARTMENT), ("上海市水务局", Kind.DEPARTMENT), ("水利部", Kind.RULES),
        ("", Kind.UNKNOWN), ("某单位", Kind.UNKNOWN),
    ],
)  # fmt: skip
def test_the_name_says_of_what_kind_an_office_is(name, kind):
    assert kind_of(name) == kind


def test_the_list_has_all_cities_at_the_level_of_prefectures():
    assert len(cities_with_districts()) == 293


@pytest.mark.parametrize(
    ("name", "day", "severity"),
    [
        ("平湖县水利局", date(2024, 1, 31), None),
        ("平湖县水利局", date(2024, 2, 1), ERROR),
        ("平湖县人民政府", date(2024, 3, 31), None),
        ("平湖县人民政府", date(2024, 4, 1), ERROR),
        (TOWN, date(2024, 1, 31), None),
        (TOWN, date(2024, 2, 1), WARNING),
    ],
)
def test_article_49_names_the_last_day(name, day, severity):
    found = findings_of(making.balanced(1), name=name, published=day)
    assert [(one.rule, one.severity) for one in found] == ([("late", severity)] if severity else [])


def test_the_last_days_are_parameters():
    assert deadlines(2023) == {"department": date(2024, 1, 31), "government": date(2024, 3, 31)}


# -- words ---------------------------------------------------------------------


def town_of(**cells):
    """Tables with these totals, everything from natural persons."""
    tables = FORM_2021.empty()
    for row in tables.three.values():
        row[:] = [0] * 7
    for key, count in cells.items():
        tables.three[key][0] = tables.three[key][6] = count
    tables.four = [2, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    for row in FORM_2021.two:
        tables.two[row.key] = [0] * len(row.columns)
    tables.two["行政规范性文件"] = [3, 0, 8]
    return tables


YEAR = {
    three.NEW: 12,
    three.CARRIED: 1,
    "三1_予以公开": 7,
    "三2_部分公开": 2,
    "三4_1不掌握": 2,
    three.DONE: 11,
    three.LEFT: 2,
}
TOTALS = {
    "three.一_新收.总计", "three.二_结转.总计", "three.四_结转下年.总计", "three.三7_总计.总计",
    "three.三1_予以公开.总计", "four.行政复议.总计", "four.未经复议直接起诉.总计", "two.行政规范性文件.本年制发件数",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "cell", "said"),
    [
        ("2023年，我镇共收到政府信息公开申请15件。", "three.一_新收.总计", 15),
        ("全年受理依申请公开事项三件，均已答复。", "three.一_新收.总计", 3),
        ("本年度未收到政府信息公开申请。", "three.一_新收.总计", 0),
        ("（二）依申请公开。全年共收到申请9件。", "three.一_新收.总计", 9),
        ("收到公民、法人或其他组织提交政府信息公开申请0条。", "three.一_新收.总计", 0),
        ("上年结转4件。", "three.二_结转.总计", 4),
        ("办结10件。", "three.三7_总计.总计", 10),
        ("结转下年度继续办理5件。", "three.四_结转下年.总计", 5),
        ("结转至2024年办理1件。", "three.四_结转下年.总计", 1),
        ("申请办理结果为予以公开8件。", "three.三1_予以公开.总计", 8),
        ("因政府信息公开引起的行政复议5件。", "four.行政复议.总计", 5),
        ("因政府信息公开被提起行政诉讼4件。", "four.未经复议直接起诉.总计", 4),
        ("没有发生因政府信息公开被申请行政复议的情况。", "four.行政复议.总计", 0),
        ("全年制发行政规范性文件6件。", "two.行政规范性文件.本年制发件数", 6),
    ],
)
def test_words_that_contradict_a_table_are_found(words, cell, said):
    (one,) = findings_of(town_of(**YEAR), words)
    assert (one.rule, one.cell, one.found) == ("text_against_table", cell, said)
    assert one.text.endswith("原句：" + one.text.split("原句：")[1]) and str(said) in one.text


@pytest.mark.parametrize(
    "words",
    [
        "2023年，我镇共收到政府信息公开申请12件，上年结转1件，办结11件，结转下年度继续办理2件。",
        "共办理政府信息公开申请，收到政府信息公开申请13件（含上年结转）。",
        "收到政府信息公开申请12件，其中网上收到政府信息公开申请5件，信函7件。",
        "通过邮寄收到政府信息公开申请4件。",
        "收到政府信息公开申请比上年增加3件。",
        "2022年收到政府信息公开申请30件。",
        "全县各部门收到政府信息公开申请400件。",
        "予以公开7件，部分公开2件，无法提供2件。",
        "因政府信息公开引起的行政复议2件、行政诉讼1件。",
        "因政府信息公开发生行政复议、行政诉讼共3件。",
        "没有发生因政府信息公开被行政复议纠正、行政诉讼败诉的情况。",
        "主动公开信息15条，答复网民留言30件，办理12345热线工单1201件。",
        "制发行政规范性文件3件，废止2016年以前的文件11件。",
        "共办理并答复信息公开申请3件、纸质申请9件。",
        "开展政策解读5次，收到意见建议8条，收到建议提案12件。",
    ],
)
def test_words_that_agree_or_speak_of_something_else_are_left_alone(words):
    assert findings_of(town_of(**YEAR), words) == []


@pytest.mark.parametrize(
    ("words", "year", "right"),
    [
        ("根据《政府信息公开条例》（国务院令第492号）编制。", 2023, "国务院令第711号"),
        ("在收到申请之日起15个工作日内答复。", 2023, "20个工作日"),
        ("未收取检索费、复制费、邮寄费。", 2023, "信息处理费"),
        ("根据自身生产、生活、科研等特殊需要申请。", 2023, "不要求说明用途"),
        ("按国办公开办函〔2019〕60号的要求编制。", 2022, "国办公开办函〔2021〕30号"),
        ("依据法释〔2011〕17号应诉。", 2025, "最高人民法院2025年的解释"),
        ("按财综〔2008〕44号收费。", 2021, "国办函〔2020〕109号"),
    ],
)
def test_a_repealed_basis_is_found(words, year, right):
    found = findings_of(making.balanced(1), words, year=year)
    assert [(one.rule, one.expected, one.severity) for one in found] == [("repealed_basis", right, ERROR)]


@pytest.mark.parametrize(
    "words",
    [
        "征求第三方意见，给予15个工作日。",
        "平均答复时间由20个工作日压缩到15个工作日，提前答复。",
        "国务院令第711号施行后，原国务院令第492号的做法停止。",
        "按照国办公开办函〔2021〕30号编制。",
        "没有收取信息处理费。",
    ],
)
def test_a_basis_in_force_is_left_alone(words):
    assert findings_of(making.balanced(1), words) == []


def test_the_form_of_2019_may_be_quoted_while_it_counted():
    words = "按国办公开办函〔2019〕60号的要求编制。"
    assert findings_of(making.balanced(1, FORM_2019), words, form=FORM_2019, year=2020) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("依据国办公开办函〔2021）30号。", "〔2021)"),
        ("依据国办公开办函〔202130号。", "〔202130"),
        ("依据国办发（2016）61号。", "发(2016)61号"),
        ("公开信息1 288条。", "1 288条"),
        ("公开信息1O件。", "1O件"),
        ("统计期限为202311日至20231231日。", "202311日"),
        ("自20233年起。", "20233年"),
        ("依据国办函〔〔2020〕109号。", "〔〔2020"),
    ],
)
def test_damaged_numbers_in_words_are_found(words, found):
    assert found in {
        one.found for one in findings_of(making.balanced(1), words) if one.rule == "damaged_number"
    }


@pytest.mark.parametrize(
    "words",
    [
        "依据国办公开办函〔2021〕30号和国办函〔2020〕109号。",
        "案号为（2023）苏08行初12号。",
        "2023年1月1日至12月31日公开1,288条，电话0517-8888 6666。",
        "近20年来，1998年以来共205条。",
    ],
)
def test_sound_numbers_in_words_are_left_alone(words):
    assert findings_of(making.balanced(1), words) == []


@pytest.mark.parametrize(
    ("printed", "expected", "severity"),
    [
        ("2 62", 262, ERROR),
        ("2<br>62", 262, ERROR),
        ("26O", 260, ERROR),
        ("-3", None, ERROR),
        ("2.5", None, ERROR),
        ("详见附件", None, ERROR),
    ],
)
def test_a_damaged_cell_is_named(printed, expected, severity):
    tables = making.balanced(3)
    key = "行政处罚"
    page = making.page(tables).replace(
        f"<td><p>{key}</p></td><td colspan='3'><p>{tables.two[key][0]}</p>", f"<td>{key}</td><td>{printed}"
    )
    (checked,) = check_file(page.encode(), "a.html")
    damaged = [one for one in checked.findings if one.rule == "damaged_number"]
    assert [(one.cell, one.expected) for one in damaged] == [("two.行政处罚.本年处理决定数量", expected)]
    assert damaged[0].severity == severity


@pytest.mark.parametrize(
    ("words", "count"), [("12", 12), ("三", 3), ("十", 10), ("十二", 12), ("二十三", 23), ("多", None)]
)
def test_small_numbers_in_characters_are_understood(words, count):
    assert count_of(words) == count
