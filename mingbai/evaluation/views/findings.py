"""Findings and notices: list, notice, answer, re-check, objection."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.disclosures.queries import readable_by
from mingbai.evaluation import actions
from mingbai.evaluation.exports import findings_workbook
from mingbai.evaluation.forms.inspecting import (
    AnswerForm,
    DecideForm,
    DropForm,
    FindingForm,
    NotifyForm,
    ObjectForm,
    RecheckForm,
)
from mingbai.evaluation.models import Finding, Severity, Source
from mingbai.evaluation.policies import allowed_verbs
from mingbai.evaluation.queries.packaged import parameter
from mingbai.evaluation.queries.reach import READ, WAITS, findings_for, notices_for, organisations_for
from mingbai.evaluation.rules.numbering import days_left
from mingbai.evaluation.rules.papers import from_json
from mingbai.evaluation.states import SETTLED, WAITS_FOR_UNIT, FindingState
from mingbai.evaluation.views.frame import show, workbook
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.shell.paging import number_in, paged
from mingbai.shell.views import StaffRequest, form_page, words_of

MOST_EXPORTED = 5000


def _filtered(request: StaffRequest) -> QuerySet[Finding]:
    asked, rows = request.GET, findings_for(request.user)
    state = asked.get("state", "")
    if state == "overdue":
        rows = rows.filter(state__in=WAITS_FOR_UNIT, due_on__lt=clock.today())
    elif state == "waiting":
        rows = rows.filter(WAITS)
    elif state in FindingState.values:
        rows = rows.filter(state=state)
    if place := number_in(asked.get("organisation", "")):
        rows = rows.filter(organisation=place)
    if inspection := number_in(asked.get("inspection", "")):
        rows = rows.filter(inspection=inspection)
    if asked.get("severity") in Severity.values:
        rows = rows.filter(severity=asked["severity"])
    if asked.get("source") in Source.values:
        rows = rows.filter(source=asked["source"])
    return rows.order_by(*_order(state))


def _order(state: str) -> tuple[str, ...]:
    return ("due_on", "pk") if state in ("overdue", "waiting", *WAITS_FOR_UNIT) else ("-pk",)


def listing(request: StaffRequest) -> HttpResponse:
    shown, query = paged(request, _filtered(request))
    today = clock.today()
    everything = findings_for(request.user)
    figures = [
        (
            "overdue",
            "已超期",
            everything.filter(state__in=WAITS_FOR_UNIT, due_on__lt=today).count(),
            "missing",
        ),
        ("waiting", "待单位整改", everything.filter(WAITS).count(), "late"),
        ("answered", "待复查", everything.filter(state=FindingState.ANSWERED).count(), "main"),
        ("objected", "待裁定", everything.filter(state=FindingState.OBJECTED).count(), "main"),
        ("rechecked", "复查通过", everything.filter(state=FindingState.RECHECKED).count(), "met"),
    ]
    return show(
        request,
        "findings",
        "findings",
        rows=[(one, *_left(one)) for one in shown],
        shown=shown,
        query=query,
        figures=figures,
        states=[("overdue", "已超期"), ("waiting", "待单位整改（全部）"), *FindingState.choices],
        severities=Severity.choices,
        sources=Source.choices,
        places=organisations_for(request.user, READ),
        asked=request.GET,
        found=everything.filter(state=FindingState.FOUND).count(),
    )


def _left(finding: Finding) -> tuple[str, bool]:
    waits = finding.state in WAITS_FOR_UNIT
    late = bool(waits and finding.due_on and finding.due_on < clock.today())
    return days_left(finding.due_on, clock.today(), not waits), late


def export(request: StaffRequest) -> HttpResponse:
    rows = _filtered(request).prefetch_related("steps")[:MOST_EXPORTED]
    return workbook(findings_workbook(rows), "整改台账")


def create(request: StaffRequest) -> HttpResponse:
    form = FindingForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.add_finding(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "问题已登记。确认无误后发整改通知，单位才会看到。",
        "evaluation:notify",
        heading="登记问题",
        submit="登记",
    )


def notify(request: StaffRequest) -> HttpResponse:
    """Choose among what was found; every organisation gets one numbered notice."""
    waiting = findings_for(request.user).filter(state=FindingState.FOUND).order_by("organisation__path", "pk")
    if inspection := number_in(request.GET.get("inspection", "")):
        waiting = waiting.filter(inspection=inspection)
    form = NotifyForm(request.POST or None, initial={"days": parameter("rectification_days")})
    chosen = {number for one in request.POST.getlist("finding") if (number := number_in(one))}
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        findings = [one for one in waiting if one.pk in chosen]
        try:
            notices = _notify(request, findings, form.cleaned_data["days"])
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
        else:
            messages.success(request, f"已发出：{'、'.join(one.number for one in notices)}。")
            return redirect(notices[0] if len(notices) == 1 else "evaluation:findings")
    return show(
        request,
        "notify",
        "findings",
        422 if problems or form.errors else 200,
        form=form,
        rows=waiting,
        chosen=chosen if request.method == "POST" else {one.pk for one in waiting},
        problems=problems,
    )


def _notify(request: StaffRequest, findings: list[Finding], days: int) -> list[Any]:
    inspector = findings[0].inspector if findings else None
    if inspector is None:
        raise ValidationError("请至少选一个问题。")
    return actions.notify_findings(by=request.user, inspector=inspector, findings=findings, days=days)


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    readable = readable_by(request.user)
    left, late = _left(finding)
    steps = list(finding.steps.select_related("by", "evidence"))
    seen = set(
        readable.filter(
            Q(pk__in=[one.evidence_id for one in steps if one.evidence_id]) | Q(pk=finding.information_id)
        ).values_list("pk", flat=True)
    )
    return show(
        request,
        "finding",
        "findings",
        finding=finding,
        steps=steps,
        seen=seen,
        left=left,
        late=late,
        settled=finding.state in SETTLED,
        verbs=allowed_verbs(request.user, finding),
    )


def _finding(request: StaffRequest, pk: int) -> Finding:
    return get_object_or_404(findings_for(request.user), pk=pk)


def _step(
    request: StaffRequest, pk: int, make: Callable[..., forms.Form], do: Any, done: str, **words: Any
) -> HttpResponse:
    finding = _finding(request, pk)

    def act(**values: Any) -> None:
        do(by=request.user, finding=finding, **values)

    return form_page(
        request,
        make(request.POST or None),
        act,
        done,
        finding.get_absolute_url(),
        subject=finding.what,
        **words,
    )


def answer(request: StaffRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda data: AnswerForm(data, user=request.user),
        actions.answer_finding,
        "整改情况已答复，等待复查。",
        heading="答复整改",
        submit="答复",
    )


def objection(request: StaffRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda data: ObjectForm(data, user=request.user),
        actions.object_to_finding,
        "异议已提出，等待裁定。",
        heading="提出异议",
        submit="提出异议",
    )


def recheck(request: StaffRequest, pk: int) -> HttpResponse:
    def do(*, days: int | None, **values: Any) -> None:
        actions.recheck_finding(days=days, **values)

    return _step(request, pk, RecheckForm, do, "复查结论已记下。", heading="复查整改", submit="确定")


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, DecideForm, actions.decide_objection, "裁定已记下。", heading="裁定异议", submit="裁定"
    )


def drop(request: StaffRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, DropForm, actions.drop_finding, "这个问题不再通知。", heading="不再通知", submit="确定"
    )


def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """The notice as it was issued, for reading and printing."""
    one = get_object_or_404(notices_for(request.user), pk=pk)
    findings = findings_for(request.user).filter(notice=one).order_by("pk")
    return show(request, "notice", "findings", notice=one, paper=from_json(one.text), findings=findings)
