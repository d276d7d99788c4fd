"""Lines of the ledger: the list behind every number, one line, and what people say about it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.duties import actions, queries
from mingbai.duties.exports import MOST_LINES, lines_sheet, spreadsheet
from mingbai.duties.forms import (
    DecisionForm,
    EndForm,
    ExemptionForm,
    NilForm,
    ProofForm,
    ReasonForm,
)
from mingbai.duties.models import Exemption, Instance, Proof
from mingbai.duties.policies import may_decide, may_declare_nil, may_report
from mingbai.duties.states import Source, State
from mingbai.duties.views.asking import asked_of, lines_of, units_of, years
from mingbai.lib import clock
from mingbai.organisations.policies import may
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest, form_page, page, refuse

PER_PAGE = 50


def listing(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request)
    rows = queries.shown(lines_of(request.user, asked)).order_by(
        "organisation__path", "duty", "starts_on", "pk"
    )
    if request.GET.get("format") == "xlsx":
        return spreadsheet([lines_sheet(rows[:MOST_LINES])], f"{asked.year}年履职台账")
    return page(
        request,
        "duties/lines.html",
        asked=asked,
        query=asked.query,
        shown=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        counts=queries.count(lines_of(request.user, asked)),
        years=years(),
        units=units_of(request.user),
        choose_state=State.choices,
        sources=Source.choices,
        today=clock.today(),
    )


def _line(request: StaffRequest, pk: int) -> Instance:
    return get_object_or_404(queries.shown(queries.instances(request.user)), pk=pk)


def line(request: StaffRequest, pk: int) -> HttpResponse:
    """What is owed, until when and why, how it stands, what proves it, and what can be done."""
    row = _line(request, pk)
    return page(
        request,
        "duties/line.html",
        row=row,
        pieces=queries.evidence_of(row),
        proofs=Proof.objects.filter(duty=row.duty, key=row.key).select_related("by", "record"),
        nil=queries.nil_report_of(row),
        exemptions=row.duty.exemptions.select_related("asked_by", "decided_by"),
        others=row.duty.instances.order_by("-starts_on", "-pk").exclude(pk=row.pk)[:24],
        may_report=may_report(request.user, row.duty),
        may_choose=row.duty.task is not None
        and bool(may(request.user, "plan.manage", row.duty.task.plan.organisation)),
        may_nil=actions.may_be_nil(row) and bool(may_declare_nil(request.user, row.organisation)),
        today=clock.today(),
    )


def _address(row: Instance) -> str:
    return reverse("duties:line", args=[row.pk])


def prove(request: StaffRequest, pk: int) -> HttpResponse:
    row = _line(request, pk)
    form = ProofForm(request.POST or None, instance=row)

    def do(done_on: date | None = None, **values: Any) -> None:
        actions.prove(instance=row, by=request.user, done_on=done_on or clock.today(), **values)

    return form_page(
        request,
        form,
        do,
        "佐证已登记。",
        _address(row),
        heading="登记佐证",
        subject=row.duty.title,
        submit="登记",
    )


def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    rows = scope_of(request.user, "duty.report").filter(Proof.objects.all(), "duty__organisation")
    proof = get_object_or_404(rows, pk=pk, taken_back="")
    back = Instance.objects.filter(duty=proof.duty_id, key=proof.key).first()

    def do(reason: str) -> None:
        actions.take_back(proof=proof, by=request.user, reason=reason)

    return form_page(
        request,
        ReasonForm(request.POST or None),
        do,
        "佐证已撤销。",
        _address(back) if back else "duties:home",
        heading="撤销佐证",
        subject=proof.what,
        submit="撤销",
        danger=True,
    )


def nil(request: StaffRequest) -> HttpResponse:
    """One statement for one or several lines of one organisation, named in the address."""
    rows = _chosen(request)
    if not rows:
        messages.error(request, "请先在清单里选择本期没有发生的事项。")
        return redirect("duties:owed")
    place = rows[0].organisation
    form = NilForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.declare_nil(
                organisation=place, instances=rows, by=request.user, **_given(form.cleaned_data)
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "零报告已起草。请提交审核，签发并公开以后才算数。")
            return redirect("desk:record", pk=report.information_id)
    return page(
        request,
        "duties/nil.html",
        422 if request.method == "POST" else 200,
        form=form,
        rows=rows,
        place=place,
        back=reverse("duties:owed"),
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _chosen(request: StaffRequest) -> list[Instance]:
    """The lines named in the address, of the first one's organisation, as far as they may be nil."""
    given = request.GET.getlist("line")[:200]
    numbers = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]
    rows = queries.shown(queries.instances(request.user)).filter(
        pk__in=numbers, state__in=[State.OPEN, State.MISSING], record=None
    )
    found = [row for row in rows.order_by("organisation", "duty", "starts_on") if actions.may_be_nil(row)]
    return [row for row in found if row.organisation_id == found[0].organisation_id]


# -- what does not apply -------------------------------------------------------------


def ask_exemption(request: StaffRequest, pk: int) -> HttpResponse:
    row = _line(request, pk)
    form = ExemptionForm(request.POST or None, initial={"starts_on": row.starts_on})

    def do(**values: Any) -> None:
        actions.ask_exemption(duty=row.duty, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "申请已提交，等上级单位审定。",
        _address(row),
        heading="申请不适用",
        subject=row.duty.title,
        submit="提交申请",
        lines=["同意以后，这项义务在所写的日期内不再记为应公开。由上一级单位审定。"],
    )


def _exemptions(request: StaffRequest) -> QuerySet[Exemption]:
    rows = Exemption.objects.select_related("duty__organisation", "asked_by", "decided_by")
    return scope_of(request.user, queries.READ).filter(rows, "duty__organisation")


def exemptions(request: StaffRequest) -> HttpResponse:
    rows = _exemptions(request).order_by("state", "-pk")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = [(one, bool(may_decide(request.user, one))) for one in shown]
    return page(request, "duties/exemptions.html", shown=shown, rows=listed)


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, DecisionForm, actions.decide_exemption, "审定不适用申请")


def end(request: StaffRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, EndForm, actions.end_exemption, "恢复适用")


def _decide(
    request: StaffRequest, pk: int, form_class: type[forms.Form], action: Any, heading: str
) -> HttpResponse:
    row = get_object_or_404(_exemptions(request), pk=pk)

    def do(**values: Any) -> None:
        action(exemption=row, by=request.user, **values)

    return form_page(
        request,
        form_class(request.POST or None),
        do,
        "已办理，申请单位看得到结果。",
        "duties:exemptions",
        heading=heading,
        subject=f"{row.duty.organisation}：{row.duty.title}",
        submit="确定",
        lines=[
            f"申请理由：{row.reason}",
            f"申请日期：{row.starts_on}起{f'，{row.ends_on}止' if row.ends_on else ''}",
        ],
    )
