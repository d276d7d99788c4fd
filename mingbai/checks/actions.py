"""Changing the lexicon and the memory of false alarms. Values never reach the trail, only fingerprints."""

from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.checks.findings import Finding
from mingbai.checks.masking import mask
from mingbai.checks.models import DismissedFinding, LexiconTerm
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role


@transaction.atomic
def add_term(
    *,
    by: User,
    term: str,
    correction: str = "",
    severity: str = "ask",
    unless: str = "",
    since: date | None = None,
    note: str = "",
    organisation: Organisation | None = None,
) -> LexiconTerm:
    """Add a wrong word, or change and switch on the one spelt the same; no organisation means the county.

    `unless`: longer words, parted by spaces, in which the word is right. Raises Denied, ValidationError.
    """
    require(may(by, "lexicon.manage", organisation))
    term, correction = term.strip(), correction.strip()
    _check_term(term, correction, unless)
    row = _row(term, organisation) or LexiconTerm(term=term, organisation=organisation)
    before = _state(row)
    row.correction, row.severity, row.note = correction, severity, note.strip()
    row.unless, row.since, row.active = " ".join(unless.split()), since, True
    return _saved(row, "add_term", by, before)


@transaction.atomic
def retire_term(*, by: User, term: str, organisation: Organisation | None = None) -> LexiconTerm:
    """Switch a word off, one of the packaged list too."""
    require(may(by, "lexicon.manage", organisation))
    row = _row(term, organisation) or LexiconTerm(term=term, organisation=organisation)
    before = _state(row)
    row.active = False
    return _saved(row, "retire_term", by, before)


@transaction.atomic
def dismiss_finding(
    *, by: User, organisation: Organisation, finding: Finding, reason: str
) -> DismissedFinding:
    """Remember that a finding is false: its rule no longer fires on that value in that organisation.

    The reason is kept masked. Doing it twice keeps the first reason. Raises Denied, ValidationError.
    """
    require(may(by, "record.waive", organisation))
    reason = mask(" ".join(reason.split()))
    if not 4 <= len(reason) <= 300:
        _refuse("reason", "请写明为什么不算问题，4 到 300 个字。")
    row, made = DismissedFinding.objects.get_or_create(
        fingerprint=finding.fingerprint,
        organisation=organisation,
        defaults={"rule": finding.rule, "reason": reason, "by": by, "at": clock.now()},
    )
    if made:
        append(
            verb="dismiss_finding",
            by=by,
            role=acting_role(by, "record.waive", organisation),
            organisation=organisation,
            subject=row,
            after=row.fingerprint,
            detail={"kind": finding.kind, "rule": finding.rule, "reason": reason},
        )
    return row


def _check_term(term: str, correction: str, unless: str) -> None:
    if len(term) < 2:
        _refuse("term", "错误用词至少两个字，一个字会到处误报。")
    if term == correction:
        _refuse("correction", "正确写法和错误用词一样，请检查。")
    wrong = [word for word in unless.split() if term not in word or word == term]
    if wrong:
        _refuse("unless", f"例外“{wrong[0]}”里没有包含“{term}”，请填写包含它的更长的词。")


def _row(term: str, organisation: Organisation | None) -> LexiconTerm | None:
    return LexiconTerm.objects.select_for_update().filter(term=term, organisation=organisation).first()


def _state(row: LexiconTerm) -> dict[str, Any]:
    if row.pk is None:
        return {}
    fields = ("term", "correction", "severity", "unless", "since", "note", "active")
    return {field: getattr(row, field) for field in fields}


def _saved(row: LexiconTerm, verb: str, by: User, before: dict[str, Any]) -> LexiconTerm:
    row.full_clean()
    row.save()
    append(
        verb=verb,
        by=by,
        role=acting_role(by, "lexicon.manage", row.organisation),
        organisation=row.organisation,
        subject=row,
        before=digests.of_value(before) if before else "",
        after=digests.of_value(_state(row)),
        detail={"term": row.term, "correction": row.correction},
    )
    return row


def _refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})
