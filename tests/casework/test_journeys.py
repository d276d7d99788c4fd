"""Whole journeys through the pages, each step by the person whose step it is."""

from datetime import timedelta

import pytest

from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State
from mingbai.lib import clock
from tests.casework.conftest import put_in, text_of, url
from tests.foi.making import entered, make_request

TODAY = clock.today().isoformat()
LATER = (clock.today() + timedelta(days=15)).isoformat()
OPINION = {"text": "依据正确，告知了救济途径。"}
ANSWER = {"提供内容": "中标通知书（2页）", "提供方式": "电子文件", "申请内容": "村道硬化工程的招标文件"}


def go(client, row, tail, **values) -> None:
    """Post a form that must be taken."""
    response = client.post(url(row, tail), values)
    assert response.status_code == 302, text_of(response)[:20_000]
    row.refresh_from_db()


def answer(before, row) -> None:
    """From drafting to delivery."""
    put_in(before("foi_officer"), row)
    go(before("foi_officer"), row, "answer/granted/?variant=provided", **ANSWER)
    go(before("checker"), row, "check-law/", **OPINION)
    go(before("secrecy"), row, "check-secrecy/", **OPINION)
    go(before("approver"), row, "sign/")
    go(before("foi_officer"), row, "deliver/", way="online", on=TODAY)


def test_from_the_counter_to_the_archive(cast, before, officer):
    row = entered(cast)
    go(officer, row, "register/", topic="村道招标文件", handler=cast.foi_officer.pk)
    go(officer, row, "accept/")
    answer(before, row)
    assert (row.state, row.leaf, row.answered_on) == (State.ANSWERED, "granted", clock.today())
    letter = row.letters.get()
    go(officer, row, f"letters/{letter.pk}/prove/", on=TODAY, note="网页下载记录")
    go(officer, row, "archive/")
    assert row.state == State.ARCHIVED
    assert "青政公复〔" in text_of(officer.get(url(row, f"letters/{letter.pk}/")))


def notice(before, row, kind, query="", way="post", **values):
    """Written and sent by the officer, signed by the approver."""
    officer = before("foi_officer")
    go(officer, row, f"letters/new/{kind}/{query}", **values)
    letter = row.letters.order_by("-pk").first()
    assert officer.post(url(row, f"letters/{letter.pk}/sign/")).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "draft", "nobody signs what they wrote"
    go(before("approver"), row, f"letters/{letter.pk}/sign/")
    go(officer, row, f"letters/{letter.pk}/send/", way=way, on=TODAY)
    letter.refresh_from_db()
    assert letter.state == "sent"
    return letter


def test_a_clarification_stops_the_clock_and_starts_it_afresh(cast, before, officer):
    row = make_request(cast, State.REGISTERED)
    notice(
        before, row, "clarification", 申请内容="村道的材料", 不明确之处="没有写明年份", 补正事项="写明年份",
        补正期限=LATER,
    )  # fmt: skip
    assert (row.state, row.due_on) == (State.CLARIFYING, None)
    go(officer, row, "clarified/", on=TODAY, text="2025年村道硬化工程的招标文件")
    assert row.state == State.EXAMINING and row.due_on is not None
    assert "2025年村道硬化工程" in text_of(officer.get(url(row)))
    assert "写补正告知书" not in text_of(officer.get(url(row)))


def test_who_does_not_clarify_is_answered_that_it_is_not_continued(cast, before, officer):
    row = make_request(cast, State.CLARIFYING)
    with clock.at(clock.now() + timedelta(days=40)):
        shown = officer.get(url(row, "answer/"))
        assert "给申请人的时间已经过了" in text_of(shown)
        go(officer, row, "answer/other_not_clarified/", 申请内容="村道的材料")
    assert (row.state, row.leaf) == (State.DRAFTED, "other_not_clarified")


def test_a_third_party_is_asked_and_its_silence_leaves_the_decision_to_the_organ(cast, before, officer):
    row = make_request(cast)
    go(officer, row, "consult/", party="third_party", name="青禾建筑公司", contact="城南路", about="施工合同")
    one = row.consultations.get()
    assert officer.get(url(row)).context["offers"].main.label == "写征求意见书（第三方1）"
    notice(before, row, "third_party_consultation", f"?consultation={one.pk}", 所涉信息="施工合同")
    assert row.paused
    go(officer, row, f"consultations/{one.pk}/received/", on=TODAY)
    wrong = officer.post(url(row, f"consultations/{one.pk}/opinion/"), {"opinion": "silent", "on": TODAY})
    assert wrong.status_code == 422 and "期满以后" in text_of(wrong)
    assert "不等于同意" in text_of(wrong)
    go(officer, row, f"consultations/{one.pk}/opinion/", opinion="objects", on=TODAY, text="有报价方法")
    assert not row.paused


def test_a_letter_to_a_third_party_never_names_the_applicant(cast, before, officer):
    row = make_request(cast)
    go(officer, row, "consult/", party="third_party", name="青禾建筑公司", contact="", about="施工合同")
    one = row.consultations.get()
    letter = notice(before, row, "third_party_consultation", f"?consultation={one.pk}", 所涉信息="施工合同")
    shown = text_of(officer.get(url(row, f"letters/{letter.pk}/")))
    assert "青禾建筑公司" in shown
    assert row.applicants.get().name not in shown


def test_an_extension_is_proposed_allowed_by_another_and_told(cast, before, officer):
    row = make_request(cast)
    before_it = row.due_on
    go(officer, row, "extension/", days="10", reason="需要逐卷查找")
    assert officer.get(url(row, "extension/decide/")).status_code == 403
    page = before("approver").get(url(row, "extension/decide/"))
    assert "需要逐卷查找" in text_of(page) and "第三十三条" in text_of(page)
    go(before("approver"), row, "extension/decide/", approved="yes", reason="")
    assert row.due_on > before_it
    letter = notice(before, row, "extension", 申请内容="村道招标文件", 延期原因="需要逐卷查找")
    shown = text_of(officer.get(url(row, f"letters/{letter.pk}/")))
    for day in (before_it, row.due_on):
        assert f"{day.year}年{day.month}月{day.day}日" in shown


def test_an_extension_that_is_refused_needs_a_reason(cast, before, officer):
    row = make_request(cast)
    go(officer, row, "extension/", days="20", reason="量大")
    refused = before("approver").post(url(row, "extension/decide/"), {"approved": "no", "reason": ""})
    assert refused.status_code == 422
    go(before("approver"), row, "extension/decide/", approved="no", reason="材料都在手边")
    assert "材料都在手边" in text_of(officer.get(url(row, "time/")))


def test_a_fee_is_calculated_told_and_paid(cast, before, officer):
    row = make_request(cast)
    go(officer, row, "fee/", scale="pages", count="150")
    assert "1700 元" in text_of(officer.get(url(row, "work/")))
    letter = notice(before, row, "fee_notice", 申请内容="全部账目", 缴费方式="到政务大厅非税窗口")
    assert "1700元" in text_of(officer.get(url(row, f"letters/{letter.pk}/")))
    assert row.state == State.AWAITING_FEE
    go(officer, row, "fee-paid/", on=TODAY)
    assert row.state == State.EXAMINING


def test_a_fee_is_waived_by_whoever_may_sign(cast, before, officer):
    row = make_request(cast, State.AWAITING_FEE)
    assert officer.get(url(row, "fee-waive/")).status_code == 403
    go(before("approver"), row, "fee-waive/", reason="低保户")
    assert row.state == State.EXAMINING
    assert "低保户" in text_of(officer.get(url(row, "work/")))


def test_excessive_requests_are_asked_for_reasons_first(cast, before, officer):
    row = make_request(cast)
    blocked = text_of(officer.get(url(row, "answer/not_processed_excessive/")))
    assert (
        "先要书面要求申请人说明理由" in blocked.replace("以前，要先", "先要")
        or "要求申请人说明理由" in blocked
    )
    notice(before, row, "reasons", 申请内容="账目", 申请情况="一个月内申请36件", 说明理由期限=LATER)
    go(officer, row, "reasons/", on=TODAY, text="因为诉讼需要")
    assert "因为诉讼需要" in text_of(officer.get(url(row)))
    shown = officer.get(url(row, "answer/not_processed_excessive/"))
    assert shown.context["lacking"] == []


def test_an_answer_sent_back_keeps_what_was_written(cast, before, officer):
    row = make_request(cast)
    put_in(officer, row)
    go(officer, row, "answer/granted/?variant=provided", **ANSWER)
    go(before("checker"), row, "send-back/", reason="没有写明页数")
    assert row.state == State.EXAMINING
    shown = text_of(officer.get(url(row, "answer/granted/?variant=provided")))
    assert "中标通知书（2页）" in shown
    assert "没有写明页数" in text_of(officer.get(url(row)))
    answer(before, row)
    assert row.state == State.ANSWERED


def test_nobody_checks_or_signs_an_answer_of_their_own(cast, before, officer):
    for role in ("checker", "secrecy_reviewer", "approver"):
        cast.foi_officer.memberships.create(organisation=cast.town, role=role, valid_from="2020-01-01")
    row = make_request(cast)
    put_in(officer, row)
    go(officer, row, "answer/granted/?variant=provided", **ANSWER)
    refused = officer.post(url(row, "check-law/"), OPINION)
    assert refused.status_code == 403 and "另一位同事" in text_of(refused)
    go(before("checker"), row, "check-law/", **OPINION)
    assert officer.post(url(row, "check-secrecy/"), OPINION).status_code == 403
    go(before("secrecy"), row, "check-secrecy/", **OPINION)
    assert officer.post(url(row, "sign/")).status_code == 403
    go(before("approver"), row, "sign/")


def test_the_signing_page_shows_letter_reasons_and_remedies(cast, before):
    row = make_request(cast, State.CHECKED)
    shown = text_of(before("approver").get(url(row, "sign/")))
    assert "中标通知书" in shown and "第三十六条第二项" in shown
    assert "明白县人民政府" in shown and "明白县人民法院" in shown
    assert shown.count('<button type="submit">签发</button>') == 1


def test_a_preview_stores_nothing(cast, officer, examining):
    put_in(officer, examining)
    response = officer.post(url(examining, "answer/granted/?variant=provided"), {**ANSWER, "preview": "1"})
    assert response.status_code == 200 and "中标通知书（2页）" in text_of(response)
    assert examining.letters.count() == 0


def test_a_letter_that_lacks_something_is_refused_with_its_name_and_keeps_the_rest(officer, examining):
    put_in(officer, examining)
    response = officer.post(url(examining, "answer/granted/?variant=provided"), {**ANSWER, "提供内容": ""})
    assert response.status_code == 422
    assert "请填写提供内容" in text_of(response) and "村道硬化工程的招标文件" in text_of(response)


@pytest.mark.parametrize(
    "tail", ["answer/nonsense/", "answer/granted/?variant=nonsense", "answer/granted/", "answer/correction/"]
)
def test_an_outcome_that_there_is_not_has_no_page(officer, examining, tail):
    assert officer.get(url(examining, tail)).status_code == 404


def test_a_correction_is_answered_by_its_own_letter(cast, before, officer):
    row = make_request(cast)
    FoiRequest.objects.filter(pk=row.pk).update(kind="correction")
    assert "这项更正怎么处理" in text_of(officer.get(url(row, "answer/")))
    go(
        officer,
        row,
        "answer/correction/?variant=not_corrected",
        理由="登记与原始材料一致",
        申请内容="更正出生日期",
    )
    letter = row.letters.get()
    assert (letter.kind, letter.variant, row.leaf) == ("correction_answer", "not_corrected", "")
    assert before("checker").get(url(row, "check-law/")).status_code == 200


def test_a_withdrawn_request_says_so(cast, officer, examining):
    go(officer, examining, "withdraw/", on=TODAY, note="书面撤回")
    assert "申请人已撤回" in text_of(officer.get(url(examining)))


def test_a_dropped_notice_stays_in_the_file(cast, officer, examining):
    values = {"协办机关": "村镇中心", "所涉信息": "验收", "协办事项": "查档", "协办期限": LATER}
    go(officer, examining, "letters/new/assistance/", **values)
    one = examining.letters.get()
    go(officer, examining, f"letters/{one.pk}/edit/", **{**values, "协办事项": "查档\n复印"})
    go(officer, examining, f"letters/{one.pk}/drop/")
    assert "不用了" in text_of(officer.get(url(examining, "letters/")))
    assert officer.get(url(examining, f"letters/{one.pk}/edit/")).status_code == 403


def test_the_officer_gives_a_request_to_a_colleague_of_the_own_office_only(cast, officer, examining):
    refused = officer.post(url(examining, "assign/"), {"handler": cast.checker.pk})
    assert refused.status_code == 422
    cast.second_drafter.memberships.create(
        organisation=cast.town, role="foi_officer", valid_from="2020-01-01"
    )
    go(officer, examining, "assign/", handler=cast.second_drafter.pk)
    assert examining.handler == cast.second_drafter


def test_a_file_of_another_kind_is_refused(officer, examining):
    assert officer.post(url(examining, "files/add/"), {}).status_code == 422
    actions.add_file(
        request=examining, kind="other", name="说明.pdf", data=b"%PDF-1.4 x", by=examining.handler
    )
    assert "说明.pdf" in text_of(officer.get(url(examining)))


@pytest.mark.parametrize("state", [State.DRAFTED, State.LEGALLY_CHECKED, State.CHECKED])
def test_an_answer_is_neither_changed_dropped_nor_signed_beside_its_checks(cast, before, officer, state):
    row = make_request(cast, state)
    letter = row.letters.get()
    values = bytes(letter.values)
    for name in ("foi_officer", "approver"):
        for verb in ("edit", "drop", "sign", "send"):
            response = before(name).post(url(row, f"letters/{letter.pk}/{verb}/"), ANSWER)
            assert response.status_code == 403, (name, verb)
    letter.refresh_from_db()
    assert (letter.state, bytes(letter.values)) == ("draft", values)
