"""公开时限 as catalogues write it. Each line: the text, then what was read, one phrase after another."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.timelimits.phrases import Kind, Phrase, parse


def said(phrase: Phrase) -> str:
    """A phrase in short: kind number unit, then what else it says."""
    parts = [str(phrase.kind)]
    if phrase.unit:
        parts.append(
            f"{phrase.number}{ {'working_day': 'w', 'calendar_day': 'd', 'month': 'm', 'hour': 'h'}[phrase.unit] }"
        )
    if phrase.per:
        parts.append(f"{phrase.per.value}:{phrase.at_least}")
    if phrase.month or phrase.day:
        parts.append(f"m{phrase.month}d{phrase.day}")
    parts += [f"@{phrase.event}"] if phrase.event else []
    parts += [f"for {phrase.applies_to}"] if phrase.applies_to else []
    parts += [f"not {phrase.excludes}"] if phrase.excludes else []
    return " ".join(parts)


TABLE = """
信息形成或者变更之日起20个工作日内|within 20w @信息形成或者变更
制定或获取信息之日起10个工作日内|within 10w @制定或获取信息
公开事项信息形成或变更之日起20个工作日内公开|within 20w @公开事项信息形成或变更
信息形成（变更）20个工作日内|within 20w @信息形成
信息形成之日起20个工作日内|within 20w @信息形成
形成或者变更之日起20个工作日内予以公开|within 20w @形成或者变更
信息形成或者变更之日起20个工作日内；法律、法规另有规定的从其规定|within 20w @信息形成或者变更|elsewhere
信息形成20个工作日内公开；其中行政许可、行政处罚事项自作出行政决定之日起7个工作日内公示|within 20w @信息形成|within 7w @作出行政决定 for 行政许可、行政处罚事项
自制作或获取该信息之日起20个工作日内公开|within 20w @制作或获取该信息
自该政府信息形成或者变更之日起20个工作日内及时公开|within 20w @该政府信息形成或者变更
自该信息形成或者变更之日起20个工作日内|within 20w @该信息形成或者变更
除处罚决定外长期公开（动态调整）；处罚决定20个工作日内|standing not 处罚决定|within 20w for 处罚决定
信息形成或变更之日起20个工作日内|within 20w @信息形成或变更
20个工作日|within 20w
每季度的首个月20日|periodic quarter:1 m1d20
制定或获取信息之日起10个工作日内，公示7个工作日|within 10w @制定或获取信息|posted 7w
收到征地批准文件之日起10个工作日内|within 10w @收到征地批准文件
按进展情况及时公开|at_once @按进展情况
实时公开|at_once
及时公开|at_once
本级人民代表大会或其常务委员会批准后20日内|within 20d @本级人民代表大会或其常务委员会批准
分配结果确定后20个工作日内|within 20w @分配结果确定
自收到申请之日起20个工作日内公开|within 20w @收到申请
自信息形成或者变更之日起20个工作日内予以公开|within 20w @信息形成或者变更
自形成或变更之日起20个工作日|within 20w @形成或变更
制定或获取文件之日起10个工作日内|within 10w @制定或获取文件
制定或获取扶持政策措施之日起10个工作日内|within 10w @制定或获取扶持政策措施
制定或获取指南之日起10个工作日内|within 10w @制定或获取指南
制定或获取备案政策之日起10个工作日内|within 10w @制定或获取备案政策
制定或获取扶持补贴政策之日起10个工作日内|within 10w @制定或获取扶持补贴政策
信息形成或者变更之日起20个工作日内，法律法规另有规定的从其规定|within 20w @信息形成或者变更|elsewhere
在实地启动拟征收土地工作时，在村公示栏公开|at_once @实地启动拟征收土地工作时
拟征收土地现状调查结束后5个工作日内，在村公示栏公开|within 5w @拟征收土地现状调查结束
重大决策作出后及时公开|at_once @重大决策作出
信息形成20个工作日内公开|within 20w @信息形成
本级政府财政部门批复后20日内|within 20d @本级政府财政部门批复
信息形成或者变更之日起20个工作日内；征求意见期限不得少于30日|within 20w @信息形成或者变更|posted 30d for 征求意见
提前一周发通知邀请|before 7d
半年至少更新1次|periodic half_year:1
自收到申请之日起20个工作日内|within 20w @收到申请
批前公示不少于30日；批准后20个工作日内公布|posted 30d for 批前公示|within 20w @批准
批准后20个工作日内公布|within 20w @批准
作出行政决定之日起7个工作日内，法律法规另有规定的从其规定|within 7w @作出行政决定|elsewhere
行政处罚决定形成之日起20个工作日内|within 20w @行政处罚决定形成
20个工作日内；结果信息7个工作日内|within 20w|within 7w for 结果信息
信息获取（形成变更）20个工作日内|within 20w @信息获取
信息形成或变更之日起3个工作日内|within 3w @信息形成或变更
随时公布|at_once
每季度的首个月20日；集体财务往来较多的，财务收支每月公布一次|periodic quarter:1 m1d20|periodic month:1 for 集体财务往来较多的，财务收支
""".strip().split("\n")

MORE = """
每季度首月20日|periodic quarter:1 m1d20
每季度末月25日前|periodic quarter:1 m3d25
每季度第一个月10日前|periodic quarter:1 m1d10
每年11月上旬|periodic year:1 m11d10
每年3月底前|periodic year:1 m3d0
每年一季度|periodic year:1 m3d0
每月10日前|periodic month:1 m1d10
每月公布一次|periodic month:1
每半年公布一次|periodic half_year:1
每年至少公布2次|periodic year:2
每周更新|periodic week:1
1月31日前|periodic year:1 m1d31
公示7个工作日|posted 7w
公示期不少于5个工作日|posted 5w
批前公示30日|posted 30d for 批前公示
提前一周|before 7d
会前7日送达|before 7d @会
20个工作日，许可处罚7个工作日|within 20w|within 7w for 许可处罚
二十个工作日|within 20w
自收到申请之日起十五个工作日内|within 15w @收到申请
十日内|within 10d
5个工作日以内|within 5w
48小时内|within 48h
半年内|within 6m
办结后7个工作日内，公示期1年|within 7w @办结|posted 12m
即时|at_once
长期公开|standing
长期|standing
同上|ditto
按规定时限公开|elsewhere
看情况|free
""".strip().split("\n")


@pytest.mark.parametrize("line", [*TABLE, *MORE])
def test_each_text_is_read_into_its_phrases(line):
    text, *expected = line.split("|")

    assert [said(one) for one in parse(text)] == expected


def test_the_table_holds_every_limit_of_the_standard_catalogue(shared):
    with (shared / "data/standard_catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = {row["公开时限"] for row in csv.DictReader(file)} - {""}

    assert texts - {line.split("|")[0] for line in TABLE} == set()


def test_a_limit_from_the_receipt_of_an_application_is_told_apart():
    assert parse("自收到申请之日起20个工作日内")[0].on_application
    assert not parse("20个工作日")[0].on_application


def test_nothing_written_gives_no_phrase():
    assert parse("") == parse("  ；。") == ()


@settings(deadline=None)
@given(
    st.text(
        alphabet="每季度月首个的20日一十百年工作内，；。公示不少于提前周同上长期申请自起（）3 ", max_size=40
    )
)
def test_any_text_is_read_and_keeps_its_words(text):
    for phrase in parse(text):
        assert isinstance(phrase.kind, Kind)
        assert phrase.text.replace("，", "") in text.replace("，", "").replace(" ", "") or " " in text
        assert 0 <= phrase.month <= 12
        assert 0 <= phrase.day <= 31
