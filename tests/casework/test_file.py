"""The file of a request: who may open it, what its head says, what is private in it."""

from datetime import timedelta

import pytest

from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State
from mingbai.foi.values import Upload
from mingbai.ledger.models import Event
from mingbai.lib import clock
from tests.casework.conftest import text_of, url
from tests.foi.making import NAME, TELEPHONE, asked, entered, make_request, open_office

TABS = ("", "time/", "work/", "letters/", "trail/")
READERS = ("foi_officer", "checker", "secrecy", "approver")
STRANGERS = (
    "drafter", "second_drafter", "reporter", "stranger", "county_office", "auditor", "organisation_admin",
    "system_admin", "security_admin", "audit_admin",
)  # fmt: skip


@pytest.mark.parametrize("tab", TABS)
def test_the_handling_staff_open_every_tab(before, examining, tab):
    assert [before(one).get(url(examining, tab)).status_code for one in READERS] == [200] * 4


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_else_learns_that_the_request_exists(before, examining, name):
    for tab in TABS:
        response = before(name).get(url(examining, tab))
        assert response.status_code in (403, 404)
        assert NAME not in text_of(response) and examining.number not in text_of(response)


def test_an_officer_of_the_next_town_finds_no_such_request(cast, before, examining):
    cast.stranger.memberships.update(role="foi_officer")
    assert before("stranger").get("/desk/foi/").status_code == 200
    assert before("stranger").get(url(examining)).status_code == 404
    assert before("stranger").post(url(examining, "withdraw/"), {"on": clock.today()}).status_code == 404


NEXT = {
    ("submitted", "foi_officer"): "确认收到申请",
    ("received", "foi_officer"): "登记",
    ("registered", "foi_officer"): "审查通过，开始办理",
    ("examining", "foi_officer"): "拟写答复",
    ("clarifying", "foi_officer"): "收到补正",
    ("awaiting_fee", "foi_officer"): "收到缴费",
    ("drafted", "checker"): "法制审查",
    ("legally_checked", "secrecy"): "保密审查",
    ("checked", "approver"): "签发答复",
    ("signed", "foi_officer"): "送达答复",
    ("answered", "foi_officer"): "归档",
}


@pytest.mark.parametrize(("state", "name"), list(NEXT))
def test_the_head_offers_the_one_next_thing_to_whose_turn_it_is(cast, before, state, name):
    offers = before(name).get(url(make_request(cast, State(state)))).context["offers"]
    assert offers.main.label == NEXT[state, name]


@pytest.mark.parametrize("state", ["examining", "drafted", "archived"])
def test_whoever_has_nothing_to_do_reads_who_has_it(cast, before, state):
    shown = before("secrecy").get(url(make_request(cast, State(state)))).context["offers"]
    assert shown.main is None
    assert shown.waits


def test_a_tab_shows_the_calculation_line_by_line(officer, examining):
    shown = text_of(officer.get(url(examining, "time/")))
    assert "第20个工作日" in shown or "第 20 个工作日" in shown or "20个工作日" in shown
    assert examining.due_on.strftime("%Y年") in shown


@pytest.fixture
def with_proof(cast):
    open_office(cast)
    proof = Upload("身份证.png", b"\x89PNG\r\n\x1a\n proof of identity")
    return actions.enter(
        organisation=cast.town, asked=asked(proofs=(proof,)), way="counter", by=cast.foi_officer,
        submission_key="k" * 40, submitted_on=clock.today(),
    ).request  # fmt: skip


def test_identity_is_seen_after_a_press_that_is_recorded(officer, with_proof):
    assert "990000199001011234" not in text_of(officer.get(url(with_proof, "identity/")))
    assert not Event.objects.filter(verb="foi.identity_read").exists()
    assert "990000199001011234" in text_of(officer.post(url(with_proof, "identity/")))
    event = Event.objects.get(verb="foi.identity_read")
    assert (event.actor_name, event.subject_id) == ("易经办", str(with_proof.pk))
    assert NAME not in str(event.detail) and "9900001990" not in str(event.detail)


def test_a_proof_of_identity_is_handed_out_and_recorded(officer, with_proof):
    response = officer.get(url(with_proof, f"files/{with_proof.files.get().pk}/"))
    assert response.content.endswith(b"proof of identity")
    assert response["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(verb="foi.identity_read").count() == 1


@pytest.mark.parametrize("name", ["checker", "secrecy", "approver"])
def test_identity_stays_with_the_officers(before, with_proof, name):
    client = before(name)
    assert client.get(url(with_proof)).status_code == 200
    assert "990000199001011234" not in text_of(client.get(url(with_proof)))
    assert client.post(url(with_proof, "identity/")).status_code == 403
    assert client.get(url(with_proof, f"files/{with_proof.files.get().pk}/")).status_code == 404
    assert not Event.objects.filter(verb="foi.identity_read").exists()


def test_a_file_is_not_reached_through_another_request(cast, officer, with_proof):
    other = entered(cast)
    assert officer.get(url(other, f"files/{with_proof.files.get().pk}/")).status_code == 404


def test_a_letter_is_not_reached_through_another_request(cast, officer, examining):
    other = entered(cast)
    officer.post(url(examining, "receipt/"))
    one = examining.letters.get()
    assert officer.get(url(other, f"letters/{one.pk}/")).status_code == 404
    assert officer.get(url(other, f"letters/{one.pk}/file/pdf/")).status_code == 404


def test_the_trail_tells_everything_in_words_and_nothing_of_the_applicant(cast, officer):
    row = make_request(cast, State.ANSWERED)
    shown = officer.get(url(row, "trail/"))
    lines = [one.what for one in shown.context["events"]]
    assert "其他操作" not in lines
    assert {"网上提交申请", "登记", "法制审查通过", "签发答复", "送达答复"} <= set(lines)
    assert NAME not in text_of(shown) and asked().content not in text_of(shown)


def test_somebody_else_acted_first(cast, officer):
    row = make_request(cast, State.REGISTERED)
    page = url(row, "accept/")
    assert officer.get(page).status_code == 200
    actions.accept(request=row, by=cast.foi_officer)
    response = officer.post(page)
    assert response.status_code == 409
    assert "情况已经变了" in text_of(response) and "正在办理" in text_of(response)


def test_a_second_press_changes_nothing(cast, officer):
    row = make_request(cast, State.RECEIVED)
    sent = {"topic": "村道", "handler": ""}
    assert officer.post(url(row, "register/"), sent).status_code == 302
    assert officer.post(url(row, "register/"), sent).status_code == 409
    assert Event.objects.filter(verb="foi.register").count() == 1


def test_similar_requests_are_pointed_out_with_the_rule(cast, officer, examining):
    twin = entered(cast)
    shown = text_of(officer.get(url(examining)))
    assert "内容相近的申请" in shown and twin.number in shown
    assert f"merge/?other={twin.number}" in shown


def test_a_merged_request_leads_to_the_other(cast, officer, examining):
    twin = entered(cast)
    response = officer.post(url(examining, "merge/"), {"other": twin.number})
    assert response.status_code == 302
    assert twin.number in text_of(officer.get(url(examining)))
    assert FoiRequest.objects.get(pk=examining.pk).merged_into == twin


@pytest.mark.parametrize("other", ["", "没有", "\x00", "1" * 500])
def test_a_wrong_number_is_no_request_to_merge_into(officer, examining, other):
    assert officer.post(url(examining, "merge/"), {"other": other}).status_code == 422


def test_repeating_needs_an_answered_request(cast, officer, examining):
    twin = entered(cast)
    assert officer.post(url(examining, "repeat/"), {"other": twin.number}).status_code == 422
    answered = make_request(cast, State.ANSWERED)
    assert officer.post(url(examining, "repeat/"), {"other": answered.number}).status_code == 302
    examining.refresh_from_db()
    assert examining.repeats == answered


def test_a_wrong_line_is_struck_and_stays_to_be_seen(cast, officer):
    row = make_request(cast, State.EXAMINING)
    entry = row.log.create(
        event="reasons_asked", on=clock.today(), recorded_at=clock.now(), recorded_by=cast.foi_officer
    )
    assert officer.post(url(row, f"log/{entry.pk}/strike/"), {"reason": "点错了"}).status_code == 302
    shown = text_of(officer.get(url(row, "time/")))
    assert "要求申请人说明理由" in shown and "点错了" in shown


@pytest.mark.parametrize("kind", ["register_sheet", "approval_sheet"])
def test_the_sheets_are_printed_from_what_stands_in_the_file(officer, examining, kind):
    response = officer.get(url(examining, f"papers/{kind}/"))
    assert response.content.startswith(b"%PDF")


def test_another_paper_is_not_printed_this_way(officer, examining):
    assert officer.get(url(examining, "papers/answer/")).status_code == 404


def test_who_asks_for_the_same_as_others_is_not_merged_with_them(cast, officer, examining):
    twin = entered(cast)
    twin.applicants.update(name="另有其人")
    shown = text_of(officer.get(url(examining)))
    assert "申请人不同" in shown and f"merge/?other={twin.number}" not in shown


def test_a_signed_letter_keeps_the_date_of_its_signature(cast, officer):
    row = make_request(cast, State.ANSWERED)
    page = url(row, f"letters/{row.letters.get().pk}/")
    signed = clock.today()
    with clock.at(clock.now() + timedelta(days=60)):
        shown = officer.get(page).context["shown"]
    assert shown.official.written_on == signed


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("registered", ["写补正告知书"]),
        ("examining", ["记录检索", "写补正告知书", "放入要提供的文件、区分处理"]),
    ],
)
def test_what_is_often_needed_stands_in_sight_and_what_is_rare_does_not(cast, officer, state, wanted):
    offers = officer.get(url(make_request(cast, State(state)))).context["offers"]
    assert [one.label for one in offers.beside] == wanted
    assert offers.others[-1].label == "申请人撤回"


@pytest.mark.parametrize(("state", "page"), [("submitted", "confirm/"), ("received", "register/")])
def test_what_was_asked_and_whom_to_ring_up_stand_above_the_form(cast, officer, state, page):
    shown = text_of(officer.get(url(make_request(cast, State(state)), page)))
    assert asked().content in shown and TELEPHONE in shown


def test_a_request_that_is_not_registered_is_called_so(cast, officer):
    row = make_request(cast, State.SUBMITTED)
    assert "<h1>新申请，还没有登记</h1>" in text_of(officer.get(url(row)))
    assert "新申请，还没有登记" in text_of(officer.get("/desk/foi/"))
