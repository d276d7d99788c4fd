"""A list begins, and is filled from a table."""

import json
from datetime import date

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.foi.sealing import seal, seal_text
from mingbai.households.actions.recording import held, refuse
from mingbai.households.exports.marking import marked_copy
from mingbai.households.exports.reading import Filled, filled_in
from mingbai.households.models import HouseholdList, ListKind, MarkedCopy, Row
from mingbai.households.policies import EDIT, may_create, may_do
from mingbai.households.queries import areas_for, identity_digest, version_of, villages_of
from mingbai.households.rules.definitions import Definition, Type
from mingbai.households.states import Verb
from mingbai.households.values import Line
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record
from mingbai.timelimits.periods import of_key

AT_ONCE = 500


@transaction.atomic
def create(
    *,
    organisation: Organisation,
    area: Organisation,
    kind: ListKind,
    period_key: str,
    by: User,
    telephone: str = "",
    complaints: str = "",
    information: Information | None = None,
) -> HouseholdList:
    """An empty list by the kind as it is defined now; `information` is the public record of its sums."""
    require(may_create(by, organisation))
    if not areas_for(organisation).filter(pk=area.pk).exists():
        refuse("area", "只能做本单位和下级的名单。")
    if not villages_of(area):
        refuse("area", f"“{area}”下面没有村（社区），不能做到户名单。")
    if kind.retired_at is not None:
        refuse("kind", "这个种类已经停用。")
    try:
        of_key(period_key)
    except ValueError:
        refuse("period_key", "请选一期。")
    made = HouseholdList.objects.create(
        organisation=organisation,
        area=area,
        rules=version_of(kind),
        period_key=period_key,
        telephone=one_line(telephone)[:60] or organisation.telephone,
        complaints=one_line(complaints)[:60],
        information=information,
        created_by=by,
        created_at=clock.now(),
    )
    record("household.create", by, made, organisation, EDIT, kind=kind.key, period=period_key)
    return made


def import_rows(*, list: HouseholdList, data: bytes, by: User) -> Filled:  # noqa: A002  the word of the table
    """Take a filled-in table over, whole or not at all; what was there before is replaced.

    With errors nothing is taken over: a copy with every error marked waits for the person until tomorrow.
    """
    require(may_do(by, Verb.IMPORT, list))
    filled = filled_in(data, list.rules.definition, villages_of(list.area))
    if filled.problems:
        _keep_marked(list, marked_copy(data, filled, list.rules.definition), len(filled.problems), by)
        return filled
    _take_over(list, filled.lines, by)
    return filled


@transaction.atomic
def _keep_marked(row: HouseholdList, data: bytes, count: int, by: User) -> None:
    now, _ = held(row, Verb.IMPORT, by)
    values = {"sealed": seal(data), "problems": count, "by": by, "at": clock.now()}
    MarkedCopy.objects.update_or_create(list=now, defaults=values)


@transaction.atomic
def _take_over(row: HouseholdList, lines: list[Line], by: User) -> None:
    now, to = held(row, Verb.IMPORT, by)
    definition = now.rules.definition
    # A corrected list keeps the codes that were printed for households still in it.
    codes = {
        one.identity: (one.code, one.code_at)
        for one in now.rows.exclude(code="").only("identity", "code", "code_at")
    }
    now.rows.all().delete()
    rows = (_row(now, line, definition) for line in lines)
    kept = []
    for one in rows:
        one.code, one.code_at = codes.get(one.identity, ("", None))
        kept.append(one)
    Row.objects.bulk_create(kept, batch_size=AT_ONCE)
    MarkedCopy.objects.filter(list=now).delete()
    now.state, now.entered_by, now.entered_at, now.totals = to, by, clock.now(), []
    now.checked_by = now.approved_by = None
    now.checked_at = now.approved_at = None
    now.save()
    record("household.import", by, now, now.organisation, EDIT, rows=len(kept))


def _row(now: HouseholdList, line: Line, definition: Definition) -> Row:
    group = definition.group
    return Row(
        list=now,
        number=line.number,
        village=line.village,
        group=line.values.get(group.name, "") if group else "",
        sealed=seal_text(json.dumps(dict(line.values), ensure_ascii=False)),
        identity=identity_digest(line.values[definition.of_type(Type.ID).name]),
    )


def drop_marked() -> str:
    """Marked copies hold what households filled in: they are gone the next day. A round."""
    old = [
        one.pk
        for one in MarkedCopy.objects.only("pk", "at")
        if one.at.astimezone(clock.CHINA).date() < _today()
    ]
    if old:
        MarkedCopy.objects.filter(pk__in=old).delete()
    return f"清除标错的到户表格 {len(old)} 份" if old else ""


def _today() -> date:
    return clock.today()
