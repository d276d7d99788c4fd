"""Circulars: drafted from results, edited, handed over as a draft record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.disclosures.queries import readable_by
from mingbai.evaluation import actions
from mingbai.evaluation.forms.scoring import CircularForm, CircularStartForm
from mingbai.evaluation.models import Circular, Inspection, Round
from mingbai.evaluation.queries.reach import circulars_for, inspections_for, rounds_for
from mingbai.evaluation.views.frame import press, show
from mingbai.organisations.policies import may
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page


def listing(request: StaffRequest) -> HttpResponse:
    shown, query = paged(request, circulars_for(request.user))
    return show(request, "circulars", "circulars", rows=shown, shown=shown, query=query)


def from_inspection(request: StaffRequest, pk: int) -> HttpResponse:
    return _draft(request, get_object_or_404(inspections_for(request.user), pk=pk))


def from_round(request: StaffRequest, pk: int) -> HttpResponse:
    return _draft(request, get_object_or_404(rounds_for(request.user), pk=pk))


def _draft(request: StaffRequest, source: Inspection | Round) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.draft_circular(by=request.user, source=source, **values)

    form = CircularStartForm(
        request.POST or None, user=request.user, initial={"organisation": source.organisation_id}
    )
    return form_page(
        request,
        form,
        do,
        "通报已起草，数字取自固定的结果。请修改文字。",
        "evaluation:circulars",
        heading="起草通报",
        subject=source.title,
        submit="起草",
    )


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    circular = get_object_or_404(circulars_for(request.user), pk=pk)
    opens = circular.information_id is not None and bool(
        readable_by(request.user).filter(pk=circular.information_id)
    )
    return show(
        request,
        "circular",
        "circulars",
        circular=circular,
        opens=opens,
        may_edit=may(request.user, "report.write", circular.organisation) and not circular.information_id,
        may_hand_over=may(request.user, "record.create", circular.organisation),
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    circular = _circular(request, pk)

    def do(**values: Any) -> None:
        actions.edit_circular(by=request.user, circular=circular, **values)

    return form_page(
        request,
        CircularForm(request.POST or None, circular=circular),
        do,
        "已保存。",
        circular.get_absolute_url(),
        heading="修改通报",
        submit="保存",
    )


def _circular(request: StaffRequest, pk: int) -> Circular:
    return get_object_or_404(circulars_for(request.user), pk=pk)


def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    circular = _circular(request, pk)
    return press(
        request,
        lambda: actions.hand_over_circular(by=request.user, circular=circular),
        "通报已转为稿件。请补齐信息后提交审核。",
        circular.get_absolute_url(),
        "转为稿件",
        "转为稿件",
        subject=circular.title,
        warning="转为稿件以后在稿件里修改，照常经过审核、保密审查和签发才会公开。",
    )
