"""Query codes: printed once, kept as digests, tried within limits."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.households.actions.recording import locked, refuse
from mingbai.households.exports.slips import Slip, slips_pdf
from mingbai.households.models import HouseholdList, Row, Try
from mingbai.households.policies import EDIT, may_print_slips
from mingbai.households.queries import code_digest, opened, rows_by_code, rows_of, short_name
from mingbai.households.rules.codes import new_code, plain_code, tail_of
from mingbai.households.rules.definitions import Type
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.trail import record

WRONG = "没有查到。请对照纸条上的查询码和身份证号末四位再试；公示结束满一年的查不到。"
TOO_OFTEN = "输错的次数太多，请过一小时再查，或者打咨询电话。"


@transaction.atomic
def print_slips(
    *,
    row: HouseholdList,
    by: User,
    again: bool = False,
    reason: str = "",
    draw: Callable[[], str] = new_code,
) -> bytes:
    """A PDF with a slip for every household that has no code yet; each code is printed once and kept nowhere.

    `again` makes all codes anew, when the printout was lost: the old ones then open nothing. `draw` gives
    each code; only the demonstration, which tells one of them, draws codes that can be foreseen.
    """
    require(may_print_slips(by, row))
    now = locked(row)
    require(may_print_slips(by, now))
    if again and not one_line(reason):
        refuse("reason", "请写明为什么重印，例如：纸条丢失。原来的查询码会作废。")
    rows = [one for one in rows_of(now) if again or not one.code]
    if not rows:
        raise ValidationError("每一户的查询码都已经印过。纸条丢了的，勾选“全部重印”，或者给那一户补发。")
    data = slips_pdf(now, _coded(now, rows, draw))
    count = len({one.identity for one in rows})
    record("household.slips", by, now, now.organisation, EDIT, households=count, again=again)
    return data


@transaction.atomic
def renew_code(*, household: Row, by: User) -> bytes:
    """One slip for a household that lost its own."""
    now = locked(household.list)
    require(may_print_slips(by, now))
    rows = list(rows_of(now).filter(identity=household.identity))
    if not rows:
        raise ValidationError("名单里没有这一户。")
    data = slips_pdf(now, _coded(now, rows))
    record("household.renew_code", by, now, now.organisation, EDIT)
    return data


def _coded(now: HouseholdList, rows: list[Row], draw: Callable[[], str] = new_code) -> list[Slip]:
    """New codes for these, one for all lines of a household."""
    definition = now.rules.definition
    name, identity = definition.of_type(Type.NAME).name, definition.of_type(Type.ID).name
    codes: dict[str, str] = {}
    slips: list[Slip] = []
    for one in rows:
        values = opened(one)
        if one.identity not in codes:
            codes[one.identity] = draw()
            slips.append(Slip(values[name], short_name(one.village), one.group, codes[one.identity]))
        one.code = code_digest(codes[one.identity], tail_of(values[identity]))
        one.code_at = clock.now()
    Row.objects.bulk_update(rows, ["code", "code_at"], batch_size=200)
    return slips


def query(*, code: str, tail: str, address: str) -> list[Row]:
    """The household's own lines. One message for whatever is wrong, so that nothing is learnt from it."""
    who, about = Try.from_address(address), Try.digest(plain_code(code) or "none")
    often = Try.reached(Try.What.ADDRESS, who, settings.HOUSEHOLDS_WRONG_PER_HOUR)
    if often or Try.reached(Try.What.CODE, about, settings.HOUSEHOLDS_WRONG_PER_CODE):
        raise ValidationError(TOO_OFTEN)
    found = rows_by_code(code, tail_of(tail))
    if not found:
        Try.note(Try.What.ADDRESS, who)
        if plain_code(code):
            Try.note(Try.What.CODE, about)
        raise ValidationError(WRONG)
    return found
