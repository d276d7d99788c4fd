"""A request from the form to the archive, with the right people."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.documents.official import NoChineseFont
from mingbai.foi import actions, due_dates
from mingbai.foi.models import FoiRequest, Letter
from mingbai.foi.queries import (
    clock_of,
    content_of,
    figures,
    found_by_code,
    possible,
    progress,
    suggested_values,
)
from mingbai.foi.states import State, Verb
from mingbai.ledger.models import Event
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from tests.foi.making import (
    NAME,
    TELEPHONE,
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
    put_in,
    sent,
    submitted,
)

pytestmark = pytest.mark.django_db


def anew(user: User) -> User:
    """The same person at the next request, with the roles of now."""
    return User.objects.get(pk=user.pk)


def test_every_state_can_be_reached_by_the_verbs(cast):
    for state in State:
        assert make_request(cast, state).state == state


def test_a_request_on_the_internet_is_received_when_both_sides_confirm(cast):
    with at(date(2026, 3, 2)):
        request = submitted(cast)
    assert (request.state, request.received_on, request.due_on) == (State.SUBMITTED, None, None)
    with at(date(2026, 3, 4)):
        actions.confirm_receipt(request=request, on=date(2026, 3, 4), by=cast.foi_officer)
    # 20 working days after 4 March 2026; 清明 is 4–6 April.
    assert (request.received_on, request.due_on) == (date(2026, 3, 4), date(2026, 4, 1))


def test_the_same_form_sent_five_times_is_one_request_with_one_code(cast):
    open_office(cast)
    key = new_key()
    found = [actions.submit(organisation=cast.town, asked=asked(), submission_key=key) for _ in range(5)]
    assert len({(one.request.pk, one.code) for one in found}) == 1
    assert FoiRequest.objects.count() == 1


def test_a_code_opens_the_request_only_with_the_right_telephone(cast):
    open_office(cast)
    found = actions.submit(organisation=cast.town, asked=asked(), submission_key=new_key())
    assert found_by_code(found.code.lower(), "尾号 1234") == found.request
    assert found_by_code(found.code, "1235") is None
    assert found_by_code("AAAA-BBBB", TELEPHONE) is None


def test_numbers_of_an_organisation_and_year_have_no_gaps(cast):
    with at(date(2026, 12, 30)):
        first, second = submitted(cast), submitted(cast)
    with at(date(2027, 1, 4)):
        third = submitted(cast)
    assert [one.number for one in (first, second, third)] == [
        "MB10-2026-0001", "MB10-2026-0002", "MB10-2027-0001",
    ]  # fmt: skip


def test_what_cannot_be_stored_is_refused_field_by_field_and_takes_no_number(cast):
    open_office(cast)
    with pytest.raises(ValidationError) as wrong:
        actions.submit(
            organisation=cast.town,
            asked=asked(content=" ", form_wanted="fax", people=()),
            submission_key=new_key(),
        )
    assert set(wrong.value.message_dict) == {"content", "form_wanted", "name"}
    assert submitted(cast).serial == 1


def test_a_letter_is_signed_by_another_person_than_its_writer(cast):
    request = make_request(cast)
    cast.foi_officer.memberships.create(organisation=cast.town, role="approver", valid_from=date(2020, 1, 1))
    given = {"申请情况": "两个月内提出三十件", "说明理由期限": clock.today() + timedelta(days=10)}
    from_file = {"申请人": NAME, "收到日期": request.received_on, "申请内容": "招标文件"}
    written = actions.write_letter(
        request=request, kind=Kind.REASONS, values={**from_file, **given}, by=cast.foi_officer
    )
    with pytest.raises(Denied, match="另一位同事"):
        actions.sign_letter(letter=written, by=anew(cast.foi_officer))


def test_a_letter_that_nobody_signed_cannot_be_sent(cast):
    request = make_request(cast)
    drafted(cast, request)
    written = Letter.objects.get(request=request, kind=Kind.ANSWER)
    assert written.word is None
    with pytest.raises(Denied):
        actions.deliver(request=request, way="online", on=clock.today(), by=cast.foi_officer)


def test_clarification_is_asked_once_and_lets_the_time_run_afresh(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.CLARIFYING)
    assert (request.due_on, request.paused) == (None, True)
    with at(date(2026, 3, 10)):
        actions.take_clarification(request=request, text="从村口到学校", on=date(2026, 3, 10), by=None)
    assert (request.state, request.due_on) == (State.EXAMINING, date(2026, 4, 8))
    with at(date(2026, 3, 11)), pytest.raises((Denied, ValidationError), match="一次"):
        sent(
            cast, request, Kind.CLARIFICATION, 不明确之处=["年份"], 补正事项=["写明年份"],
            补正期限=date(2026, 3, 30),
        )  # fmt: skip


def test_an_extension_counts_only_when_the_head_allows_it(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        before = request.due_on
        actions.propose_extension(request=request, reason="档案在县档案馆", by=cast.foi_officer)
        assert request.due_on == before
        with pytest.raises(Denied):
            actions.decide_extension(request=request, approved=True, by=cast.foi_officer)
        actions.decide_extension(request=request, approved=True, by=cast.approver)
    assert (before, request.due_on) == (date(2026, 3, 30), date(2026, 4, 28))


def test_silence_of_a_third_party_can_be_noted_only_after_its_fifteen_working_days(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        asked_party = actions.consult(
            request=request, party="third_party", name="某建筑公司", contact="", about="投标报价",
            by=cast.foi_officer,
        )  # fmt: skip
        sent(
            cast, request, Kind.THIRD_PARTY_CONSULTATION, asked_party, way="post", 第三方="某建筑公司",
            所涉信息="投标报价",
        )  # fmt: skip
    with at(date(2026, 3, 5)):
        asked_party = actions.party_received(
            consultation=asked_party, on=date(2026, 3, 4), by=cast.foi_officer
        )
    assert asked_party.due_on == date(2026, 3, 25)
    with at(date(2026, 3, 25)), pytest.raises(ValidationError):
        actions.take_opinion(
            consultation=asked_party, opinion="silent", text="", on=date(2026, 3, 25), by=cast.foi_officer
        )
    with at(date(2026, 3, 26)):
        actions.take_opinion(
            consultation=asked_party, opinion="silent", text="", on=date(2026, 3, 26), by=cast.foi_officer
        )
    request.refresh_from_db()
    # The party's time, 3 to 25 March, does not count: 20 working days from 26 March, over 清明.
    assert (request.paused, request.due_on) == (False, date(2026, 4, 23))


def test_not_held_cannot_be_answered_without_a_search(cast):
    request = make_request(cast)
    with pytest.raises(ValidationError, match="在哪里查过"):
        drafted(cast, request, "not_held", "not_found", 检索情况=["没有"])
    actions.record_search(
        request=request, place="镇档案室", words="村道 招标", found="没有找到", on=clock.today(),
        searcher="易经办", by=cast.foi_officer,
    )  # fmt: skip
    drafted(cast, request, "not_held", "not_found", 检索情况=["查过档案室"])
    assert request.state == State.DRAFTED


def test_a_posted_answer_counts_from_the_day_of_posting(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.SIGNED)
    with at(date(2026, 4, 3)):
        actions.deliver(request=request, way="post", on=date(2026, 3, 30), by=cast.foi_officer)
    assert request.answered_on == date(2026, 3, 30)
    assert clock_of(request).in_time is True


def test_whoever_wrote_the_answer_neither_checks_nor_signs_it(cast):
    for role in ("checker", "secrecy_reviewer", "approver"):
        cast.foi_officer.memberships.create(organisation=cast.town, role=role, valid_from=date(2020, 1, 1))
    request = make_request(cast, State.DRAFTED)
    assert Verb.CHECK_LAW not in possible(anew(cast.foi_officer), request)
    with pytest.raises(Denied, match="另一位同事"):
        actions.check_law(request=request, text="", by=anew(cast.foi_officer))


def test_a_returned_answer_is_drafted_anew_and_the_old_text_stays_in_the_file(cast):
    request = make_request(cast, State.CHECKED)
    actions.send_back(request=request, reason="事由写错了", by=cast.approver)
    assert (request.state, request.leaf) == (State.EXAMINING, "")
    answered(cast, request)
    assert request.letters.filter(kind=Kind.ANSWER).count() == 2


def test_the_signed_letter_can_be_opened_and_shows_the_applicant_but_the_trail_does_not(cast):
    request = make_request(cast, State.ARCHIVED)
    sealed = request.letters.get(kind=Kind.ANSWER).word
    assert content_of(sealed)[:2] == b"PK"
    with sealed.file.open("rb") as stored:
        assert NAME.encode() not in stored.read()
    trail = " ".join(f"{one.subject_label}{one.detail}" for one in Event.objects.all())
    assert NAME not in trail and TELEPHONE not in trail and "招标" not in trail


def test_whoever_is_no_officer_of_the_organisation_may_do_nothing(cast):
    request = make_request(cast)
    for user in (cast.drafter, cast.stranger, cast.county_office, cast.auditor, cast.organisation_admin):
        assert possible(user, request) == []


def test_a_lapsed_clarification_is_answered_only_when_its_time_has_passed(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.CLARIFYING)
        with pytest.raises(ValidationError, match="期限还没有过"):
            drafted(cast, request, "other_not_clarified", "")
        with pytest.raises(ValidationError, match="正在等"):
            drafted(cast, request)
    with at(date(2026, 3, 18)):
        answered(
            cast,
            request,
            "other_not_clarified",
            "",
            补正通知日期=date(2026, 3, 2),
            补正期限=date(2026, 3, 17),
        )
    assert (request.state, request.answered_on) == (State.ANSWERED, date(2026, 3, 18))


def test_a_fee_is_noticed_paid_and_lets_the_time_run_afresh(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.AWAITING_FEE)
        assert (request.fee.amount, request.due_on) == (1700, None)
    with at(date(2026, 3, 9)):
        actions.take_fee(request=request, on=date(2026, 3, 9), by=cast.foi_officer)
    assert (request.state, request.due_on) == (State.EXAMINING, date(2026, 4, 7))


def test_items_of_the_same_applicant_in_the_month_count_together(cast):
    with at(date(2026, 3, 2)):
        for _ in range(12):
            entered(cast)
        request = entered(cast)
        actions.register(request=request, topic="村道", by=cast.foi_officer)
        actions.accept(request=request, by=cast.foi_officer)
        fee = actions.set_fee(request=request, scale="items", count=1, by=cast.foi_officer)
    assert (fee.already, fee.amount) == (12, 100)


def test_the_applicant_reads_where_the_request_is_in_plain_words(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        shown = progress(request)
    assert (shown.stage, shown.until) == ("正在办理", date(2026, 3, 30))
    assert "党政办公室" in shown.who and "易经办" not in shown.who


def test_letters_to_third_parties_are_not_shown_to_the_applicant(cast):
    request = make_request(cast)
    asked_party = actions.consult(
        request=request, party="third_party", name="某公司", contact="", about="报价", by=cast.foi_officer
    )
    sent(cast, request, Kind.THIRD_PARTY_CONSULTATION, asked_party, 第三方="某公司", 所涉信息="报价")
    assert progress(request).letters == ()


def test_a_withdrawn_request_counts_as_other_and_a_merged_or_void_one_not_at_all(cast):
    with at(date(2026, 3, 2)):
        for state in (State.WITHDRAWN, State.MERGED, State.VOID):
            make_request(cast, state)
    rows, year = figures.counted([cast.town]), (date(2026, 1, 1), date(2026, 12, 31))
    assert [one.leaf for one in rows.filter(figures.closed(*year))] == ["other"]
    assert [one.state for one in rows.filter(figures.received(*year))] == [State.WITHDRAWN]


def test_a_request_open_at_the_end_of_the_year_is_carried_over(cast):
    with at(date(2026, 12, 28)):
        request = make_request(cast)
    rows, end = figures.counted([cast.town]), date(2026, 12, 31)
    assert list(rows.filter(figures.left(end))) == [request]
    with at(date(2027, 1, 11)):
        answered(cast, request)
    assert list(rows.filter(figures.carried(date(2027, 1, 1)))) == [request]
    assert list(rows.filter(figures.closed(date(2027, 1, 1), date(2027, 12, 31)))) == [request]
    assert not rows.filter(figures.left(date(2027, 12, 31))) and rows.filter(figures.left(end))


def test_a_wrong_line_of_the_log_is_struck_and_stays_to_be_seen(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        asked_organ = actions.consult(
            request=request,
            party="other_organ",
            name="县交通局",
            contact="",
            about="路段",
            by=cast.foi_officer,
        )
        sent(cast, request, Kind.ASSISTANCE, asked_organ, 协办机关="县交通局", 所涉信息="路段", 协办事项=["提供图纸"],
             协办期限=date(2026, 3, 9))  # fmt: skip
        request.refresh_from_db()
        assert request.paused
        entry = request.log.get(event="consultation_other_organ_start")
        actions.strike(entry=entry, reason="只是请对方协助，不是征求意见", by=cast.foi_officer)
    request.refresh_from_db()
    assert (request.paused, request.due_on, request.log.count()) == (False, date(2026, 3, 30), 2)


def test_a_signed_letter_cannot_be_changed(cast):
    request = make_request(cast)
    signed = letter(
        cast, request, Kind.REASONS, 申请情况="多次", 说明理由期限=clock.today() + timedelta(days=5)
    )
    with pytest.raises(Denied, match="不能再改"):
        actions.rewrite_letter(letter=signed, values={}, by=cast.foi_officer)


def test_an_answer_under_check_changes_only_by_being_sent_back(cast):
    request = make_request(cast, State.LEGALLY_CHECKED)
    answer = request.letters.get(kind=Kind.ANSWER)
    with pytest.raises(Denied, match="退回"):
        actions.rewrite_letter(letter=answer, values={}, by=cast.foi_officer)
    with pytest.raises(Denied, match="退回"):
        actions.drop_letter(letter=answer, by=cast.foi_officer)


def test_a_receipt_that_was_handed_out_does_not_keep_the_file_from_the_archive(cast):
    request = make_request(cast, State.ANSWERED)
    written = actions.write_letter(
        request=request,
        kind=Kind.RECEIPT,
        values=suggested_values(request, Kind.RECEIPT),
        by=cast.foi_officer,
    )
    actions.sign_letter(letter=written, by=cast.foi_officer)
    actions.archive(request=request, by=cast.foi_officer)
    assert request.state == State.ARCHIVED


def test_a_signed_notice_that_became_needless_is_given_up_before_archiving(cast):
    request = make_request(cast)
    signed = letter(
        cast, request, Kind.REASONS, 申请情况="多次", 说明理由期限=clock.today() + timedelta(days=5)
    )
    answered(cast, request)
    with pytest.raises(ValidationError, match="没有送出"):
        actions.archive(request=request, by=cast.foi_officer)
    actions.drop_letter(letter=signed, by=cast.foi_officer)
    actions.archive(request=request, by=cast.foi_officer)
    assert request.state == State.ARCHIVED


def test_without_a_chinese_typeface_a_letter_is_signed_as_word_alone(cast, monkeypatch):
    def no_typeface(*_):
        raise NoChineseFont

    monkeypatch.setattr("mingbai.foi.actions.lettering.exports.to_pdf", no_typeface)
    answer = make_request(cast, State.SIGNED).letters.get(kind=Kind.ANSWER)
    assert content_of(answer.word)[:2] == b"PK" and answer.pdf is None


def test_somebody_without_a_telephone_follows_the_request_by_its_code_alone(cast):
    open_office(cast)
    found = actions.enter(
        organisation=cast.town, asked=asked(people=(person(telephone=""),)), way="oral", by=cast.foi_officer,
        submission_key=new_key(), submitted_on=clock.today(),
    )  # fmt: skip
    assert found_by_code(found.code, "") == found.request
    assert found_by_code(found.code, TELEPHONE) is None


def test_what_is_said_to_be_provided_must_lie_in_the_file_for_the_checkers_to_see(cast):
    request = make_request(cast)
    values = {**suggested_values(request, Kind.ANSWER), "提供内容": ["中标通知书"], "提供方式": "电子文件"}
    given = {"request": request, "leaf": "granted", "variant": "provided", "values": values}
    with pytest.raises(ValidationError, match="还没有放进来"):
        actions.draft_answer(**given, by=cast.foi_officer)
    put_in(cast, request)
    actions.draft_answer(**given, by=cast.foi_officer)
    assert request.state == State.DRAFTED


def test_a_summary_that_names_the_applicant_is_refused(cast):
    request = make_request(cast, State.RECEIVED)
    with pytest.raises(ValidationError, match="姓名"):
        actions.register(request=request, topic=f"{NAME}要招标材料", by=cast.foi_officer)
    assert request.state == State.RECEIVED


def test_those_who_sign_are_told_of_a_letter_and_its_writer_of_the_signature(cast):
    request = make_request(cast)
    signed = letter(
        cast, request, Kind.REASONS, 申请情况="多次", 说明理由期限=clock.today() + timedelta(days=5)
    )
    waits = Notice.objects.get(user=cast.approver, key__contains=f":letter:{signed.pk}:")
    told = Notice.objects.get(user=cast.foi_officer, key__endswith="signed")
    assert waits.read_at is not None and told.read_at is None and "请送出" in told.text


def test_a_time_given_to_the_applicant_lies_ahead(cast):
    request = make_request(cast, State.REGISTERED)
    with pytest.raises(ValidationError, match="今天以后"):
        letter(
            cast, request, Kind.CLARIFICATION, 不明确之处=["路段"], 补正事项=["写明"], 补正期限=clock.today()
        )


def test_what_is_done_no_longer_waits_among_the_reminders(cast):
    make_request(cast, State.ARCHIVED)
    assert not Notice.objects.filter(user=cast.foi_officer, key__contains=":link:", read_at=None)


def test_paper_cannot_be_fetched_online_and_half_a_telephone_number_is_none(cast):
    open_office(cast)
    with pytest.raises(ValidationError) as wrong:
        actions.submit(
            organisation=cast.town, submission_key=new_key(),
            asked=asked(form_wanted="paper", people=(person(telephone="13800"),)),
        )  # fmt: skip
    assert set(wrong.value.message_dict) == {"delivery_wanted", "telephone"}


def test_the_due_date_of_a_paused_request_moves_on_with_the_days(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast)
        organ = actions.consult(
            request=request,
            party="other_organ",
            name="县交通局",
            contact="",
            about="路段",
            by=cast.foi_officer,
        )
        sent(cast, request, Kind.ASSISTANCE, organ, 协办机关="县交通局", 所涉信息="路段", 协办事项=["提供图纸"],
             协办期限=date(2026, 3, 9))  # fmt: skip
    for day, due in ((date(2026, 3, 3), date(2026, 3, 31)), (date(2026, 3, 6), date(2026, 4, 3))):
        with at(day):
            due_dates.round_()
        request.refresh_from_db()
        assert request.due_on == due
