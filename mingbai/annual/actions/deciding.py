"""Submitting, signing, sending back and reopening a report."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.models import AnnualReport, Signing
from mingbai.annual.policies import may_do, may_sign
from mingbai.annual.queries.frozen import content
from mingbai.annual.queries.problems import problems
from mingbai.annual.queries.sections import written
from mingbai.annual.states import Verb, transition
from mingbai.lib import clock, digests
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require

LONGEST_REASON = 300


@transaction.atomic
def submit(*, report: AnnualReport, by: User) -> AnnualReport:
    """Put the report before who signs. Refused while it is not complete or its numbers do not add up."""
    report = held(report)
    require(may_do(by, Verb.SUBMIT, report))
    _refuse_incomplete(report, by)
    report.submitted_by, report.submitted_at = by, clock.now()
    return _move(report, Verb.SUBMIT, by)


@transaction.atomic
def recall(*, report: AnnualReport, by: User) -> AnnualReport:
    report = held(report)
    require(may_do(by, Verb.RECALL, report))
    return _move(report, Verb.RECALL, by)


@transaction.atomic
def send_back(*, report: AnnualReport, reason: str, by: User) -> AnnualReport:
    report = held(report)
    require(may_do(by, Verb.SEND_BACK, report))
    report.returned_reason = _reason(reason)
    return _move(report, Verb.SEND_BACK, by)


@transaction.atomic
def sign(*, report: AnnualReport, by: User) -> AnnualReport:
    """Freeze text, tables and the records behind every cell. Refused while anything does not add up."""
    report = held(report)
    require(may_sign(by, report))
    found = _refuse_incomplete(report, by)
    snapshot = content(report, [one.text for one in found])
    number = report.signings.count() + 1
    report.signing = Signing.objects.create(
        report=report,
        number=number,
        snapshot=snapshot,
        digest=digests.of_value(snapshot),
        signed_by=by,
        signed_at=clock.now(),
    )
    report.returned_reason = ""
    return _move(report, Verb.SIGN, by, digest=report.signing.digest, number=number)


@transaction.atomic
def reopen(*, report: AnnualReport, reason: str, by: User) -> AnnualReport:
    """Write a signed report anew. What was signed stays, with the reason why it no longer counts."""
    report = held(report)
    require(may_do(by, Verb.REOPEN, report))
    words = _reason(reason)
    report.signings.filter(revoked_at=None).update(
        revoked_by=by, revoked_at=clock.now(), revoked_reason=words
    )
    report.signing, report.returned_reason = None, words
    report.handed_in_on, report.handed_in_by, report.handed_in_to = None, None, ""
    return _move(report, Verb.REOPEN, by)


def _move(report: AnnualReport, verb: Verb, by: User, **detail: Any) -> AnnualReport:
    row = transition(verb)
    report.state = row.to or report.state
    report.save()
    trail(report, by, verb.value, row.action, **detail)
    return report


def _refuse_incomplete(report: AnnualReport, by: User) -> list[Any]:
    """The warnings that remain; ValidationError with everything that has to be put right before."""
    found = problems(report)
    wrong = [one.text for one in found if one.blocks]
    fresh = {one.number: one.text for one in written(report, by)}
    if any(section.generated != fresh[section.number] for section in report.sections.all()):
        wrong.append("取数以后数字又有变化，请重新取数，核对文字后再提交。")
    if wrong:
        raise ValidationError(wrong)
    return [one for one in found if not one.blocks]


def _reason(text: str) -> str:
    words = one_line(text)
    if not words:
        raise ValidationError({"reason": "请写明原因。"})
    if len(words) > LONGEST_REASON:
        raise ValidationError({"reason": f"最多写 {LONGEST_REASON} 个字。"})
    return words
