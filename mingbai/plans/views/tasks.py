"""One task: corrected, added, split, left out, taken up again, given to a person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.lib.verdict import Denied
from mingbai.plans import actions, queries, rules
from mingbai.plans.forms import AddForm, OwnerForm, ReasonForm, SplitForm, TaskForm
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.states import TaskState
from mingbai.plans.views.checking import A_PAGE
from mingbai.plans.views.finding import card, left_open, managed_plan, managed_task
from mingbai.shell.views import StaffRequest, form_page, words_of


def _back(task: PlanTask) -> str:
    """The page one came from: the list to be checked, at this task, or the confirmed plan."""
    if not task.plan.is_read:
        return reverse("plans:plan", args=[task.plan_id])
    return f"{reverse('plans:check', args=[task.plan_id])}{_page_of(task.plan, task)}#task-{task.pk}"


def _page_of(plan: Plan, task: PlanTask) -> str:
    before = plan.tasks.exclude(state=TaskState.DROPPED).filter(order__lt=task.order).count()
    number = before // A_PAGE + 1
    return f"?page={number}" if number > 1 else ""


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    task = managed_task(request, pk)
    form = TaskForm(request.POST if request.method == "POST" else None, task=task)

    def do(**values: Any) -> None:
        actions.correct(task=task, by=request.user, **values)

    return form_page(
        request, form, do, f"第 {task.order} 项已保存。", _back(task), "plans/task.html",
        heading=f"修改第 {task.order} 项", submit="保存", card=card(task, left_open(task.plan)),
        also=_also(task),
    )  # fmt: skip


def _also(task: PlanTask) -> list[str]:
    """Further dates and frequencies that the reader found and that are not the task's own."""
    shown = {task.deadline_text, task.frequency_text}
    found = [one["text"] for name in ("deadlines", "frequencies") for one in task.proposed.get(name, ())]
    return [text for text in dict.fromkeys(found) if text not in shown]


def add(request: StaffRequest, pk: int) -> HttpResponse:
    plan = managed_plan(request, pk)
    tasks = plan.tasks.exclude(state=TaskState.DROPPED)
    form = AddForm(
        request.POST if request.method == "POST" else None, tasks=tasks, initial={"modality": "must"}
    )

    def do(**values: Any) -> None:
        actions.add(plan=plan, by=request.user, **values)

    return form_page(
        request, form, do, "已补上一项。", reverse("plans:check", args=[plan.pk]),
        heading="补一项任务", subject=plan.title, submit="补上这一项",
        lines=["系统没有读出来、但文件里确实要求的，在这里补上。"],
    )  # fmt: skip


def split(request: StaffRequest, pk: int) -> HttpResponse:
    task = managed_task(request, pk)
    form = SplitForm(request.POST if request.method == "POST" else None, initial={"text": task.text})

    def do(text: str) -> None:
        try:
            actions.split(task=task, by=request.user, parts=rules.parts_of(text))
        except ValidationError as error:
            raise ValidationError({"text": words_of(error)}) from error

    return form_page(
        request, form, do, "已拆分，请逐项核对。", _back(task),
        heading=f"拆分第 {task.order} 项", submit="拆分",
        lines=["拆开的每一项都带着原来的牵头、配合单位；时限和数量归到写着它的那一段。"],
    )  # fmt: skip


def drop(request: StaffRequest, pk: int) -> HttpResponse:
    task = managed_task(request, pk)

    def do(reason: str) -> None:
        actions.drop(task=task, by=request.user, reason=reason)

    form = ReasonForm(request.POST or None, help_text="例如“只是背景，没有要求做什么”“和第 3 项重复”。")
    return form_page(
        request, form, do, f"第 {task.order} 项不作为任务。", _back(task),
        heading=f"第 {task.order} 项不作为任务", subject=str(task), submit="不作为任务", danger=True,
    )  # fmt: skip


def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """Only a button: taking a task up again asks nothing."""
    task = managed_task(request, pk)
    if request.method == "POST":
        try:
            actions.restore(task=task, by=request.user)
        except ValidationError as error:
            messages.error(request, "".join(words_of(error)))
        except Denied as denial:
            messages.error(request, denial.reason)
        else:
            messages.success(request, f"第 {task.order} 项已恢复。")
    return redirect(_back(task))


def owner(request: StaffRequest, pk: int) -> HttpResponse:
    """For the plan's own organisation, and for those that lead the task."""
    rows = PlanTask.objects.exclude(state=TaskState.DROPPED)
    task = get_object_or_404(queries.with_units(rows), pk=pk)
    get_object_or_404(queries.tasks_of(request.user, _plan_of(request, task)), pk=pk)
    form = OwnerForm(request.POST if request.method == "POST" else None, task=task)

    def do(owner: Any) -> None:
        actions.set_owner(task=task, by=request.user, owner=owner)

    return form_page(
        request, form, do, "责任人已保存。", reverse("plans:plan", args=[task.plan_id]),
        heading="指定责任人", subject=str(task), submit="保存",
        lines=["可以选牵头单位或者录入单位的人员。"],
    )  # fmt: skip


def _plan_of(request: StaffRequest, task: PlanTask) -> Plan:
    return get_object_or_404(queries.plans(request.user), pk=task.plan_id)
