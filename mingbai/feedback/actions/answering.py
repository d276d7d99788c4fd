"""What the office does with an opinion: take it up, put the page right, answer, or say why not."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.checks.masking import mask
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.feedback.models import Report
from mingbai.feedback.policies import ANSWER, may_do, may_see_person
from mingbai.feedback.queries import has_changed_since, sealed_of
from mingbai.feedback.states import State, Verb, leads_to
from mingbai.feedback.values import Sealed
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.notifications.actions import Draft, notify_many, settle
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role, nearest_with

LONGEST_ANSWER = 1000
NOT_YET = (
    "收到意见以后，这一条还没有重新公开过，不能以“已更正”办结。"
    "请先在“稿件”里更正并发布；改在另一条信息里的，填那一条的索引号或者网址；不需要改的，用“答复”或者“不采纳”办结。"
)


def _refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def _held(report: Report, verb: Verb, by: User) -> tuple[Report, State]:
    """The row as it is now, locked until the transaction ends, and where `verb` leads."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("organisation", "information")
    row = rows.get(pk=report.pk)
    require(may_do(by, verb, row))
    to = leads_to(verb, row.state)
    assert to is not None
    return row, to


def record(
    verb: str, by: User | None, report: Report, place: Organisation, before: str, **detail: Any
) -> None:
    append(
        verb=f"feedback.{verb}",
        by=by,
        subject=report,
        organisation=place,
        role=acting_role(by, ANSWER, place) if by is not None else "",
        before=before,
        after=report.state,
        detail=detail,
    )


@transaction.atomic
def accept(*, report: Report, by: User) -> Report:
    """It is being looked into, and put right where it is right."""
    row, to = _held(report, Verb.ACCEPT, by)
    before, row.state, row.accepted_at = row.state, to, clock.now()
    row.save()
    record("accept", by, row, row.organisation, before)
    settle(key=f"feedback:{row.pk}:new")
    return row


@transaction.atomic
def correct(*, report: Report, by: User, answer: str, proof: Information | None = None) -> Report:
    """Close it as put right: only when the public has seen another text since it came.

    `proof` is another public record that says it right, such as what should have been published.
    """
    row, to = _held(report, Verb.CORRECT, by)
    shown = proof or row.information
    if proof is not None and not is_listed(proof):
        _refuse("proof", "请填一条现在公开的信息。")
    if shown is None or not has_changed_since(shown, row):
        _refuse("proof", NOT_YET)
    row.proof = shown if is_listed(shown) else None
    return _close(row, Verb.CORRECT, to, by, answer)


@transaction.atomic
def answer(*, report: Report, by: User, answer: str) -> Report:
    """Close it with an answer, where nothing on the page had to change."""
    row, to = _held(report, Verb.ANSWER, by)
    return _close(row, Verb.ANSWER, to, by, answer)


@transaction.atomic
def reject(*, report: Report, by: User, answer: str) -> Report:
    """Close it without doing what was asked, and say why."""
    row, to = _held(report, Verb.REJECT, by)
    return _close(row, Verb.REJECT, to, by, answer)


def _close(row: Report, verb: Verb, to: State, by: User, words: str) -> Report:
    words = storable(words).strip()
    if not words:
        _refuse("answer", "请写明理由，本人会看到。" if verb == Verb.REJECT else "请写一两句，本人会看到。")
    if len(words) > LONGEST_ANSWER:
        _refuse("answer", f"最多 {LONGEST_ANSWER} 字，请写短一些。")
    before, row.state, row.answer = row.state, to, words
    row.closed_at, row.closed_by = clock.now(), by
    row.save()
    detail = {"proof": row.proof_id} if row.proof_id else {}
    record(verb.value, by, row, row.organisation, before, **detail)
    settle(key=f"feedback:{row.pk}:")
    return row


@transaction.atomic
def pass_on(*, report: Report, by: User, to: Organisation, reason: str) -> Report:
    """Hand it to the organisation that answers for it."""
    row, state = _held(report, Verb.PASS_ON, by)
    if to.pk == row.organisation_id:
        _refuse("to", "请选别的单位。")
    if not storable(reason).strip():
        _refuse("reason", "请写明为什么转，例如：属于县水利局的职责。")
    before, place = row.state, row.organisation
    row.organisation, row.state, row.accepted_at = to, state, None
    row.save()
    record("pass_on", by, row, place, before, to=to.code, reason=mask(storable(reason).strip()[:200]))
    settle(key=f"feedback:{row.pk}:")
    words = f"{place}转来一条群众意见（{row.get_kind_display()}）：{row.title[:60]}。"
    key = f"feedback:{row.pk}:passed:{to.pk}"
    notify_many(Draft(one, words, key, row.get_absolute_url()) for one in nearest_with(ANSWER, to))
    return row


@transaction.atomic
def see_person(*, report: Report, by: User) -> Sealed:
    """How to reach the person, and the words as they were typed; that somebody looked stands in the trail."""
    require(may_see_person(by, report))
    found = sealed_of(report)
    record("see_person", by, report, report.organisation, report.state)
    return found


@transaction.atomic
def told(*, report: Report, by: User) -> Report:
    """Note that the person was told by telephone."""
    row = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    require(may_see_person(by, row))
    if row.closed_at is None or row.told_at is not None:
        raise ValidationError("只有办结了、还没有登记过告知的，才能登记。")
    row.told_at = clock.now()
    row.save(update_fields=["told_at"])
    record("told", by, row, row.organisation, row.state)
    return row
