"""Every verb, by everybody, in every state, against the transition table.

What is expected is worked out here from `states.TRANSITIONS` and the roles; the policy, the action and the page
must each agree with it.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from mingbai.casework.views.verbs import BY_NAME
from mingbai.foi import actions
from mingbai.foi.actions.lettering import sealed
from mingbai.foi.models import Consultation, Extension, FeeNotice, Letter
from mingbai.foi.policies import may_do
from mingbai.foi.states import SENT_BACK_BY, TRANSITIONS, LetterState, State, Verb
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from tests.casework.conftest import url
from tests.foi.making import ANSWER, make_request, put_in, submitted

ROLE_OF = {
    "foi_officer": "foi.handle",
    "checker": "foi.check",
    "secrecy": "foi.secrecy",
    "approver": "foi.sign",
}
"""Who of 青禾镇 holds which action; everybody else of the cast holds none."""

OTHERS = (
    "drafter", "second_drafter", "reporter", "stranger", "county_office", "auditor", "system_admin",
    "security_admin", "audit_admin", "organisation_admin",
)  # fmt: skip
PEOPLE = (*ROLE_OF, *OTHERS)

ALLOWED = {(state, row.verb): row.action for row in TRANSITIONS for state in row.states} | {
    (state, Verb.SEND_BACK): action for state, action in SENT_BACK_BY.items()
}
"""(state, verb) → the action it needs; a pair that is not here is impossible for everybody."""


def expected(state, verb, name) -> bool:
    return name in ROLE_OF and ALLOWED.get((state, verb)) == ROLE_OF[name]


def _letter(cast, row, kind, **values) -> Letter:
    """A signed notice that waits to be sent, put there without its verbs: any state may hold one."""
    one = None
    if kind == Kind.THIRD_PARTY_CONSULTATION:
        one = Consultation.objects.create(request=row, party="third_party", name="某公司", about="合同")
    return Letter.objects.create(
        request=row, kind=kind, values=sealed(values), state=LetterState.SIGNED, written_by=cast.foi_officer,
        written_at=clock.now(), signed_by=cast.approver, signed_at=clock.now(), consultation=one,
    )  # fmt: skip


def _send(kind, **values) -> Callable:
    def do(cast, row, by):
        if kind == Kind.FEE_NOTICE and not FeeNotice.objects.filter(request=row).exists():
            FeeNotice.objects.create(request=row, scale="pages", count=150, amount=1700)
        if kind == Kind.FEE_NOTICE:
            values["收费金额"] = f"{row.fee.amount}元"
        letter = _letter(cast, row, kind, **values)
        actions.send_letter(letter=letter, way="post", on=clock.today(), by=by)

    return do


def _opinion(cast, row, by):
    one = Consultation.objects.create(
        request=row, party="other_organ", name="某局", about="合同", sent_on=clock.today()
    )
    row.log.create(
        event="consultation_other_organ_start",
        on=clock.today(),
        sequence=one.sequence,
        recorded_at=clock.now(),
    )
    actions.take_opinion(consultation=one, opinion="agrees", text="", on=clock.today(), by=by)


def _reasons(cast, row, by):
    row.log.create(event="reasons_asked", on=clock.today(), recorded_at=clock.now())
    actions.take_reasons(request=row, text="因诉讼需要", on=clock.today(), by=by)


def _delay(cast, row, by):
    for event in ("reasons_asked", "reasons_given"):
        row.log.create(event=event, on=clock.today(), recorded_at=clock.now())
    actions.delay(request=row, until=clock.today() + timedelta(days=90), reason="数量大", by=by)


def _extend(cast, row, by):
    Extension.objects.update_or_create(
        request=row,
        defaults={"reason": "量大", "proposed_by": cast.foi_officer, "proposed_on": clock.today()},
    )
    actions.decide_extension(request=row, approved=True, by=by)


def _waive(cast, row, by):
    if not FeeNotice.objects.filter(request=row).exists():
        FeeNotice.objects.create(request=row, scale="pages", count=150, amount=1700)
    actions.waive_fee(request=row, reason="生活困难", by=by)


def _answer(cast, row, by):
    """Where it waits for the applicant only an answer that it is not continued is possible, when time is up."""
    values = {**ANSWER, "申请人": "甲", "收到日期": clock.today(), "申请内容": "乙", "复议机关": "丙", "管辖法院": "丁",
              "网上复议渠道": "https://fuyi.mingbai.example/"}  # fmt: skip
    leaf = {"clarifying": "other_not_clarified", "awaiting_fee": "other_fee_unpaid"}.get(row.state)
    if leaf is None:
        put_in(cast, row)
        actions.draft_answer(request=row, leaf="granted", variant="provided", values=values, by=by)
        return
    if row.state == State.AWAITING_FEE:
        row.log.create(event="fee_notice_received", on=clock.today(), recorded_at=clock.now())
    days = {"补正通知日期": clock.today(), "补正期限": clock.today(), "收费通知日期": clock.today(),
            "缴费截止日": clock.today()}  # fmt: skip
    with clock.at(clock.now() + timedelta(days=90)):
        actions.draft_answer(request=row, leaf=leaf, variant="", values={**values, **days}, by=by)


def _today(action, **values) -> Callable:
    return lambda cast, row, by: action(request=row, on=clock.today(), by=by, **values)


def _plain(action, **values) -> Callable:
    return lambda cast, row, by: action(request=row, by=by, **values)


LATER = clock.today() + timedelta(days=15)
PLAY: dict[Verb, Callable] = {
    Verb.CONFIRM: _today(actions.confirm_receipt),
    Verb.REGISTER: _plain(actions.register, topic="村道招标"),
    Verb.ACCEPT: _plain(actions.accept),
    Verb.ASK_CLARIFICATION: _send(Kind.CLARIFICATION, 补正期限=LATER),
    Verb.TAKE_CLARIFICATION: _today(actions.take_clarification, text="写明路段"),
    Verb.ASK_REASONS: _send(Kind.REASONS),
    Verb.TAKE_REASONS: _reasons,
    Verb.DELAY: _delay,
    Verb.CONSULT: _send(Kind.THIRD_PARTY_CONSULTATION),
    Verb.TAKE_OPINION: _opinion,
    Verb.ASSIST: _send(Kind.ASSISTANCE),
    Verb.PROPOSE_EXTENSION: _plain(actions.propose_extension, reason="量大"),
    Verb.EXTEND: _extend,
    Verb.ASK_FEE: _send(Kind.FEE_NOTICE),
    Verb.WAIVE_FEE: _waive,
    Verb.TAKE_FEE: _today(actions.take_fee),
    Verb.SEARCH: _today(actions.record_search, place="档案室", words="村道", found="没有", searcher="某"),
    Verb.SEPARATE: _plain(actions.add_part, label="正文", is_released=True),
    Verb.DRAFT_ANSWER: _answer,
    Verb.CHECK_LAW: _plain(actions.check_law, text="合法"),
    Verb.CHECK_SECRECY: _plain(actions.check_secrecy, text="不涉密"),
    Verb.SEND_BACK: _plain(actions.send_back, reason="依据不对"),
    Verb.SIGN: _plain(actions.sign),
    Verb.DELIVER: _today(actions.deliver, way="online"),
    Verb.ARCHIVE: _plain(actions.archive),
    Verb.WITHDRAW: _today(actions.withdraw),
    Verb.MERGE: lambda cast, row, by: actions.merge(request=row, into=submitted(cast), by=by),
    Verb.VOIDED: _plain(actions.void, reason="测试"),
    Verb.MAKE_PUBLIC: _plain(actions.propose_public, title="村道招标文件"),
}


def test_every_verb_is_played():
    assert set(PLAY) == set(Verb)


@pytest.mark.parametrize("state", list(State))
def test_the_policy_allows_exactly_what_the_table_says(cast, state):
    row = make_request(cast, state)
    wrong = [
        (verb, name)
        for verb in Verb
        for name in PEOPLE
        if bool(may_do(getattr(cast, name), row, verb)) != expected(state, verb, name)
    ]
    assert wrong == []


@pytest.mark.parametrize("state", list(State))
def test_no_action_is_done_by_anybody_who_may_not(cast, state):
    row = make_request(cast, state)
    wrong = []
    for verb in Verb:
        for name in (*ROLE_OF, "drafter", "stranger", "county_office"):
            if not expected(state, verb, name) and not _is_denied(cast, row, verb, getattr(cast, name)):
                wrong.append((verb, name))
    assert wrong == []


def _is_denied(cast, row, verb, by) -> bool:
    row.refresh_from_db()
    try:
        with transaction.atomic():
            PLAY[verb](cast, row, by)
            transaction.set_rollback(True)
    except Denied as denial:
        return bool(denial.reason)
    return False


@pytest.mark.parametrize(("state", "verb"), sorted(ALLOWED))
def test_every_transition_of_the_table_leads_where_it_says(cast, state, verb):
    row = make_request(cast, state)
    name = next(one for one, action in ROLE_OF.items() if action == ALLOWED[state, verb])
    by = getattr(cast, name)
    if verb == Verb.MAKE_PUBLIC:
        pytest.skip("linking a record is tested with the page: drafting one needs a second right")
    PLAY[verb](cast, row, by)
    row.refresh_from_db()
    to = (
        State.EXAMINING if verb == Verb.SEND_BACK else next(one.to for one in TRANSITIONS if one.verb == verb)
    )
    assert row.state == (to or state)


@pytest.mark.parametrize("state", list(State))
def test_the_page_of_a_verb_opens_for_whom_the_table_says(cast, before, uncounted_menu, state):
    row = make_request(cast, state)
    wrong = []
    for page in BY_NAME.values():
        for name in ROLE_OF:
            status = before(name).get(url(row, f"{page.name}/")).status_code
            right = 200 if expected(state, page.verb, name) else 403
            if status != right:
                wrong.append((page.name, name, status))
    assert wrong == []
