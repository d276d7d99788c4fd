"""How the actions of this app refuse."""

from typing import NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may


def demand(by: User | None, action: str, organisation: Organisation | None) -> None:
    if by is not None:
        require(may(by, action, organisation))


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def refuse_ended(organisation: Organisation, field: str) -> None:
    if organisation.valid_to is not None:
        refuse(field, f"“{organisation}”已于 {organisation.valid_to} 撤销，请另选机构。")
