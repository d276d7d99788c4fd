"""What the county office sets: quotas, the ledger's numbers, and what counts for a plan's task."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.duties import evidence
from mingbai.duties.actions.deriving import derive
from mingbai.duties.actions.refreshing import refresh_duties
from mingbai.duties.models import Counting, Duty, Quota, Setting
from mingbai.duties.queries.settings import setting
from mingbai.duties.states import Source
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Kind
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role
from mingbai.plans.models import PlanTask

MANAGE = "duty.manage"
YEAR_ONE = date(2000, 1, 1)
FIRST_DAY = date(2008, 5, 1)
"""政府信息公开条例 first came into force; no ledger begins before."""


def load_quotas() -> int:
    """Add the packaged quotas that are not there; what the county edited stays. Returns how many."""
    rows = json.loads((files("mingbai.duties") / "data" / "quotas.json").read_text(encoding="utf-8"))
    return sum(
        Quota.objects.get_or_create(key=row.pop("key"), defaults={"valid_from": YEAR_ONE, **row})[1]
        for row in rows
    )


@transaction.atomic
def set_quota(*, key: str, by: User, reason: str, **values: Any) -> Quota:
    """Add a quota or change its numbers; the reason stands in the trail beside the old values."""
    require(may(by, MANAGE, None))
    _check_quota(values, reason)
    only = values.pop("only", None)
    before = Quota.objects.filter(pk=key).values(*values).first()
    quota, _ = Quota.objects.update_or_create(key=key, defaults=values)
    if only is not None:
        quota.only.set(only)
    _event("set_quota", by, quota, reason=reason.strip(), before=_plain(before), after=_plain(values))
    derive(Source.QUOTA)
    refresh_duties(Duty.objects.filter(quota=quota))
    return quota


def _check_quota(values: dict[str, Any], reason: str) -> None:
    problems: dict[str, str] = {}
    if not reason.strip():
        problems["reason"] = "请写明为什么这样规定，例如写上文件的名称。"
    if "at_least" in values and not 1 <= values["at_least"] <= 366:
        problems["at_least"] = "次数请填 1 到 366。"
    if not set(values.get("kinds", [])) <= set(Kind.values):
        problems["kinds"] = "请选择适用的机构类别。"
    if "evidence" in values and values["evidence"] not in evidence.choices():
        problems["evidence"] = "请选择凭什么计数。"
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def set_setting(*, by: User, **values: Any) -> Setting:
    """Set the ledger's beginning and its other numbers; the next refresh follows them."""
    require(may(by, MANAGE, None))
    row = setting()
    days = values.get("remind_days")
    if days is not None and (not days or any(not 0 <= day <= 60 for day in days)):
        raise ValidationError({"remind_days": "提醒的工作日数请填 0 到 60 之间的数，用顿号隔开。"})
    begins_on = values.get("begins_on")
    if begins_on is not None and not FIRST_DAY <= begins_on <= clock.today():
        raise ValidationError({"begins_on": f"台账的起始日期请填 {FIRST_DAY} 到今天之间的一天。"})
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=list(values))
    _event("set_setting", by, row, before=_plain(before), after=_plain(values))
    return row


@transaction.atomic
def choose_evidence(*, task: PlanTask, by: User, evidence_kind: str) -> Counting:
    """Say what counts for a task; "" means that only proofs given by a person do."""
    require(may(by, "plan.manage", task.plan.organisation))
    if evidence_kind and evidence_kind not in evidence.choices():
        raise ValidationError({"evidence": "请从列出的种类里选择。"})
    row, _ = Counting.objects.update_or_create(task=task, defaults={"evidence": evidence_kind})
    append(
        verb="duty.choose_evidence",
        by=by,
        subject=task,
        organisation=task.plan.organisation,
        role=acting_role(by, "plan.manage", task.plan.organisation),
        detail={"evidence": evidence_kind},
    )
    Duty.objects.filter(task=task).update(evidence=evidence_kind)
    refresh_duties(Duty.objects.filter(task=task))
    return row


def _event(verb: str, by: User, subject: Any, **detail: Any) -> None:
    append(
        verb=f"duty.{verb}",
        by=by,
        subject=subject,
        organisation=None,
        role=acting_role(by, MANAGE, None),
        detail=detail,
    )


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return {
        name: value if isinstance(value, int | list | None) else str(value)
        for name, value in (values or {}).items()
    }
