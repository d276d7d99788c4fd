"""The list: what waits for whom, what is nearly due, and that no applicant is in it."""

from datetime import timedelta

import pytest

from mingbai.casework.queries.lists import of_tab, waiting_for
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import suggested_values
from mingbai.foi.states import State
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from tests.casework.conftest import text_of
from tests.foi.making import NAME, TELEPHONE, asked, make_request, sent

TURNS = {
    State.SUBMITTED: "foi_officer",
    State.RECEIVED: "foi_officer",
    State.REGISTERED: "foi_officer",
    State.EXAMINING: "foi_officer",
    State.CLARIFYING: "",
    State.AWAITING_FEE: "",
    State.DRAFTED: "checker",
    State.LEGALLY_CHECKED: "secrecy",
    State.CHECKED: "approver",
    State.SIGNED: "foi_officer",
    State.ANSWERED: "foi_officer",
    State.ARCHIVED: "",
    State.WITHDRAWN: "",
    State.MERGED: "",
    State.VOID: "",
}


@pytest.mark.parametrize(("state", "whose"), list(TURNS.items()))
def test_a_request_waits_for_exactly_the_person_whose_turn_it_is(cast, state, whose):
    row = make_request(cast, state)
    people = ("foi_officer", "checker", "secrecy", "approver", "stranger", "county_office", "drafter")
    assert [one for one in people if waiting_for(getattr(cast, one)).filter(pk=row.pk)] == (
        [whose] if whose else []
    )


def test_a_notice_waits_for_the_approver_and_then_for_the_officer_to_be_sent(cast, examining):
    values = {
        "协办机关": "村镇中心",
        "所涉信息": "验收",
        "协办事项": ["查档"],
        "协办期限": clock.today() + timedelta(days=9),
    }
    draft = actions.write_letter(request=examining, kind=Kind.ASSISTANCE, values=values, by=cast.foi_officer)
    assert examining in waiting_for(cast.approver)
    actions.sign_letter(letter=draft, by=cast.approver)
    assert examining not in waiting_for(cast.approver)
    assert examining in waiting_for(cast.foi_officer)


def test_an_extension_waits_for_the_approver(cast, examining):
    actions.propose_extension(request=examining, reason="要查三年的案卷", by=cast.foi_officer)
    assert examining in waiting_for(cast.approver)
    actions.decide_extension(request=examining, approved=True, by=cast.approver)
    assert examining not in waiting_for(cast.approver)


def test_a_wait_for_the_applicant_is_the_officers_turn_once_its_time_is_over(cast):
    row = make_request(cast, State.CLARIFYING)
    assert row not in waiting_for(cast.foi_officer)
    with clock.at(clock.now() + timedelta(days=20)):
        assert row in waiting_for(cast.foi_officer)


def test_while_a_third_party_is_asked_the_officer_has_nothing_to_do(cast, examining):
    asked_ = actions.consult(
        request=examining,
        party="third_party",
        name="青禾建筑公司",
        contact="",
        about="合同",
        by=cast.foi_officer,
    )
    sent(
        cast, examining, Kind.THIRD_PARTY_CONSULTATION, asked_, way="post", 第三方="青禾建筑公司", 所涉信息="合同",
    )  # fmt: skip
    asked_.refresh_from_db()
    actions.party_received(consultation=asked_, on=clock.today(), by=cast.foi_officer)
    assert examining not in waiting_for(cast.foi_officer)
    with clock.at(clock.now() + timedelta(days=40)):
        assert examining in waiting_for(cast.foi_officer)


def test_the_counter_of_the_menu_is_the_number_of_what_waits(officer, examining):
    assert '依申请公开 <span class="unseen">1' in text_of(officer.get("/desk/"))


def test_nearly_due_lists_what_is_due_within_five_working_days_and_what_is_late(cast, examining):
    assert examining not in of_tab(cast.foi_officer, "due")
    FoiRequest.objects.filter(pk=examining.pk).update(due_on=clock.today() - timedelta(days=3))
    assert examining in of_tab(cast.foi_officer, "due")


@pytest.mark.parametrize("tab", ["mine", "hand", "due", "closed", "nonsense"])
def test_no_tab_shows_an_applicant_or_their_own_words(cast, officer, tab):
    for state in (State.EXAMINING, State.ANSWERED):
        FoiRequest.objects.filter(pk=make_request(cast, state).pk).update(due_on=clock.today())
    shown = text_of(officer.get(f"/desk/foi/?tab={tab}"))
    assert "村道工程招标" in shown
    assert not [word for word in (NAME, TELEPHONE, asked().content) if word in shown]


def test_a_name_finds_nothing_in_the_list(officer, examining):
    assert "共 0 件" in text_of(officer.get("/desk/foi/", {"tab": "hand", "q": NAME}))
    assert "共 1 件" in text_of(officer.get("/desk/foi/", {"tab": "hand", "q": "村道"}))


@pytest.mark.parametrize(
    "query", ["state=nonsense", "handler=99999999999999999999", "page=x", "q=%00", "way=1"]
)
def test_a_nonsense_filter_is_no_filter(officer, examining, query):
    assert officer.get(f"/desk/foi/?tab=hand&{query}").status_code == 200


def test_lateness_is_said_in_words(cast, officer, examining):
    FoiRequest.objects.filter(pk=examining.pk).update(due_on=clock.today() - timedelta(days=10))
    assert "已超期" in text_of(officer.get("/desk/foi/"))


def test_a_receipt_does_not_wait_for_the_approver(cast, examining):
    values = suggested_values(examining, Kind.RECEIPT)
    actions.write_letter(request=examining, kind=Kind.RECEIPT, values=values, by=cast.foi_officer)
    assert examining not in waiting_for(cast.approver)


def test_the_first_page_shows_the_requests_that_wait_for_a_person_and_to_no_one_else(cast, client):
    row = make_request(cast, State.DRAFTED)
    for user, waits in ((cast.checker, True), (cast.foi_officer, False), (cast.drafter, False)):
        client.force_login(user)
        shown = client.get("/desk/").content.decode()
        assert (row.number in shown, NAME in shown) == (waits, False), user


def test_an_internal_limit_that_is_past_is_said_in_words(cast, before, examining):
    examining.links.filter(ended_on=None).update(due_on=clock.today() - timedelta(days=3))
    assert "内部期限已过 3 天" in text_of(before("foi_officer").get("/desk/foi/"))
    examining.links.filter(ended_on=None).update(due_on=clock.today())
    assert "内部期限已过" not in text_of(before("foi_officer").get("/desk/foi/"))
