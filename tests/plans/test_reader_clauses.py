"""The small readers: numbers, units, responsibility, deadlines, frequencies, quantities, modality."""

from datetime import date

import pytest

from mingbai.plans.reader import deadlines, frequencies, numerals, quantities, units
from mingbai.plans.reader.duty import asks, commands
from mingbai.plans.reader.marks import mark_of
from mingbai.plans.reader.modality import modality
from mingbai.plans.reader.responsibility import take
from mingbai.plans.reader.subjects import told

NUMBERS = [
    ("2", 2),
    ("１２", 12),
    ("两", 2),
    ("十", 10),
    ("十二", 12),
    ("二十三", 23),
    ("一百零五", 105),
    ("2.5", 2.5),
]


@pytest.mark.parametrize(("printed", "number"), NUMBERS)
def test_numbers_are_read_in_all_spellings(printed, number):
    assert numerals.value(printed) == number


MARKS = [
    ("一、总体安排", "cn", 1, "一、"),
    ("（二）公开", "cn_paren", 2, "（二）"),
    ("(三) 公开", "cn_paren", 3, "(三)"),
    ("4、 要求", "ar", 4, "4、"),
    ("5．编目录", "ar", 5, "5．"),
    ("（6）公示", "ar_paren", 6, "（6）"),
    ("⑴公示", "ar_paren", 1, "⑴"),
    ("②公示", "circled", 2, "②"),
    ("3) 公示", "ar_half", 3, "3)"),
    ("第十一条 各村公示", "article", 11, "第十一条"),
    ("第二章 公开", "chapter", 2, "第二章"),
    ("2.3 公示", "ar_2", 3, "2.3"),
]


@pytest.mark.parametrize(("line", "style", "number", "printed"), MARKS)
def test_official_numbers_are_recognised_in_all_spellings(line, style, number, printed):
    mark = mark_of(line)
    assert mark is not None
    assert (mark.style, mark.number, mark.printed) == (style, number, printed)


@pytest.mark.parametrize(
    "line",
    [
        "2021年3月起执行",
        "10月底前完成",
        "三、四季度抽查",
        "1.5亿元",
        "一是公开",
        "一次办好",
        "（一式三份）",
        "12 月底",
    ],
)
def test_what_only_looks_like_a_number_is_none(line):
    assert mark_of(line) is None


UNITS = [
    ("甲局、乙局和丙办", ("甲局", "乙局", "丙办")),
    ("县人力资源和社会保障局及县住房和城乡建设局", ("县人力资源和社会保障局", "县住房和城乡建设局")),
    ("审批局（政务大厅）、财政局等部门", ("审批局（政务大厅）", "财政局")),
    ("各乡（镇）人民政府和县政府各部门", ("各乡（镇）人民政府", "县政府各部门")),
    ("各镇、各部门（单位）", ("各镇", "各部门（单位）")),
    ("县文化和旅游局，县融媒体中心；", ("县文化和旅游局", "县融媒体中心")),
    ("各部门和单位", ("各部门和单位",)),
]


@pytest.mark.parametrize(("printed", "expected"), UNITS)
def test_units_are_split_but_names_stay_whole(printed, expected):
    assert units.split(printed) == expected


RESPONSIBILITY = [
    (
        "〔甲局、乙办牵头落实，各乡镇人民政府和县政府各部门负责落实〕",
        ("甲局", "乙办"),
        ("各乡镇人民政府", "县政府各部门"),
    ),
    ("[甲局牵头、乙局等部门配合落实]", ("甲局",), ("乙局",)),
    ("（甲局、乙局按职责分工负责）", ("甲局", "乙局"), ()),
    ("(责任单位：甲局，乙局)", ("甲局", "乙局"), ()),
    ("【牵头单位：甲局；配合单位：乙局、丙局】", ("甲局",), ("乙局", "丙局")),
    ("牵头单位：甲局 配合单位：各部门", ("甲局",), ("各部门",)),
    ("责任单位：甲局", ("甲局",), ()),
    ("由县甲局牵头，县乙局会同县丙局负责。", ("县甲局",), ("县乙局", "县丙局")),
    ("（县甲局、县乙局）", ("县甲局", "县乙局"), ()),
    ("（各科室按职责分工负责", ("各科室",), ()),
    ("（县委组织部牵头，各乡镇，县直各部门参与）", ("县委组织部",), ("各乡镇", "县直各部门")),
    ("（配合单位：乙局）", (), ("乙局",)),
]


@pytest.mark.parametrize(("passage", "lead", "support"), RESPONSIBILITY)
def test_who_leads_and_who_supports_in_every_wording(passage, lead, support):
    text, who = take("公开办事指南。" + passage)
    assert (who.lead, who.support) == (lead, support)
    assert text == "公开办事指南。"


@pytest.mark.parametrize(
    "text",
    [
        "修订规则（以下简称规则）。",
        "公开（含落实情况）有关信息。",
        "县政府办公室要做好牵头工作。",
        "明确责任（见附件）",
    ],
)
def test_other_brackets_name_nobody(text):
    kept, who = take(text)
    assert kept == text
    assert not who


def test_a_term_inside_the_bracket_is_kept_apart():
    _, who = take("建专栏。（责任单位：甲局；完成时限：9月底前；责任领导：张三）")
    assert (who.lead, who.limits) == (("甲局",), ("9月底前",))


SUBJECTS = [
    ("结合实际。各村居应更新公开栏。", ("各村居",), ()),
    ("镇政务公开工作领导小组要收集意见。", ("镇政务公开工作领导小组",), ()),
    ("由甲股牵头，乙中心配合，做好公示。", ("甲股",), ("乙中心",)),
    ("督促各乡镇做好公开。", (), ()),
    ("主要领导要亲自抓。", (), ()),
    ("政府信息要全面公开。", (), ()),
]


@pytest.mark.parametrize(("text", "lead", "support"), SUBJECTS)
def test_only_a_plain_subject_leads(text, lead, support):
    who = told(text)
    assert (who.lead, who.support) == (lead, support)


DEADLINES = [
    ("于2021年10月底前完成", "2021年10月底前", date(2021, 10, 31)),
    ("务必于6月29日前报送", "6月29日前", date(2022, 6, 29)),
    ("年内完成改造", "年内", date(2022, 12, 31)),
    ("年底前完成", "年底前", date(2022, 12, 31)),
    ("2020年底前完成", "2020年底前", date(2020, 12, 31)),
    ("上半年完成", "上半年", date(2022, 6, 30)),
    ("第三季度末前公布", "第三季度末前", date(2022, 9, 30)),
    ("9月上旬开展自查", "9月上旬", date(2022, 9, 10)),
    ("次年3月底前报送", "次年3月底前", date(2023, 3, 31)),
    ("2月底前完成", "2月底前", date(2022, 2, 28)),
    ("收到后10个工作日内答复", "10个工作日内", None),
    ("即日起执行", "即日起", None),
    ("3月1日至3月15日部署", "3月15日", date(2022, 3, 15)),
]


@pytest.mark.parametrize(("text", "printed", "day"), DEADLINES)
def test_deadlines_are_dated_by_the_plans_year(text, printed, day):
    found = [item.value for item in deadlines.find(text, 2022)]
    assert [(item.text, item.date) for item in found] == [(printed, day)]


@pytest.mark.parametrize(
    "text",
    [
        "落实《关于2022年10月底前完成清理的通知》（甲政发〔2022〕3号）",
        "于2022年10月29日听取了汇报",
        "自2022年5月1日起施行",
        "每年1月31日前公开",
        "每季度首月20日前更新",
        "做好托底保障",
        "1年内解读不少于2次",
    ],
)
def test_what_is_past_cited_or_recurring_is_no_deadline(text):
    assert deadlines.find(text, 2022) == []


def test_a_deadline_without_any_year_has_no_date():
    assert deadlines.find("6月底前完成", None)[0].value.date is None


FREQUENCIES = [
    ("每季度开展一次检查", "每季度开展一次", 1, "quarter", False),
    ("每年不少于2次", "每年不少于2次", 2, "year", True),
    ("1年内解读应不少于3次", "1年内解读应不少于3次", 3, "year", True),
    ("年内邀请代表列席不得少于1次", "年内邀请代表列席不得少于1次", 1, "year", True),
    ("每年至少举行两次", "每年至少举行两次", 2, "year", True),
    ("一年至少开展一次", "一年至少开展一次", 1, "year", True),
    ("全年解读不少于四次", "全年解读不少于四次", 4, "year", True),
    ("每半年1次", "每半年1次", 1, "half_year", False),
    ("每月更新", "每月", 1, "month", False),
    ("每周更新不少于2次", "每周更新不少于2次", 2, "week", True),
    ("每年11月上旬自查", "每年11月上旬", 1, "year", False),
    ("每季度首月20日前报送", "每季度首月20日前", 1, "quarter", False),
    ("按季度通报", "按季度", 1, "quarter", False),
    ("2次/年", "2次/年", 2, "year", False),
    ("做好季度抽查", "季度抽查", None, "quarter", False),
    ("每三个月一次", "每三个月一次", 1, "quarter", False),
    ("定期召开会议", "定期", None, None, False),
]


@pytest.mark.parametrize(("text", "printed", "times", "per", "at_least"), FREQUENCIES)
def test_frequencies_tell_how_often_in_which_period(text, printed, times, per, at_least):
    found = [item.value for item in frequencies.find(text)]
    assert [(one.text, one.times, one.per, one.at_least) for one in found] == [
        (printed, times, per, at_least)
    ]


@pytest.mark.parametrize(
    "text", ["及时公开", "不定期抽查", "第三季度检查", "年内开展一次检查", "本年度计划", "公开年度报告"]
)
def test_once_and_at_once_are_no_frequencies(text):
    assert frequencies.find(text) == []


QUANTITIES = [
    ("公开8类信息", [("8类", 8, "类")]),
    ("公开6大领域的信息", [("6大领域", 6, "大领域")]),
    ("解读不少于2次", [("不少于2次", 2, "次")]),
    ("一式三份报送", [("一式三份", 3, "份")]),
    ("保存十年以上", [("十年以上", 10, "年")]),
    ("做强1个主账号。", [("1个主账号", 1, "个")]),
    ("确定联络员1名，发布217条", [("1名", 1, "名"), ("217条", 217, "条")]),
    ("公示不少于7天", [("不少于7天", 7, "天")]),
    ("办结率达到95%", [("达到95%", 95, "%")]),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_countable_demands_are_quantities(text, expected):
    assert [(q.text, q.number, q.unit) for q in (item.value for item in quantities.find(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022年党的十九大",
        "四届二次、三次全会",
        "实施“三大战略”和“一窗受理”",
        "条例实施10周年",
        "一次性告知",
        "第2次会议",
        "互联网协议第6版",
        "5个工作日内",
        "排名后3名的村",
        "一批项目",
        "国办发〔2022〕8号",
    ],
)
def test_names_dates_and_ordinals_count_nothing(text):
    assert quantities.find(text) == []


MODALITIES = [
    ("加强公开。", "must"),
    ("各单位要更新目录。", "must"),
    ("各村应更新公开栏。", "should"),
    ("会议原则上要邀请代表。", "should"),
    ("鼓励公众参与。", "should"),
    ("各镇要积极探索推行。", "should"),
    ("不得以任何理由拖延。", "must_not"),
    ("严禁虚假公开。", "must_not"),
    ("解读不得少于2次。", "must"),
    ("设立电话，鼓励群众参与。", "must"),
    ("回应关切，主动引导。", "must"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_the_main_clause_decides_how_binding_a_task_is(text, expected):
    assert modality(text) == expected


def test_lists_of_things_and_purposes_ask_for_nothing():
    assert not asks("属于国家秘密的；")
    assert not asks("机构设置、职责和办公地址等情况；")
    assert not asks("为规范公开，制定本办法。")
    assert asks("编制本镇目录。")
    assert commands("所有事项都要公示。")
