"""Loading the packaged limits, and changing them by adding versions."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role
from mingbai.timelimits import packaged, queries
from mingbai.timelimits.actions import stamping
from mingbai.timelimits.models import Limit, LimitVersion
from mingbai.timelimits.queries import VALUE_FIELDS
from mingbai.timelimits.recomputing import Moved, following
from mingbai.timelimits.rules import LimitValue, Unit
from mingbai.timelimits.rules.due import LONGEST

MANAGE = "limit.manage"
EDITABLE = (
    "name", "number", "from_label", "count_first_day", "shift", "month", "day", "article", "quote", "note",
    "certainty",
)  # fmt: skip


@transaction.atomic
def load_limits() -> int:
    """Load the packaged limits that the database does not have; what the county edited stays.

    Returns the number of limits added.
    """
    present = set(Limit.objects.values_list("key", flat=True))
    missing = [value for key, value in packaged.limits().items() if key not in present]
    if not missing:
        return 0
    stamping.lock()
    order = {key: number for number, key in enumerate(packaged.limits(), 1)}
    for value in missing:
        limit, made = Limit.objects.get_or_create(key=value.key, defaults={"order": order[value.key]})
        if made:
            _add(limit, value, None, "随系统装入")
    stamping.renew()
    return len(missing)


@transaction.atomic
def change_limit(
    *, by: User | None, key: str, valid_from: date, reason: str, **values: Any
) -> tuple[LimitVersion, list[Moved]]:
    """Let a limit say something else from a day on; what it said before stays on record.

    `values` are some of EDITABLE. Returns the new version and the due dates that moved.
    """
    if by is not None:
        require(may(by, MANAGE, None))
    if unknown := set(values) - set(EDITABLE):
        raise TypeError(f"not to be set here: {', '.join(sorted(unknown))}")
    load_limits()
    stamping.lock()
    limit = Limit.objects.filter(key=key).first()
    if limit is None:
        raise queries.UnknownLimit(key)
    now = queries.limit(key, valid_from)
    changed = {name: value for name, value in values.items() if getattr(now, name) != value}
    _check(now, changed, reason)
    with following() as moved:
        renewed = packaged.limit_of({**_row(now), **changed, "valid_from": valid_from, "key": key})
        version = _add(limit, renewed, by, reason.strip())
        version.full_clean(exclude=["limit", "recorded_by", "events", "quote", "note", "per"])
        stamping.renew()
    append(
        verb="limit.change",
        by=by,
        subject=limit,
        role=acting_role(by, MANAGE, None) if by else "",
        detail={"valid_from": str(valid_from), "moved": len(moved)}
        | {name: [str(getattr(now, name)), str(value)] for name, value in changed.items()},
    )
    return version, moved


def _row(value: LimitValue) -> dict[str, Any]:
    row = asdict(value)
    row["events"] = [dict(one, effect=str(one["effect"])) for one in row["events"]]
    return row


def _add(limit: Limit, value: LimitValue, by: User | None, reason: str) -> LimitVersion:
    row = _row(value)
    return LimitVersion.objects.create(
        limit=limit,
        reason=reason,
        recorded_by=by,
        recorded_at=clock.now(),
        **{name: row[name] for name in VALUE_FIELDS},
    )


def _check(now: LimitValue, changed: dict[str, Any], reason: str) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = "请写明为什么改，例如上级新规定的文号。"
    if not changed:
        errors["number"] = "和现在的写法一样，没有要保存的修改。"
    if not 1 <= changed.get("number", 1) <= LONGEST:
        errors["number"] = f"请填 1 到 {LONGEST} 之间的整数。"
    for name, message in (("name", "请填写事项名称。"), ("article", "请写明依据条款。")):
        if name in changed and not changed[name].strip():
            errors[name] = message
    if now.unit == Unit.TIMES:
        months = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}.get(now.per, 0)
        if changed.get("month", 0) > months:
            errors["month"] = f"这个周期只有 {months} 个月，请填 0 到 {months}；0 表示最后一个月。"
        if changed.get("day", 0) > 31:
            errors["day"] = "请填 0 到 31；0 表示月末。"
    elif changed.get("month") or changed.get("day"):
        errors["month"] = "按期限计算的不用填月和日。"
    if errors:
        raise ValidationError(errors)
