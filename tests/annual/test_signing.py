"""Writing, signing, what is frozen, and what is said when records change afterwards."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.annual import actions
from mingbai.annual.policies import may_do, may_sign
from mingbai.annual.queries import differences, due_on, lateness, own_tables, problems, shown, tables_signed
from mingbai.annual.states import FINAL, TRANSITIONS, State, Verb
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from tests.annual.making import begun, complete, document, figures, january, request, signed, submitted

PERMITS = "two.行政许可.本年处理决定数量"


def words(error) -> str:
    return "".join(error.value.messages)


def test_a_report_begins_with_the_form_of_its_year_and_six_sections(cast, year):
    report = begun(cast.town, cast.drafter)
    assert report.title == "青禾镇人民政府2025年政府信息公开工作年度报告" and report.form == "2021"
    assert [one.number for one in report.sections.all()] == [1, 2, 3, 4, 5, 6]
    first = report.sections.get(number=1).text
    assert "新收政府信息公开申请6件，上年结转2件" in first
    assert "本年度办结5件，其中予以公开2件、部分公开1件、无法提供1件、其他处理1件" in first
    assert "【请补充：社会评议和责任追究的结果】" in first


@pytest.mark.parametrize(("wanted", "said"), [(2018, "统一格式"), (2027, "还没有开始")])
def test_a_year_without_form_or_not_yet_begun_has_no_report(cast, wanted, said):
    with pytest.raises(ValidationError) as error:
        begun(cast.town, cast.drafter, wanted)
    assert said in words(error)


def test_a_year_has_one_report(cast):
    begun(cast.town, cast.drafter)
    with pytest.raises(ValidationError) as error:
        begun(cast.town, cast.drafter)
    assert "已经在编写" in words(error)


def test_a_village_writes_no_annual_report(cast):
    with pytest.raises(Denied):
        begun(cast.village, cast.county_office)


def test_empty_cells_and_places_to_fill_in_keep_a_report_from_being_submitted(cast):
    report = begun(cast.town, cast.drafter)
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=cast.drafter)
    told = words(error)
    assert "行政许可" in told and "没有填" in told and "存在的主要问题" in told


def test_not_applicable_fills_a_cell_and_a_missing_source_does_not(cast):
    report = complete(begun(cast.town, cast.drafter), cast.drafter)
    with pytest.raises(ValidationError):
        actions.enter_figures(
            report=report, figures=[actions.Figure(PERMITS, not_applicable=True)], by=cast.drafter
        )
    actions.enter_figures(
        report=report,
        figures=[actions.Figure(PERMITS, not_applicable=True, source="镇政府没有许可权限")],
        by=cast.drafter,
    )
    assert own_tables(report).two["行政许可"] == ["not_applicable"]
    assert not [one for one in problems(report) if one.blocks]


WRONG = [
    (PERMITS, "-1", "负数"),
    (PERMITS, "1.5", "整数"),
    (PERMITS, "99999999999999", "太大"),
    ("three.三7_总计.自然人", "1", "加总"),
    ("two.规章.本年制发件数", "1", "不适用"),
    ("two.没有这一行.数", "1", "加总"),
    ("three.一_新收.自然人", "-1", "负数"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_figure_is_refused_with_words_and_nothing_is_stored(cast, name, value, said):
    report = begun(cast.town, cast.drafter)
    wrong = [actions.Figure(name, Decimal(value), source="报表"), *figures({PERMITS: "7"})][:2]
    with pytest.raises(ValidationError) as error:
        actions.enter_figures(report=report, figures=wrong[:1] if name == PERMITS else wrong, by=cast.drafter)
    assert said in words(error) and report.entered.count() == 0


def test_a_figure_is_taken_back_by_entering_nothing(cast):
    report = begun(cast.town, cast.drafter)
    actions.enter_figures(report=report, figures=figures({PERMITS: "7"}), by=cast.drafter)
    changed = actions.enter_figures(report=report, figures=[actions.Figure(PERMITS)], by=cast.drafter)
    assert changed == 1 and own_tables(report).two["行政许可"] == [None]


def test_entered_figures_that_break_an_identity_keep_it_from_being_submitted(cast, year):
    report = complete(begun(cast.town, cast.drafter), cast.drafter)
    actions.enter_figures(report=report, figures=figures({"three.一_新收.其他": "3"}), by=cast.drafter)
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=cast.drafter)
    assert "结转下年" in words(error)


def test_another_person_than_the_writers_signs(cast, year):
    report = submitted(cast.town, cast.drafter)
    assert not may_sign(cast.drafter, report) and not may_sign(cast.county_office, report)
    assert may_sign(cast.approver, report)
    report.sections.filter(number=1).update(edited_by=cast.approver)
    assert "另一位签发人" in may_sign(cast.approver, report).reason


def test_signing_freezes_tables_texts_and_the_records_behind_every_cell(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    snapshot = report.signing.snapshot
    assert report.state == State.SIGNED and len(report.signing.digest) == 64
    assert snapshot["tables"]["three"]["三7_总计"] == [3, 1, 0, 0, 1, 0, 5]
    key = f"request:{year['partly'].pk}"
    ((kept, digest),) = snapshot["records"]["three.三2_部分公开.商业企业"]
    assert kept == key and len(digest) == 64
    assert snapshot["names"][key] == year["partly"].number
    assert [one["value"] for one in snapshot["entered"]][:1] == ["12.000000"]
    assert differences(report) == []
    report.refresh_from_db()
    assert list(tables_signed(report).three) == [row.key for row in report.statutory.three_cells]


def test_later_changes_of_records_are_told_and_change_nothing_that_was_signed(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    before = tables_signed(report).as_json()
    late = request(cast.town, date(2025, 12, 29), kind="other")
    year["granted"].leaf = "refused_process"
    year["granted"].save()
    found = {one.label: one for one in differences(report)}
    new = found["表三 一、本年新收政府信息公开申请数量：其他"]
    assert (new.was, new.now, list(new.new)) == (1, 2, [late.number])
    gone = found["表三 （一）予以公开：自然人"]
    assert (gone.was, gone.now, list(gone.gone)) == (2, 1, [year["granted"].number])
    report.refresh_from_db()
    assert tables_signed(report).as_json() == before
    assert shown(report).tables.as_json() == before


def test_a_day_that_was_corrected_within_the_year_is_told_though_no_number_moved(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    year["granted"].answered_on = date(2025, 1, 25)
    year["granted"].save()
    (one,) = differences(report)
    assert list(one.altered) == [year["granted"].number] and one.was is None


def test_what_happens_in_the_next_year_changes_no_signed_report(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    year["open"].answered_on, year["open"].leaf, year["open"].state = date(2026, 1, 20), "granted", "answered"
    year["open"].save()
    request(cast.town, date(2026, 1, 13))
    document(cast.town, date(2026, 1, 13))
    assert differences(report) == []


def test_numbers_that_moved_since_they_were_taken_must_be_looked_at_before_submitting(cast, year):
    report = complete(begun(cast.town, cast.drafter), cast.drafter)
    request(cast.town, date(2025, 12, 29))
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=cast.drafter)
    assert "重新取数" in words(error)
    assert actions.regenerate(report=report, by=cast.drafter) == 1
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=cast.drafter)
    assert "还没有核对" in words(error)
    actions.accept_section(report=report, number=1, by=cast.drafter)
    assert actions.submit(report=report, by=cast.drafter).state == State.SUBMITTED


def test_taking_numbers_again_keeps_what_a_person_wrote(cast, year):
    report = begun(cast.town, cast.drafter)
    actions.write_section(report=report, number=1, text="我们写的。", by=cast.drafter)
    request(cast.town, date(2025, 12, 29))
    actions.regenerate(report=report, by=cast.drafter)
    section = report.sections.get(number=1)
    assert section.text == "我们写的。" and "新收政府信息公开申请7件" in section.generated and section.changed
    actions.accept_section(report=report, number=1, by=cast.drafter, machine=True)
    assert "新收政府信息公开申请7件" in report.sections.get(number=1).text


def test_a_signed_report_is_reopened_with_a_reason_and_its_signature_stays_on_record(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    first = report.signing
    with pytest.raises(ValidationError):
        actions.reopen(report=report, reason=" ", by=cast.approver)
    report = actions.reopen(report=report, reason="漏了一件申请", by=cast.approver)
    assert report.state == State.DRAFTING and report.signing is None
    first.refresh_from_db()
    assert first.revoked_reason == "漏了一件申请" and first.snapshot["tables"]
    actions.submit(report=report, by=cast.drafter)
    assert actions.sign(report=report, by=cast.approver).signing.number == 2


def test_last_year_and_this_year_must_meet_unless_the_report_explains(cast, year):
    signed(cast.town, cast.drafter, cast.approver, 2024)
    request(cast.town, date(2024, 12, 30))  # entered late: 2024 was signed with two carried over
    report = complete(begun(cast.town, cast.drafter), cast.drafter)
    (told,) = [one for one in problems(report) if one.blocks and "自然人" in one.name]
    assert told.name == "three.二_结转.自然人" and "上一年年报" in told.text
    actions.write_section(
        report=report, number=6, text="上年结转比2024年报告多1件，是补登的。", by=cast.drafter
    )
    assert [one for one in problems(report) if one.blocks] == []
    assert any("上一年年报" in one.text for one in problems(report))


def test_publishing_makes_an_ordinary_draft_that_the_public_column_will_list(cast, year):
    report = signed(cast.town, cast.drafter, cast.approver)
    record = actions.hand_over(report=report, by=cast.drafter)
    assert record.stage == "draft" and "政府信息公开工作年度报告" in record.title
    assert record.body.count("<table>") == 3 and "三、收到和处理政府信息公开申请情况" in record.body
    with pytest.raises(ValidationError):
        actions.hand_over(report=report, by=cast.drafter)
    report.refresh_from_db()
    report = actions.reopen(report=report, reason="文字有误", by=cast.approver)
    actions.write_section(report=report, number=5, text="改过的问题。", by=cast.drafter)
    actions.submit(report=report, by=cast.drafter)
    report = actions.sign(report=report, by=cast.approver)
    again = actions.hand_over(report=report, by=cast.drafter)
    assert again.pk == record.pk and "改过的问题。" in again.working_copy.body


def test_an_officer_without_leave_to_draft_records_does_not_publish(cast, year):
    report = signed(cast.town, cast.foi_officer, cast.approver)
    with pytest.raises(Denied) as denial:
        actions.hand_over(report=report, by=cast.foi_officer)
    assert "拟稿人" in denial.value.reason


def test_handing_in_tells_the_county(cast, year):
    report = actions.hand_in(report=signed(cast.town, cast.drafter, cast.approver), by=cast.drafter)
    assert (report.state, report.handed_in_to) == (State.HANDED_IN, "明白县人民政府")
    assert "报来了" in cast.county_office.notices.get().text


PEOPLE = ("drafter", "foi_officer", "approver", "checker", "county_office", "auditor", "stranger", "reporter")
MAY = {
    "annual.write": {"drafter", "foi_officer", "county_office"},
    "annual.sign": {"approver"},
}


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.verb)
def test_every_verb_belongs_to_its_roles_in_its_states(cast, row):
    report = begun(cast.town, cast.drafter)
    for state in State:
        report.state = state
        allowed = {name for name in PEOPLE if may_do(getattr(cast, name), row.verb, report)}
        assert allowed == (MAY[row.action] if state in row.states else set()), (row.verb, state)


def test_the_trail_names_cells_and_reports_and_nobody_who_asked(cast, year):
    report = actions.hand_in(report=signed(cast.town, cast.drafter, cast.approver), by=cast.drafter)
    events = Event.objects.filter(verb__startswith="annual.").order_by("sequence")
    assert [one.verb for one in events] == [
        *("annual.begin", "annual.enter", *["annual.write_section"] * 3, "annual.submit"),
        *("annual.sign", "annual.hand_in"),
    ]
    assert events.get(verb="annual.sign").detail["digest"] == report.signing.digest
    assert State.SIGNED in FINAL and Verb.SIGN == "sign"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_can_be_written_into_a_section_or_is_refused_with_words(cast, text):
    report = cast.town.annual_reports.first() or begun(cast.town, cast.drafter)
    try:
        section = actions.write_section(report=report, number=6, text=text, by=cast.drafter)
    except ValidationError as error:
        assert error.messages
    else:
        assert "\x00" not in section.text


def test_the_due_day_comes_from_the_limits(cast):
    assert due_on(cast.town, 2025) == date(2026, 1, 31)
    assert due_on(cast.county, 2025) == date(2026, 3, 31)
    with january(2026, 2, 1):
        assert due_on(cast.town, 2025) == date(2026, 1, 31)


def test_a_year_that_is_not_over_may_be_written_about_but_not_submitted(cast):
    report = complete(begun(cast.town, cast.drafter, 2026), cast.drafter)
    with pytest.raises(ValidationError) as error:
        actions.submit(report=report, by=cast.drafter)
    assert "2026年还没有结束，数字到12月31日才完整" in words(error)
    with january(2027, 1, 4):
        actions.regenerate(report=report, by=cast.drafter)
        assert "还没有结束" not in "".join(one.text for one in problems(report))


@pytest.mark.parametrize(("day", "said"), [(31, ""), (1, "应在2026年1月31日前公布，已超过 1 天，")])
def test_a_report_is_late_the_day_after_its_last_day(cast, day, said):
    report = signed(cast.town, cast.drafter, cast.approver)
    with january(2026, 1 if day == 31 else 2, day):
        told = lateness(report)
    assert told.startswith(said) if said else told == ""
    assert not said or f"请拟稿人（{cast.drafter.full_name}" in told and "把报告转为稿件" in told
