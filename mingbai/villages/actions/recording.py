"""What all verbs here share: the event, the lock, the refusal, and the look for personal data."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.checks.looking import personal_data_in
from mingbai.organisations import trail
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.villages.models import MonthlyClose
from mingbai.villages.policies import KEEP, SIGN


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def held(sheet: MonthlyClose) -> MonthlyClose:
    """The row as it is now, locked until the transaction ends."""
    rows = MonthlyClose.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=sheet.pk)


def record(
    verb: str, by: User, subject: Any, village: Organisation, action: str = KEEP, **detail: Any
) -> None:
    """One event on the role that allows `action` there; `before` and `after` are digests."""
    trail.record(verb, by, subject, village, action, **detail)


def right_of(user: User, village: Organisation) -> str:
    """The action on which this person looks after objections there."""
    return KEEP if scope_of(user, KEEP).contains(village) else SIGN


def refuse_personal_data(field: str, texts: Iterable[str], village: Organisation) -> None:
    """《个人信息保护法》：身份证号、手机号、银行卡号等不能上公开栏，也不必记在异议里。"""
    if shown := personal_data_in(texts, village):
        refuse(field, f"“{shown}”里有身份证号、电话、银行卡号这类个人信息，请删去以后再保存。")
