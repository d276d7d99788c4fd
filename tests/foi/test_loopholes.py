"""What somebody in a hurry, or with something to hide, might try with a request."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import Ground
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import clock_of, progress
from mingbai.foi.states import State
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from tests.foi.making import (
    answered,
    asked,
    at,
    drafted,
    entered,
    letter,
    make_request,
    new_key,
    open_office,
    person,
    sent,
    submitted,
)

pytestmark = pytest.mark.django_db

OPINION = {"所涉信息": "报价", "第三方": "某公司", "共同制作机关": "县交通局", "协办机关": "县交通局", "协办事项": ["提供图纸"],
           "协办期限": date(2026, 12, 31)}  # fmt: skip


def consulted(cast, request, party="third_party"):
    return actions.consult(
        request=request, party=party, name="某公司", contact="", about="报价", by=cast.foi_officer
    )


def strike(cast, request, event):
    entry = request.log.get(event=event, struck_at=None)
    return actions.strike(entry=entry, reason="记错了", by=cast.foi_officer)


# -- the clock ------------------------------------------------------------------


def test_one_consultation_is_sent_once(cast):
    request = make_request(cast)
    one = consulted(cast, request)
    sent(cast, request, Kind.THIRD_PARTY_CONSULTATION, one, **OPINION)
    with pytest.raises((Denied, ValidationError), match="已经"):
        sent(cast, request, Kind.THIRD_PARTY_CONSULTATION, one, **OPINION)
    assert request.letters.filter(state="sent").count() == 1


@pytest.mark.parametrize(
    ("party", "kind"),
    [
        ("third_party", Kind.ASSISTANCE),
        ("co_producer", Kind.THIRD_PARTY_CONSULTATION),
        ("other_organ", Kind.CO_PRODUCER_CONSULTATION),
    ],
)
def test_a_party_is_asked_with_its_own_letter(cast, party, kind):
    request = make_request(cast)
    one = consulted(cast, request, party)
    with pytest.raises(ValidationError, match="征求意见"):
        sent(cast, request, kind, one, **OPINION)
    assert not request.log.exclude(event="received").exists()


def test_a_struck_end_of_a_consultation_can_be_entered_again(cast):
    request = make_request(cast)
    one = consulted(cast, request)
    sent(cast, request, Kind.THIRD_PARTY_CONSULTATION, one, **OPINION)
    given = {
        "consultation": one,
        "opinion": "agrees",
        "text": "",
        "on": clock.today(),
        "by": cast.foi_officer,
    }
    actions.take_opinion(**given)
    strike(cast, request, "consultation_third_party_stop")
    one.refresh_from_db()
    assert (one.ended_on, one.opinion) == (None, "")
    actions.take_opinion(**given)
    assert not clock_of(request).paused


def test_a_struck_receipt_of_a_party_can_be_entered_again(cast):
    request = make_request(cast)
    one = consulted(cast, request)
    sent(cast, request, Kind.THIRD_PARTY_CONSULTATION, one, **OPINION)
    actions.party_received(consultation=one, on=clock.today(), by=cast.foi_officer)
    strike(cast, request, "consultation_third_party_received")
    one.refresh_from_db()
    assert (one.received_on, one.due_on) == (None, None)


@pytest.mark.parametrize(
    ("event", "state"),
    [("clarified", State.CLARIFYING), ("clarification_sent", State.EXAMINING)],
)
def test_striking_a_clarification_leads_back_to_where_it_was(cast, event, state):
    request = make_request(cast, State.CLARIFYING)
    if event == "clarified":
        actions.take_clarification(request=request, text="东段", on=clock.today(), by=cast.foi_officer)
    strike(cast, request, event)
    request.refresh_from_db()
    assert (request.state, request.paused) == (state, state == State.CLARIFYING)


@pytest.mark.parametrize(
    ("event", "state"), [("fee_paid", State.AWAITING_FEE), ("fee_notice_sent", State.EXAMINING)]
)
def test_striking_a_payment_leads_back_to_where_it_was(cast, event, state):
    request = make_request(cast, State.AWAITING_FEE)
    if event == "fee_paid":
        actions.take_fee(request=request, on=clock.today(), by=cast.foi_officer)
    strike(cast, request, event)
    request.refresh_from_db()
    assert (request.state, request.paused) == (state, state == State.AWAITING_FEE)
    assert request.fee.paid_on is None


def test_a_line_that_holds_an_answer_up_is_not_struck_while_it_is_reviewed(cast):
    request = make_request(cast, State.CLARIFYING)
    actions.take_clarification(request=request, text="东段", on=clock.today(), by=cast.foi_officer)
    drafted(cast, request)
    with pytest.raises((Denied, ValidationError), match="退回"):
        strike(cast, request, "clarified")


def test_a_reply_that_is_late_is_not_extended_any_more(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
    with at(date(2026, 4, 20)), pytest.raises((Denied, ValidationError), match="期限"):
        actions.propose_extension(request=request, reason="量大", by=cast.foi_officer)


def test_an_extension_is_not_allowed_after_the_time_was_over(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        actions.propose_extension(request=request, reason="量大", by=cast.foi_officer)
    with at(date(2026, 4, 20)), pytest.raises((Denied, ValidationError), match="期限"):
        actions.decide_extension(request=request, approved=True, by=cast.approver)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 1, 1), date(2007, 12, 31)])
def test_a_request_before_the_regulation_is_refused(cast, day):
    open_office(cast)
    with pytest.raises(ValidationError, match="日期"):
        entered(cast, submitted_on=day)
    assert not FoiRequest.objects.exists()


def test_a_delay_has_a_reasonable_end(cast):
    request = make_request(cast)
    sent(cast, request, Kind.REASONS, 申请情况="多次", 说明理由期限=clock.today() + timedelta(days=5))
    actions.take_reasons(request=request, text="诉讼", on=clock.today(), by=cast.foi_officer)
    with pytest.raises(ValidationError):
        actions.delay(request=request, until=date(9999, 12, 31), reason="多", by=cast.approver)


def test_the_time_to_clarify_has_a_reasonable_end(cast):
    request = make_request(cast, State.REGISTERED)
    with pytest.raises(ValidationError):
        sent(
            cast,
            request,
            Kind.CLARIFICATION,
            不明确之处=["路段"],
            补正事项=["路段"],
            补正期限=date(9999, 12, 31),
        )


# -- the fee ----------------------------------------------------------------------


def charged(cast, request, pages=150, amount=None):
    fee = actions.set_fee(request=request, scale="pages", count=pages, by=cast.foi_officer)
    return letter(
        cast, request, Kind.FEE_NOTICE, 计费方式="按量", 计费明细=["一"], 收费金额=amount or f"{fee.amount}元"
    )


def send(cast, one):
    return actions.send_letter(letter=one, way="online", on=clock.today(), by=cast.foi_officer)


def test_a_notice_with_another_amount_than_calculated_is_not_sent(cast):
    request = make_request(cast)
    notice = charged(cast, request)
    actions.set_fee(request=request, scale="pages", count=400, by=cast.foi_officer)
    with pytest.raises(ValidationError, match="金额"):
        send(cast, notice)


def test_a_waived_fee_is_not_charged(cast):
    request = make_request(cast)
    notice = charged(cast, request)
    actions.waive_fee(request=request, reason="低保户", by=cast.approver)
    with pytest.raises((Denied, ValidationError), match="免收"):
        send(cast, notice)


def test_what_was_charged_is_not_calculated_anew(cast):
    request = make_request(cast)
    send(cast, charged(cast, request))
    actions.take_fee(request=request, on=clock.today(), by=cast.foi_officer)
    with pytest.raises((Denied, ValidationError)):
        actions.set_fee(request=request, scale="pages", count=400, by=cast.foi_officer)


# -- ends ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.ANSWERED, State.WITHDRAWN])
def test_nothing_is_merged_into_what_is_finished(cast, state):
    finished, request = make_request(cast, state), make_request(cast)
    with pytest.raises(ValidationError, match="不能并入"):
        actions.merge(request=request, into=finished, by=cast.foi_officer)


def test_requests_of_different_people_are_not_merged(cast):
    one, other = make_request(cast), submitted(cast, people=(person(name="另有其人"),))
    with pytest.raises(ValidationError, match="申请人"):
        actions.merge(request=one, into=other, by=cast.foi_officer)


def test_two_requests_are_not_merged_into_each_other(cast):
    one, other = make_request(cast), make_request(cast)
    actions.merge(request=one, into=other, by=cast.foi_officer)
    with pytest.raises((Denied, ValidationError)):
        actions.merge(request=other, into=one, by=cast.foi_officer)


def test_a_finished_request_is_not_marked_as_repeated(cast):
    one, other = make_request(cast, State.ANSWERED), make_request(cast, State.ANSWERED)
    with pytest.raises((Denied, ValidationError)):
        actions.mark_repeat(request=one, of=other, by=cast.foi_officer)


# -- what the applicant gets -----------------------------------------------------------

PDF = b"%PDF-1.4 x"


def test_a_file_of_a_part_that_was_taken_back_is_not_handed_out(cast):
    request = make_request(cast)
    wrong = actions.add_part(
        request=request, label="一", is_released=True, by=cast.foi_officer, released=Upload("旧.pdf", PDF)
    )
    actions.drop_part(part=wrong, by=cast.foi_officer)
    actions.add_part(
        request=request, label="一", is_released=True, by=cast.foi_officer, released=Upload("新.pdf", PDF)
    )
    answered(cast, request)
    assert [one.name for one in progress(request).files] == ["新.pdf"]


def test_no_file_of_a_withheld_part_is_handed_out(cast):
    request = make_request(cast)
    actions.add_part(
        request=request, label="一", is_released=False, ground=Ground.objects.first(), reason="隐私",
        by=cast.foi_officer, released=Upload("密.pdf", PDF),
    )  # fmt: skip
    answered(cast, request)
    assert not progress(request).files


def test_a_refusal_hands_out_no_file(cast):
    request = make_request(cast)
    actions.add_part(
        request=request, label="一", is_released=True, by=cast.foi_officer, released=Upload("一.pdf", PDF)
    )
    answered(cast, request, "refused_process", "", 理由="过程性信息")
    assert not progress(request).files


# -- coming in ---------------------------------------------------------------------------


def test_a_form_gone_back_to_and_filled_in_for_somebody_else_is_not_lost(cast):
    open_office(cast)
    given = {"organisation": cast.town, "way": "counter", "by": cast.foi_officer, "submission_key": new_key(),
             "submitted_on": clock.today()}  # fmt: skip
    first = actions.enter(asked=asked(), **given)
    assert actions.enter(asked=asked(), **given) == first
    with pytest.raises(ValidationError, match=first.request.number):
        actions.enter(asked=asked(content="另一件事"), **given)
    with pytest.raises(ValidationError, match=first.request.number):
        actions.enter(asked=asked(people=(person(name="另有其人"),)), **given)


# -- who -----------------------------------------------------------------------------------


def test_a_new_officer_does_not_become_owner_of_the_legal_check(cast):
    request = make_request(cast, State.DRAFTED)
    before = request.links.get(ended_on=None).owner
    actions.assign(request=request, handler=cast.foi_officer, by=cast.foi_officer)
    assert request.links.get(ended_on=None).owner == before
