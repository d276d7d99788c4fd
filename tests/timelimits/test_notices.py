"""The State Council's notices, as they were worded over twenty years."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.timelimits import packaged
from mingbai.timelimits.notices import Unreadable, amend, parse

FULL_2024 = """国务院办公厅关于2024年
部分节假日安排的通知
国办发明电〔2023〕7号
各省、自治区、直辖市人民政府：
经国务院批准，现将2024年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、
5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2023年10月25日
（此件公开发布）"""


def read(text: str, year: int) -> str:
    """The days as one line: + off, - worked."""
    return " ".join(f"{'+' if day.off else '-'}{day.date:%y%m%d}" for day in parse(text, year).days)


def test_every_wording_case_is_read_exactly(shared):
    cases = json.loads((shared / "data/holidays/notice_wording_cases.json").read_text(encoding="utf-8"))

    assert len(cases) > 40
    for case in cases:
        expected = {date.fromisoformat(day["date"]): day["isOffDay"] for day in case["expected"]}
        found = {day.date: day.off for day in parse(case["description"], case["year"]).days}
        assert found == expected, case["description"]


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2025, "1月1日（周三）放假1天，不调休。", "+250101"),
        (2014, "4月5日放假，4月7日（星期一）补休。", "+140405 +140407"),
        (2019, "4月5日放假，与周末连休。", "+190405"),
        (2010, "元旦：1月1日至3日放假公休，共3天。", "+100101 +100102 +100103"),
        (2012, "元旦：2012年1月1日至3日放假调休，共3天。2011年12月31日（星期六）上班。",
         "-111231 +120101 +120102 +120103"),
        (2019, "元旦：12月30日至1月1日放假调休，共3天。12月29日（星期六）上班。",
         "-181229 +181230 +181231 +190101"),
        (2008, "12月30日—1月1日放假，共3天，元旦。12月29日（星期六）上班。".replace("12月30日", "2007年12月30日"),
         "-071229 +071230 +071231 +080101"),
        (2016, "9月15日至17日放假调休，共3天。9月18日(星期日)上班。", "+160915 +160916 +160917 -160918"),
        (2008, "6月7日—9日放假，共3天。其中，6月7日（星期六）照常公休，6月8日（农历五月初五，端午节）为法定节假日，"
         "6月8日（星期日）公休日调至6月9日（星期一）。", "+080607 +080608 +080609"),
        (2007, "5月1日—7日放假，共7天。将4月28日（星期六)、29日（星期日）两个公休日调至5月4日、7日；4月28日、29日上班。",
         "-070428 -070429 +070501 +070502 +070503 +070504 +070505 +070506 +070507"),
        (2026, "元旦：１月１日（周四）至３日（周六）放假调休，共３天。１月４日（周日）上班。",
         "+260101 +260102 +260103 -260104"),
        (2013, "2月9日~11日放假,共3天。2月16日(星期六),2月17日(星期日)上班。",
         "+130209 +130210 +130211 -130216 -130217"),
        (2015, "9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。",
         "+150903 +150904 +150905 -150906"),
    ],
)  # fmt: skip
def test_single_sentences_of_many_years_are_read(year, text, expected):
    assert read(text, year) == expected


def test_a_whole_notice_gives_the_packaged_days_of_its_year():
    notice = parse(FULL_2024)

    assert notice.year == 2024
    assert notice.complete
    assert notice.days == packaged.holidays()[2024]


def test_a_notice_pasted_in_one_line_reads_the_same():
    assert parse(" ".join(FULL_2024.split("\n"))).days == parse(FULL_2024).days


def test_a_part_of_a_year_says_what_it_lacks():
    notice = parse("2027年部分节假日安排。一、元旦：1月1日至3日放假，共3天。")

    assert not notice.complete
    assert notice.missing == ("春节", "清明", "劳动", "端午", "中秋", "国庆")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、元旦：放假三天。", "没有看懂：“元旦：放假三天"),
        ("2月4日至10日大家休整。", "没有看懂：“2月4日至10日大家休整"),
        ("2月30日放假。", "没有2月30日这一天"),
        ("2月6日（星期日）上班。", "是星期六，不是星期日"),
        ("1月1日至3日放假，共4天。", "写着共4天，数出来是3天"),
        ("8日上班。", "没有写明是几月"),
        ("10月7日至1日放假。", "起止日期不对"),
        ("1月1日放假。1月1日上班，春节。", ""),
        ("今天天气好。", "没有找到放假的日期"),
        ("", "没有找到放假的日期"),
        ("国务院办公厅关于2026年部分节假日安排的通知。1月1日放假。", "通知写的是2026年"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_sentence(text, words):
    if not words:
        assert read(text, 2027) == "+270101"
        return
    with pytest.raises(Unreadable, match=words):
        parse(text, 2027)


def test_without_a_year_the_clerk_is_asked_for_it():
    with pytest.raises(Unreadable, match="哪一年"):
        parse("1月1日放假。")


def test_a_holiday_made_longer_keeps_its_days():
    base = parse("一、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。", 2020)
    change = parse("国务院办公厅关于延长2020年春节假期的通知。延长2020年春节假期至2月2日（农历正月初九，星期日），"
                   "2月3日（星期一）起正常上班。")  # fmt: skip

    off = [day.date.isoformat()[5:] for day in amend(base.days, change) if day.off]

    assert off[-3:] == ["01-31", "02-01", "02-02"]
    assert off[0] == "01-24"


def test_a_holiday_arranged_anew_loses_its_former_days_and_no_other():
    known = packaged.holidays()[2024]
    change = parse(
        "国务院办公厅关于调整2024年劳动节假期安排的通知。5月1日至3日放假，共3天。4月28日（星期日）上班。"
    )

    changed = {day.date.isoformat(): day.off for day in amend(known, change)}

    assert "2024-05-05" not in changed
    assert "2024-05-11" not in changed
    assert changed["2024-02-18"] is False
    assert changed["2024-05-03"] is True


@settings(deadline=None)
@given(st.text(alphabet="元旦春节一二三、：。，（）至—放假上班调休共天日月年0123456789 \n", max_size=120))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        notice = parse(text, 2026)
    except Unreadable as problem:
        assert str(problem)
    else:
        assert notice.days or notice.extensions
