"""What every verb does: hold the row, refuse with words, write the trail."""

from typing import NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.households.models import HouseholdList
from mingbai.households.policies import may_do
from mingbai.households.states import State, Verb, leads_to
from mingbai.lib.verdict import require


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def locked(row: HouseholdList) -> HouseholdList:
    """The list as it is now, locked until the transaction ends."""
    rows = HouseholdList.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "area", "rules", "rules__kind").get(pk=row.pk)


def held(row: HouseholdList, verb: Verb, by: User) -> tuple[HouseholdList, State]:
    """The locked list, and where `verb` leads; `Denied` when the person or the state does not allow it."""
    now = locked(row)
    require(may_do(by, verb, now))
    to = leads_to(verb, now.state)
    assert to is not None
    return now, to
