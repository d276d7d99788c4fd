"""What all verbs here share."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.html import escape

from mingbai.accounts.models import User
from mingbai.checks.looking import personal_data_in
from mingbai.gazette.models import Issue
from mingbai.gazette.policies import EDIT
from mingbai.lib.text import one_line, storable
from mingbai.organisations import trail
from mingbai.organisations.models import Organisation


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def held(issue: Issue) -> Issue:
    """The row as it is now, locked until the transaction ends."""
    return Issue.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=issue.pk)


def record(
    verb: str, by: User | None, subject: Any, place: Organisation, action: str = EDIT, **detail: Any
) -> None:
    trail.record(f"gazette.{verb}", by, subject, place, action, **detail)


def required(field: str, text: str, longest: int, message: str) -> str:
    found = one_line(text)[:longest]
    return found or refuse(field, message)


def paragraphs(field: str, text: str, place: Organisation) -> str:
    """Typed text as markup, a paragraph for each line. Refuses what must not be printed."""
    plain = storable(text)
    if personal_data_in([plain], place):
        refuse(field, "里面有身份证号、电话、银行卡号这类个人信息，印出去收不回来，请删去。")
    lines = [line.strip() for line in plain.splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)
