"""The self-check of November: begun, filled in, handed in, returned or received."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.evaluation.actions.recording import held, said, tell, trail
from mingbai.evaluation.models import SelfCheck, SelfCheckLine
from mingbai.evaluation.policies import may_self_check
from mingbai.evaluation.queries.packaged import questions
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.queries.selfchecks import due_on, machine_answers, shown
from mingbai.evaluation.rules.comparing import ANSWERS, differs
from mingbai.evaluation.states import SELFCHECK_TRANSITIONS, SelfCheckState, SelfCheckVerb, transition
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may


@dataclass(frozen=True)
class Answer:
    """What the unit says to one question; `answer` is a key of `rules.comparing.ANSWERS` or ""."""

    answer: str
    note: str = ""
    explanation: str = ""


@transaction.atomic
def start_selfcheck(*, by: User, organisation: Organisation, year: int) -> SelfCheck:
    """The form of that year, pre-filled by the machine; the one that is there when it was begun already."""
    require(may(by, ANSWER, organisation))
    if not clock.today().year - 1 <= year <= clock.today().year:
        raise ValidationError({"year": "只能填写今年和去年的自查表。"})
    selfcheck, new = SelfCheck.objects.get_or_create(
        organisation=organisation,
        year=year,
        defaults={"due_on": due_on(year), "started_at": clock.now()},
    )
    if new:
        SelfCheckLine.objects.bulk_create(
            SelfCheckLine(selfcheck=selfcheck, order=number, key=question.key)
            for number, question in enumerate(questions(), 1)
        )
        _ask_machine(selfcheck)
        _event(selfcheck, by, ANSWER, verb="selfcheck.start")
    return selfcheck


@transaction.atomic
def refresh_selfcheck(*, by: User, selfcheck: SelfCheck) -> SelfCheck:
    """Ask the machine again, while the form is being filled in."""
    selfcheck = held(selfcheck)
    require(may_self_check(by, SelfCheckVerb.EDIT, selfcheck))
    _ask_machine(selfcheck)
    _event(selfcheck, by, ANSWER, verb="selfcheck.refresh")
    return selfcheck


def _ask_machine(selfcheck: SelfCheck) -> None:
    found = machine_answers(selfcheck.organisation, selfcheck.year)
    lines = [line for line in selfcheck.lines.all() if line.key in found]
    for line in lines:
        seen = found[line.key]
        line.machine, line.machine_note, line.measure = seen.answer, seen.note[:200], seen.measure
    SelfCheckLine.objects.bulk_update(lines, ["machine", "machine_note", "measure"])


@transaction.atomic
def answer_selfcheck(
    *, by: User, selfcheck: SelfCheck, answers: Mapping[str, Answer], summary: str = ""
) -> SelfCheck:
    """Save what is filled in so far; it may be incomplete."""
    selfcheck = held(selfcheck)
    require(may_self_check(by, SelfCheckVerb.EDIT, selfcheck))
    lines = [line for line in selfcheck.lines.all() if line.key in answers]
    for line in lines:
        given = answers[line.key]
        line.answer = given.answer if given.answer in ANSWERS else ""
        line.note = storable(given.note).strip()[:500]
        line.explanation = storable(given.explanation).strip()[:500]
    SelfCheckLine.objects.bulk_update(lines, ["answer", "note", "explanation"])
    selfcheck.summary = storable(summary).strip()[:5000]
    selfcheck.save(update_fields=["summary"])
    _event(selfcheck, by, ANSWER, verb="selfcheck.answer")
    return selfcheck


@transaction.atomic
def submit_selfcheck(*, by: User, selfcheck: SelfCheck) -> SelfCheck:
    """Hand in: every question answered, what was not done described, every difference explained."""
    selfcheck = held(selfcheck)
    require(may_self_check(by, SelfCheckVerb.SUBMIT, selfcheck))
    problems = {}
    for one in shown(selfcheck):
        if problem := _problem(one.line):
            problems[one.line.key] = f"“{one.question.question}”：{problem}"
    if problems:
        raise ValidationError(list(problems.values()))
    selfcheck.submitted_by, selfcheck.submitted_at = by, clock.now()
    _move(selfcheck, SelfCheckVerb.SUBMIT, ["submitted_by", "submitted_at"])
    _event(selfcheck, by, ANSWER, verb="selfcheck.submit")
    return selfcheck


def _problem(line: SelfCheckLine) -> str:
    if not line.answer:
        return "还没有选自查结论。"
    if differs(line.answer, line.machine) and not line.explanation:
        return f"自查结论与系统取数（{line.machine_note}）不一致，请写明原因。"
    if line.answer in ("partly", "no", "not_applicable") and not line.note:
        return "没有完全做到的，请写明情况；不涉及的，请写明理由。"
    return ""


@transaction.atomic
def return_selfcheck(*, by: User, selfcheck: SelfCheck, note: str) -> SelfCheck:
    selfcheck = held(selfcheck)
    require(may_self_check(by, SelfCheckVerb.RETURN, selfcheck))
    selfcheck.office_note = said(note, "note", "请写明要补充什么。")
    _move(selfcheck, SelfCheckVerb.RETURN, ["office_note"])
    _event(selfcheck, by, RUN, verb="selfcheck.return")
    tell(
        selfcheck.organisation,
        ANSWER,
        f"{selfcheck.year}年度自查表被退回补充。",
        selfcheck.get_absolute_url(),
        f"evaluation:selfcheck:{selfcheck.pk}:{clock.now():%Y%m%d%H%M%S}",
    )
    return selfcheck


@transaction.atomic
def receive_selfcheck(*, by: User, selfcheck: SelfCheck, note: str = "") -> SelfCheck:
    """The county office confirms that it has the form; this is the receipt."""
    selfcheck = held(selfcheck)
    require(may_self_check(by, SelfCheckVerb.RECEIVE, selfcheck))
    selfcheck.office_note = storable(note).strip()[:500]
    selfcheck.received_by, selfcheck.received_at = by, clock.now()
    _move(selfcheck, SelfCheckVerb.RECEIVE, ["office_note", "received_by", "received_at"])
    _event(selfcheck, by, RUN, verb="selfcheck.receive")
    return selfcheck


def _move(selfcheck: SelfCheck, verb: SelfCheckVerb, columns: list[str]) -> None:
    row = transition(SELFCHECK_TRANSITIONS, verb, selfcheck.state)
    assert row is not None and row.to is not None  # the policy has asked the same table
    selfcheck.state = SelfCheckState(row.to)
    selfcheck.save(update_fields=["state", *columns])


def _event(selfcheck: SelfCheck, by: User, action: str, *, verb: str) -> None:
    trail(
        verb=verb,
        by=by,
        subject=selfcheck,
        organisation=selfcheck.organisation,
        action=action,
        after=selfcheck.state,
    )
