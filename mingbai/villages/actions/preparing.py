"""Filling in a sheet."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock, digests
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period, of_key
from mingbai.villages import queries, rules
from mingbai.villages.actions.recording import held, record, refuse, refuse_personal_data
from mingbai.villages.models import MonthlyClose
from mingbai.villages.policies import may_edit, may_keep
from mingbai.villages.rules import Line
from mingbai.villages.states import State


@transaction.atomic
def start_sheet(*, village: Organisation, period_key: str, by: User) -> MonthlyClose:
    """Begin the sheet of a period with last period's balance and the village's public records in it."""
    require(may_keep(by, village))
    period = _period(village, period_key)
    if queries.current(village, period.key):
        refuse("period_key", f"{period.label}的表已经建过了，请打开那张表继续填。")
    opening = queries.balance_before(village, period.start)
    sheet = MonthlyClose(
        organisation=village,
        period_key=period.key,
        starts_on=period.start,
        ends_on=period.end,
        opening=opening,
        lines=[line.as_json() for line in queries.proposed_matters(village, period)],
        created_by=by,
        created_at=clock.now(),
    )
    sheet.digest = digest_of(sheet)
    sheet.save()
    record("village.start", by, sheet, village, after=sheet.digest, period=period.key)
    return sheet


def _period(village: Organisation, key: str) -> Period:
    try:
        period = of_key(key)
    except ValueError:
        refuse("period_key", "没有看懂是哪一期，请从列表里选择。")
    if period.start > clock.today():
        refuse("period_key", f"{period.label}还没有到，不能提前建表。")
    regime = queries.regime_of(village, period.start)
    if period.per != regime.per:
        words = "月" if regime.per == "month" else "季度"
        refuse("period_key", f"按县里的规定，“{village}”按{words}公布，请选择{words}。")
    if other := queries.overlapping(village, period):
        refuse("period_key", f"这段时间已经有“{other.period.label}”的表，不能重复公布。")
    return period


@transaction.atomic
def edit_sheet(
    *,
    sheet: MonthlyClose,
    by: User,
    opening: Decimal | None,
    closing: Decimal | None,
    lines: Sequence[Line],
    note: str = "",
    base: str = "",
) -> MonthlyClose:
    """Keep what was typed, even while the sums are not right yet; signing demands that they are.

    `base` is the digest the person began from ("" does not ask). Signatures of another content become void.
    """
    require(may_edit(by, sheet))
    row = held(sheet)
    require(may_edit(by, row))
    if base and base != row.digest:
        raise ValidationError("这张表刚刚被别人改过，您的修改没有保存。请打开另一个窗口核对以后再改。")
    stored = [_storable(line) for line in lines]
    _check(stored, row.organisation)
    before = row.digest
    row.opening, row.closing, row.note = opening, closing, storable(note).strip()
    refuse_personal_data("note", [row.note], row.organisation)
    row.lines = [line.as_json() for line in stored]
    row.digest = digest_of(row)
    if row.digest == before:
        return row
    row.signatures.filter(void_at=None).update(void_at=clock.now())
    row.state = State.DRAFT
    row.save()
    record("village.edit", by, row, row.organisation, before=before, after=row.digest)
    return row


def _storable(line: Line) -> Line:
    return Line(**vars(line) | {"text": one_line(line.text)[:200], "note": one_line(line.note)[:200]})


def _check(lines: Sequence[Line], village: Organisation) -> None:
    if len(lines) > rules.MOST_LINES:
        refuse("lines", f"一张表最多 {rules.MOST_LINES} 行，请把零散的事项合并。")
    problems = [problem for line in lines if (problem := rules.line_problem(line))]
    if problems:
        raise ValidationError({"lines": problems[:10]})
    refuse_personal_data("lines", [f"{line.text} {line.note}" for line in lines], village)
    wanted = {line.information for line in lines if line.information}
    if wanted - queries.listed_titles(wanted):
        refuse("lines", "有一条公开信息已经撤下或者还没有公开，请去掉这一行。")


def digest_of(sheet: MonthlyClose) -> str:
    """What the signatures stand for."""
    content: dict[str, Any] = {
        "village": sheet.organisation.code,
        "period": sheet.period_key,
        "opening": None if sheet.opening is None else f"{sheet.opening:.2f}",
        "closing": None if sheet.closing is None else f"{sheet.closing:.2f}",
        "lines": sheet.lines,
        "note": sheet.note,
    }
    return digests.of_value(content)


def balance_problems(sheet: MonthlyClose) -> dict[str, str]:
    before, after = queries.neighbours(sheet)
    return rules.balance_problems(sheet.opening, sheet.closing, sheet.content, before, after)
