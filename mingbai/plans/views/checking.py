"""Going through what was read: the tasks, the units, and the decision about the whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from mingbai.lib.verdict import Denied
from mingbai.plans import actions, queries
from mingbai.plans.forms import ConfirmForm, ReasonForm, UnitForm
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.states import TaskState
from mingbai.plans.views.finding import card, left_open, managed_plan
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of

A_PAGE = 20
SHOWN = (("", "全部"), ("open", "还没核对"), ("dropped", "不作为任务"))


def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Every proposed task with its sentence beside it, and what a person can do with it."""
    plan = managed_plan(request, pk)
    if not plan.is_read:
        return redirect("plans:plan", plan.pk)
    if request.method == "POST":
        return _do(request, plan)
    return _page(request, plan)


def _page(request: StaffRequest, plan: Plan, problems: list[str] | None = None) -> HttpResponse:
    asked = request.GET.get("show", "")
    rows = queries.with_units(_wanted(plan, asked))
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    opened = left_open(plan)
    return page(
        request,
        "plans/check.html",
        422 if problems else 200,
        plan=plan,
        problems=problems or [],
        shown=shown,
        cards=[card(task, opened) for task in shown],
        choices=SHOWN,
        asked=asked,
        query=urlencode({"show": asked}) if asked else "",
        progress=queries.progress(plan),
        unmatched=queries.unmatched(plan),
        may_change=True,
    )


def _wanted(plan: Plan, asked: str) -> QuerySet[PlanTask]:
    if asked == "dropped":
        return plan.tasks.filter(state=TaskState.DROPPED)
    rows = plan.tasks.exclude(state=TaskState.DROPPED)
    return rows.filter(checked_at=None) if asked == "open" else rows


def _do(request: StaffRequest, plan: Plan) -> HttpResponse:
    """One of the buttons of the page: a task is right, or the ticked ones are one."""
    here = f"{reverse('plans:check', args=[plan.pk])}?{request.GET.urlencode()}"
    try:
        if "check" in request.POST:
            task = _task(plan, request.POST["check"])
            actions.check(task=task, by=request.user)
            after = plan.tasks.filter(order__gt=task.order).exclude(state=TaskState.DROPPED).first()
            return redirect(f"{here}#task-{(after or task).pk}")
        joined = actions.join(tasks=_ticked(request, plan), by=request.user)
    except ValidationError as error:
        return _page(request, plan, words_of(error))
    except Denied as denial:
        return _page(request, plan, words_of(denial))
    messages.success(request, f"已合并成第 {joined.order} 项，请再核对一次。")
    return redirect(f"{here}#task-{joined.pk}")


def _task(plan: Plan, pk: str) -> PlanTask:
    found = plan.tasks.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    if found is None:
        raise ValidationError("这一项不在这份计划里，请刷新页面再试。")
    return found


def _ticked(request: StaffRequest, plan: Plan) -> list[PlanTask]:
    wanted = [int(pk) for pk in request.POST.getlist("task") if pk.isdecimal() and len(pk) < 19]
    return list(plan.tasks.filter(pk__in=wanted))


def units(request: StaffRequest, pk: int) -> HttpResponse:
    """What each printed unit stands for, the unknown ones first."""
    plan = managed_plan(request, pk)
    rows = sorted(queries.units_of(plan), key=lambda one: (one.known, not one.leads))
    return page(request, "plans/units.html", plan=plan, rows=rows)


def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """A person says what one printed unit stands for, in the whole plan."""
    plan = managed_plan(request, pk)
    printed, search = request.GET.get("printed", ""), request.GET.get("q", "").strip()
    found = next((one for one in queries.units_of(plan) if one.printed == printed), None)
    if found is None:
        raise Http404
    sent = request.POST if request.method == "POST" and "open" not in request.POST else None
    form = UnitForm(sent, search=search, initial={"organisations": found.organisations})
    problems: list[str] = []
    if "open" in request.POST or (sent is not None and form.is_valid()):
        places = [] if sent is None else list(form.cleaned_data["organisations"])
        try:
            actions.assign_unit(plan=plan, by=request.user, printed=printed, organisations=places)
        except ValidationError as error:
            problems = words_of(error)
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, f"“{printed}”已经对照好，这份计划里所有这样写的地方都改了。")
            return redirect("plans:units", plan.pk)
    status = 422 if request.method == "POST" else 200
    return page(
        request,
        "plans/unit_choice.html",
        status,
        plan=plan,
        unit=found,
        form=form,
        problems=problems,
        search=search,
    )


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    plan = managed_plan(request, pk)
    if not plan.is_read:
        return redirect("plans:plan", plan.pk)
    progress = queries.progress(plan)
    form = ConfirmForm(request.POST if request.method == "POST" else None, left=progress.left)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(plan=plan, by=request.user)
        except ValidationError as error:
            refuse(form, ValidationError(words_of(error)))
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, "计划已确认，任务已经交办到牵头单位。")
            return redirect("plans:plan", plan.pk)
    return page(
        request,
        "plans/confirm.html",
        422 if request.method == "POST" else 200,
        plan=plan,
        form=form,
        problems=problems,
        progress=progress,
        unmatched=queries.unmatched(plan),
        count=plan.tasks.exclude(state=TaskState.DROPPED).count(),
        dropped=plan.tasks.filter(state=TaskState.DROPPED).count(),
    )


def close(request: StaffRequest, pk: int) -> HttpResponse:
    plan = managed_plan(request, pk)

    def do(reason: str) -> Any:
        return actions.close(plan=plan, by=request.user, note=reason)

    form = ReasonForm(
        request.POST or None, label="办结说明", help_text="例如“年度任务全部完成，已报落实情况”。"
    )
    return form_page(
        request, form, do, "计划已办结。", reverse("plans:plan", args=[plan.pk]),
        heading="办结计划", subject=plan.title, submit="办结",
    )  # fmt: skip


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    plan = managed_plan(request, pk)

    def do(reason: str) -> Any:
        return actions.cancel(plan=plan, by=request.user, reason=reason)

    form = ReasonForm(
        request.POST or None, label="为什么作废", help_text="例如“传错了文件”“已印发新的方案”。"
    )
    return form_page(
        request, form, do, "计划已作废。", reverse("plans:plan", args=[plan.pk]),
        heading="作废计划", subject=plan.title, submit="确认作废", danger=True,
        warning="作废以后，里面的任务都不再要求办理。文件和核对过的内容仍然保留。",
    )  # fmt: skip
