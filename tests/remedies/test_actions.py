"""Cases from the notice to the end, with what is refused on the way."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.remedies import actions, queries
from mingbai.remedies.models import Case, CaseFile
from mingbai.remedies.states import Group
from tests.foi.making import NAME
from tests.remedies.making import PDF, at, decided, request_on, review, suit

pytestmark = pytest.mark.django_db


def refused(field: str, words: str, verb, **values) -> None:
    with pytest.raises(ValidationError) as problem:
        verb(**values)
    assert words in " ".join(problem.value.message_dict[field])


def test_the_group_follows_from_what_went_before(cast, answered, case):
    direct = suit(cast, [answered])
    after = suit(cast, [answered], follows=case)
    decided(cast, after, "upheld", date(2026, 6, 1))
    appeal = suit(cast, [answered], appeal_of=after, began_on=date(2026, 6, 10), served_on=None)
    assert [one.group for one in (case, direct, after, appeal)] == [
        Group.REVIEW, Group.DIRECT, Group.AFTER_REVIEW, Group.AFTER_REVIEW,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "words", "values"),
    [
        ("requests", "请选择所涉的申请", {"requests": []}),
        ("kind", "行政复议或者行政诉讼", {"kind": "mediation"}),
        ("authority", "请填写复议机关", {"authority": " \x00 "}),
        ("case_number", "太长", {"case_number": "号" * 61}),
        ("began_on", "今天以后", {"began_on": date(2099, 1, 1), "served_on": None}),
        ("began_on", "早于", {"began_on": date(2026, 3, 1)}),
        ("served_on", "早于受理", {"served_on": date(2026, 3, 31)}),
        ("procedure", "普通程序或者简易程序", {"procedure": "fast"}),
        ("case_number", "不要写申请人", {"case_number": f"{NAME}案"}),
    ],
)
def test_a_case_that_cannot_be_is_refused_and_not_stored(cast, answered, field, words, values):
    given = {"requests": [answered], **values}
    refused(field, words, review, cast=cast, **given)
    assert not Case.objects.exists()


def test_the_same_case_is_entered_once_and_again_after_it_was_voided(cast, answered, case):
    refused("case_number", "已经登记过", review, cast=cast, requests=[answered], case_number=case.case_number)
    actions.void(case=case, reason="登记重复", by=cast.foi_officer)
    assert review(cast, [answered], case_number=case.case_number).pk


def test_a_suit_follows_only_a_review_of_the_same_request(cast, answered, case):
    other = request_on(cast, date(2026, 3, 9))
    refused("follows", "不是同一件", suit, cast=cast, requests=[other], follows=case)
    refused("follows", "在列出的案件里", suit, cast=cast, requests=[answered], follows=suit(cast, [answered]))
    refused("follows", "这里不用选", review, cast=cast, requests=[answered], follows=case)
    refused("began_on", "早于", suit, cast=cast, requests=[answered], follows=case, began_on=date(2026, 3, 30),
            served_on=None)  # fmt: skip


def test_an_appeal_needs_a_judgment_and_comes_once(cast, answered):
    first = suit(cast, [answered])
    again = {"cast": cast, "requests": [answered], "appeal_of": first, "served_on": None}
    refused("appeal_of", "还没有登记一审结果", suit, **again, began_on=date(2026, 6, 1))
    decided(cast, first, "upheld", date(2026, 6, 5))
    refused("began_on", "早于一审审结", suit, **again, began_on=date(2026, 6, 1))
    assert suit(**again, began_on=date(2026, 6, 20)).instance == "second"
    refused("appeal_of", "已经登记过二审", suit, **again, began_on=date(2026, 6, 20))


def test_a_correction_says_what_it_changed_and_nothing_about_the_applicant(cast, case):
    actions.correct(
        case=case, by=cast.foi_officer, reason="通知书上是简易程序", authority=case.authority,
        case_number=case.case_number, began_on=case.began_on, served_on=date(2026, 4, 7), procedure="simple",
    )  # fmt: skip
    event = Event.objects.get(verb="remedy.correct")
    assert event.detail["changed"] == {
        "served_on": ["2026-04-03", "2026-04-07"],
        "procedure": ["normal", "simple"],
    }
    assert queries.deadlines_of(case)[0].due == date(2026, 4, 14)
    for one in Event.objects.filter(verb__startswith="remedy."):
        assert NAME not in json.dumps(one.detail, ensure_ascii=False) + one.subject_label


def test_a_struck_step_no_longer_counts_and_stays(cast, case):
    step = actions.record_step(case=case, event="answered", on=date(2026, 4, 10), by=cast.foi_officer)
    assert queries.deadlines_of(case)[0].met_on == date(2026, 4, 10)
    actions.strike_step(step=step, reason="记错案件", by=cast.foi_officer)
    assert queries.deadlines_of(case)[0].met_on is None
    assert case.steps.get().struck_reason == "记错案件"
    refused("reason", "已经划去", actions.strike_step, step=step, reason="再划", by=cast.foi_officer)


def test_striking_a_suspension_that_has_a_resumption_is_refused(cast, case):
    pause = actions.record_step(case=case, event="suspended", on=date(2026, 4, 10), by=cast.foi_officer)
    actions.record_step(case=case, event="resumed", on=date(2026, 4, 20), by=cast.foi_officer)
    refused("reason", "没有中止的记录", actions.strike_step, step=pause, reason="错", by=cast.foi_officer)
    pause.refresh_from_db()
    assert pause.struck_at is None


@pytest.mark.parametrize(
    ("field", "words", "values"),
    [
        ("result", "请选择结果", {"result": "pending"}),
        ("ended_on", "早于受理", {"ended_on": date(2026, 3, 31)}),
        ("ended_on", "今天以后", {"ended_on": date(2099, 1, 1)}),
        ("served_on", "早于审结", {"served_on": date(2026, 5, 1)}),
        ("text", "请填写结果摘要", {"text": "  "}),
        ("text", "不要写申请人", {"text": f"驳回{NAME}的请求"}),
    ],
)
def test_a_result_that_cannot_be_is_refused(cast, case, field, words, values):
    given = {"result": "upheld", "ended_on": date(2026, 5, 20), "text": "维持", **values}
    refused(field, words, actions.decide, case=case, by=cast.foi_officer, **given)
    case.refresh_from_db()
    assert (case.state, case.result) == ("open", "pending")


def test_two_clicks_do_not_decide_a_case_twice(cast, case):
    stale = Case.objects.get(pk=case.pk)
    decided(cast, case, "upheld", date(2026, 5, 20))
    with pytest.raises(Denied, match="不能登记结果"):
        decided(cast, stale, "corrected", date(2026, 5, 21))
    assert Event.objects.filter(verb="remedy.decide").count() == 1


def test_a_wrong_result_is_corrected_with_a_reason(cast, case):
    decided(cast, case, "upheld", date(2026, 5, 20))
    actions.amend_decision(
        case=case, reason="看错主文", result="corrected", ended_on=date(2026, 5, 20), text="撤销",
        served_on=date(2026, 5, 25), by=cast.foi_officer,
    )  # fmt: skip
    case.refresh_from_db()
    assert (case.result, case.decision_served_on) == ("corrected", date(2026, 5, 25))
    assert Event.objects.get(verb="remedy.amend").detail["result"] == ["upheld", "corrected"]


@pytest.fixture
def renewal(cast, case, answered):
    decided(cast, case, "corrected", date(2026, 5, 20), served_on=date(2026, 5, 22))
    return actions.order_answer(
        case=case, request=answered, what="重新作出答复", days=15, by=cast.foi_officer
    )


def prepared(cast, renewal):
    return actions.prepare_answer(
        renewal=renewal,
        number="青政公复〔2026〕9号",
        leaf="granted",
        name="答复.pdf",
        data=PDF,
        by=cast.foi_officer,
    )


def test_a_new_answer_is_signed_by_a_second_person_and_leaves_the_figures_alone(
    cast, case, answered, renewal
):
    before = (answered.leaf, answered.answered_on, answered.state)
    # 15个工作日：5月25—29日五天，6月1—5日五天，8—12日五天。
    assert queries.deadlines_of(case)[-1].due == date(2026, 6, 12)
    refused("__all__", "重新答复还没有送出", actions.close, case=case, by=cast.foi_officer)
    with at(date(2026, 6, 8)):
        prepared(cast, renewal)
        with pytest.raises(Denied):
            actions.sign_answer(renewal=renewal, by=cast.foi_officer)
        actions.sign_answer(renewal=renewal, by=cast.approver)
        refused("on", "早于签发", actions.send_answer, renewal=renewal, way="post", on=date(2026, 6, 5),
                by=cast.foi_officer)  # fmt: skip
        actions.send_answer(renewal=renewal, way="post", on=date(2026, 6, 8), by=cast.foi_officer)
        actions.close(case=case, by=cast.foi_officer)
    deadline = queries.deadlines_of(case)[-1]
    assert (deadline.met_on, deadline.overdue(date(2026, 6, 30))) == (date(2026, 6, 8), False)
    answered.refresh_from_db()
    assert (answered.leaf, answered.answered_on, answered.state) == before


def test_a_new_answer_is_ordered_only_by_a_correction_and_once(cast, case, answered, renewal):
    order = {"case": case, "request": answered, "what": "答复", "by": cast.foi_officer}
    refused("request", "已经登记过", actions.order_answer, **order)
    actions.drop_answer(renewal=renewal, reason="登记错", by=cast.foi_officer)
    refused("days", "1 到 365", actions.order_answer, **order, days=0)
    actions.amend_decision(
        case=case,
        reason="看错",
        result="upheld",
        ended_on=date(2026, 5, 20),
        text="维持",
        by=cast.foi_officer,
    )
    refused("request", "结果纠正", actions.order_answer, **order)


def test_a_result_cannot_turn_from_correction_while_a_new_answer_is_owed(cast, case, renewal):
    refused(
        "result", "重新答复", actions.amend_decision, case=case, reason="看错", result="upheld",
        ended_on=date(2026, 5, 20), text="维持", by=cast.foi_officer,
    )  # fmt: skip


def test_a_paper_is_sealed_and_its_bytes_go_when_it_is_dropped(
    cast, case, django_capture_on_commit_callbacks
):
    paper = actions.add_document(
        case=case, kind="complaint", name="甄有求申请书.pdf", data=PDF, title="复议申请书副本",
        on=date(2026, 4, 1), by=cast.foi_officer,
    )  # fmt: skip
    with paper.file.open("rb") as stored:
        assert b"%PDF" not in stored.read()
    assert "甄" not in paper.file.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_document(file=paper, reason="加错案件", by=cast.foi_officer)
    assert not paper.file.storage.exists(paper.file.name)
    assert CaseFile.objects.get().dropped_reason == "加错案件"


@pytest.mark.parametrize("name", ["a.exe", "a.pdf.js", "空.pdf"])
def test_a_file_of_another_kind_is_refused(cast, case, name):
    data = b"" if name == "空.pdf" else b"MZ"
    with pytest.raises(ValidationError):
        actions.add_document(
            case=case,
            kind="other",
            name=name,
            data=data,
            title="材料",
            on=date(2026, 4, 1),
            by=cast.foi_officer,
        )
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize("who", ["drafter", "checker", "approver", "stranger", "county_office", "auditor"])
def test_only_the_officers_of_the_organisation_write(cast, answered, case, who):
    by = getattr(cast, who)
    with pytest.raises(Denied):
        actions.record_step(case=case, event="answered", on=date(2026, 4, 10), by=by)
    with pytest.raises(Denied):
        review(cast, [answered], by=by)
    assert not case.steps.exists()


def test_a_suit_against_a_refusal_that_skipped_the_review_is_pointed_out(cast, answered):
    answered.leaf = "refused_state_secret"
    answered.save()
    assert "应当先申请行政复议" in queries.warnings_of(suit(cast, [answered]))[0]
    assert queries.warnings_of(review(cast, [answered])) == []
