"""What the verbs here share: the refusals."""

from collections.abc import Iterable
from typing import NoReturn

from django.core.exceptions import ValidationError

from mingbai.checks.looking import personal_data_in
from mingbai.organisations.models import Organisation


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def refuse_personal_data(field: str, texts: Iterable[str], organisation: Organisation) -> None:
    """Neither a screen in the square nor the log of a reading place is for what tells who somebody is."""
    if shown := personal_data_in(texts, organisation):
        refuse(field, f"“{shown}”里有身份证号、手机号、银行卡号这类个人信息，请删去以后再保存。")
