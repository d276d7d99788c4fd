"""Quotas, the ledger's numbers, and what counts for a task."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.duties import actions
from mingbai.duties.actions.managing import MANAGE
from mingbai.duties.forms import EvidenceForm, QuotaForm, SettingForm
from mingbai.duties.models import Counting, Quota
from mingbai.duties.queries.settings import setting
from mingbai.lib import clock
from mingbai.organisations.models import Kind
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.plans.models import PlanTask
from mingbai.shell.views import StaffRequest, form_page, page

FIELDS = (
    "name",
    "evidence",
    "per",
    "at_least",
    "due_month",
    "due_day",
    "kinds",
    "basis",
    "valid_from",
    "valid_to",
)


def quotas(request: StaffRequest) -> HttpResponse:
    kinds = dict(Kind.choices)
    rows = [(row, "、".join(str(kinds.get(one, one)) for one in row.kinds)) for row in Quota.objects.all()]
    manages = bool(may_anywhere(request.user, MANAGE))
    return page(request, "duties/quotas.html", rows=rows, manages=manages, setting=setting())


def quota(request: StaffRequest, key: str) -> HttpResponse:
    row = get_object_or_404(Quota, pk=key)
    form = QuotaForm(request.POST or None, initial={name: getattr(row, name) for name in FIELDS})

    def do(**values: Any) -> None:
        actions.set_quota(key=row.pk, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "已保存，台账已按新的要求计算。",
        "duties:quotas",
        heading="修改次数要求",
        submit="保存",
    )


def new_quota(request: StaffRequest) -> HttpResponse:
    form = QuotaForm(request.POST or None, initial={"valid_from": clock.today().replace(month=1, day=1)})

    def do(**values: Any) -> None:
        key = f"local-{Quota.objects.count() + 1}-{clock.now():%y%m%d%H%M%S}"
        actions.set_quota(key=key, by=request.user, **values)

    return form_page(request, form, do, "已增加。", "duties:quotas", heading="增加次数要求", submit="增加")


def settings(request: StaffRequest) -> HttpResponse:
    row = setting()
    initial = {
        "begins_on": row.begins_on,
        "nil_run": row.nil_run,
        "standing_days": row.standing_days,
        "remind_days": "、".join(str(day) for day in row.remind_days),
    }
    form = SettingForm(request.POST or None, initial=initial)

    def do(**values: Any) -> None:
        actions.set_setting(by=request.user, **values)

    return form_page(
        request, form, do, "已保存，下次重算台账时使用。", "duties:quotas", heading="台账设置", submit="保存"
    )


def task_evidence(request: StaffRequest, pk: int) -> HttpResponse:
    rows = scope_of(request.user, "plan.manage").filter(PlanTask.objects.all(), "plan__organisation")
    task = get_object_or_404(rows, pk=pk)
    chosen = Counting.objects.filter(task=task).first()
    duty = task.duties.first()
    initial = {"evidence_kind": chosen.evidence if chosen else duty.evidence if duty else ""}

    def do(evidence_kind: str) -> None:
        actions.choose_evidence(task=task, by=request.user, evidence_kind=evidence_kind)

    return form_page(
        request,
        EvidenceForm(request.POST or None, initial=initial),
        do,
        "已保存，台账已重新计算。",
        f"/desk/plans/{task.plan_id}/",
        heading="任务凭什么算完成",
        subject=task.text,
        submit="保存",
    )
