"""What all verbs here share."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.checks.findings import BLOCK
from mingbai.checks.personal_data import find
from mingbai.checks.queries import context_for
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role, scope_of
from mingbai.promises.models import Promise
from mingbai.promises.policies import KEEP, SIGN


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def held(promise: Promise) -> Promise:
    """The row as it is now, locked until the transaction ends."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=promise.pk)


def record(verb: str, by: User, subject: Any, place: Organisation, **detail: Any) -> None:
    """One event, on the role that keeps the promise or else signs for it."""
    action = KEEP if scope_of(by, KEEP).contains(place) else SIGN
    facts = {name: value if isinstance(value, int | list) else str(value) for name, value in detail.items()}
    append(
        verb=verb,
        by=by,
        subject=subject,
        organisation=place,
        role=acting_role(by, action, place),
        detail=facts,
    )


def has_personal_data(text: str, place: Organisation | None) -> bool:
    """Whether it holds an identity number, telephone, bank card or the like."""
    today = clock.today()
    known = context_for(place, today).telephones
    return any(hit.severity == BLOCK for hit in find(text, today, known))


def refuse_personal_data(texts: Iterable[tuple[str, str]], place: Organisation) -> None:
    """`texts` are pairs of field and text that the public will read."""
    for field, text in texts:
        if has_personal_data(text, place):
            refuse(field, "里面有身份证号、电话、银行卡号这类个人信息，公众会看到，请删去。")
