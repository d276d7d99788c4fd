"""Reports follow the plan, say what the ledger says, keep a person's words, and freeze."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from mingbai.duties.actions import refresh
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.reports import actions
from mingbai.reports.exports import as_html, marked
from mingbai.reports.models import FulfilmentReport
from tests.reports.conftest import part


def test_the_report_follows_the_headings_of_the_plan_with_official_numbers(report):
    shown = [f"{mark}{one.heading}" for mark, one in marked(report.parts.all()) if one.heading]
    assert shown == [
        "一、扩大公开", "（一）公开清单", "（二）政策解读", "二、加强保障",
        "三、信息公开数量", "四、培训、会议等工作开展情况", "五、存在的问题",
    ]  # fmt: skip


def test_what_is_missing_is_said_and_what_is_ahead_is_not_called_done(report):
    assert "没有完成，截止日期为2026年4月30日，已超期46天" in part(report, "公开清单").text
    assert "还没有完成，截止日期为2026年12月31日" in part(report, "政策解读").text
    assert "公开权责清单”没有完成" in part(report, "存在的问题").text


def test_trainings_come_with_day_and_theme(report):
    assert "佐证1件：2026年3月4日“条例学习”" in part(report, "加强保障").text
    assert "2026年3月4日，“条例学习”（主题：学习信息公开条例）" in part(report, "activities").text
    assert "主要领导听取政务公开汇报：没有登记" in part(report, "activities").text


def test_only_the_own_public_records_are_counted(report):
    said = part(report, "records")
    assert "公开信息2条" in said.text and "六稳六保1条" in said.text
    assert {one["key"]: one["number"] for one in said.figures}["records"] == 2


def test_what_went_out_on_other_channels_is_counted_by_channel(report):
    said = part(report, "records")
    assert "通过其他渠道公开：明白纸（入户）1次。" in said.text
    assert {one["key"]: one["number"] for one in said.figures}["channels:leaflet"] == 1


def test_edited_sentences_survive_and_the_change_of_numbers_is_shown(report, cast, train, plan):
    own = actions.edit_part(by=cast.drafter, part=part(report, "加强保障"), text="我镇培训1次。")
    train(date(2026, 5, 20), "第二次学习")
    refresh()

    assert actions.regenerate(by=cast.drafter, report=report) >= 2

    own.refresh_from_db()
    assert own.text == "我镇培训1次。" and own.changed and "第二次学习" in own.generated
    assert ("培训", "1", "2") in [
        (label[-2:], was, now) for label, was, now in part(report, "activities").number_changes
    ]


def test_a_change_must_be_looked_at_before_the_report_is_fixed(report, cast, train):
    train(date(2026, 5, 20), "第二次学习")
    refresh()
    actions.regenerate(by=cast.drafter, report=report)
    with pytest.raises(ValidationError, match="没有核对"):
        actions.fix(by=cast.drafter, report=report)
    for one in report.parts.filter(changed=True):
        actions.accept(by=cast.drafter, part=one)
    assert actions.fix(by=cast.drafter, report=report).digest


def test_a_change_that_is_undone_marks_nothing(report, cast, plan):
    assert actions.regenerate(by=cast.drafter, report=report) == 0
    assert not report.parts.filter(changed=True).exists()


def test_taking_the_machines_words_drops_the_own_ones(report, cast):
    own = actions.edit_part(by=cast.drafter, part=part(report, "加强保障"), text="改过。")
    assert actions.accept(by=cast.drafter, part=own, machine=True).text.startswith("每季度开展1次培训")


def test_fixed_means_fixed(report, cast, train):
    fixed = actions.fix(by=cast.drafter, report=report)
    for verb in (
        lambda: actions.regenerate(by=cast.drafter, report=fixed),
        lambda: actions.edit_part(by=cast.drafter, part=part(fixed, "加强保障"), text="改"),
        lambda: actions.set_head(by=cast.drafter, report=fixed, title="改"),
        lambda: actions.accept(by=cast.drafter, part=part(fixed, "加强保障")),
        lambda: actions.fix(by=cast.drafter, report=fixed),
    ):
        with pytest.raises(Denied, match="已经定稿"):
            verb()
    lists = fixed.snapshot["lists"]["activities/activities:training"]
    assert lists["rows"][0][0] == "条例学习"


def test_the_next_version_keeps_the_words_and_shows_what_moved(report, cast, train):
    actions.edit_part(by=cast.drafter, part=part(report, "加强保障"), text="我镇培训1次。")
    fixed = actions.fix(by=cast.drafter, report=report)
    before = fixed.digest
    with clock.at(datetime(2026, 7, 20, 4, tzinfo=UTC)):
        train(date(2026, 7, 2), "第三季度学习")
        refresh()
        following = actions.renew(by=cast.drafter, report=fixed)

        assert (following.version, following.as_of) == (2, date(2026, 7, 20))
        assert part(following, "加强保障").text == "我镇培训1次。"
        assert part(following, "加强保障").changed and part(following, "activities").changed
        for one in following.parts.filter(changed=True):
            actions.accept(by=cast.drafter, part=one)
        actions.fix(by=cast.drafter, report=following)
    fixed.refresh_from_db()
    assert fixed.state == "replaced" and fixed.digest == before


def test_a_fixed_report_becomes_a_draft_for_the_usual_review(report, cast):
    actions.edit_part(by=cast.drafter, part=part(report, "加强保障"), text="<b>培训</b>")
    with pytest.raises(Denied, match="定稿以后"):
        actions.hand_over(by=cast.drafter, report=report)
    fixed = actions.fix(by=cast.drafter, report=report)
    record = actions.hand_over(by=cast.drafter, report=fixed)
    assert (record.title, record.stage, record.genre.name) == (report.title, "draft", "报告")
    assert "&lt;b&gt;" in record.body and "/desk/" not in as_html(fixed)
    fixed.refresh_from_db()
    with pytest.raises(Denied, match="已经转为稿件"):
        actions.hand_over(by=cast.drafter, report=fixed)


def test_nobody_counts_what_they_may_not_read(cast, plan):
    with pytest.raises(Denied, match="看不到下级单位"):
        actions.begin(by=cast.drafter, plan=plan, organisation=cast.town, below=True)
    for user in (cast.stranger, cast.checker, cast.auditor):
        with pytest.raises(Denied):
            actions.begin(by=user, plan=plan, organisation=cast.town)
    with pytest.raises(ValidationError, match="已经确认的计划"):
        actions.begin(by=cast.stranger, plan=plan, organisation=cast.next_town)
    assert not FulfilmentReport.objects.exists()


def test_one_draft_at_a_time_and_every_step_is_on_the_trail(report, cast, plan):
    with pytest.raises(ValidationError, match="已经有报告草稿"):
        actions.begin(by=cast.drafter, plan=plan, organisation=cast.town)
    actions.fix(by=cast.drafter, report=report)
    verbs = Event.objects.filter(verb__startswith="report.").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == ["report.begin", "report.fix"]


def test_the_county_counts_everything_below(cast, report, plan):
    wide = actions.begin(by=cast.county_office, plan=plan, organisation=cast.county, below=True)
    assert {one["key"]: one["number"] for one in part(wide, "records").figures}["records"] == 3
    assert {one["key"]: one["number"] for one in part(wide, "intro").figures}["tasks"] == 3
