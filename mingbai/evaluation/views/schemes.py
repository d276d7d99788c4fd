"""Schemes of indicators: build, use, retire."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.evaluation import actions
from mingbai.evaluation.forms.scoring import IndicatorForm, SchemeForm
from mingbai.evaluation.models import Indicator, Scheme
from mingbai.evaluation.policies import may_edit_scheme, may_run
from mingbai.evaluation.queries.reach import RUN, ids_for, sees_all
from mingbai.evaluation.queries.schemes import problems_of, tree
from mingbai.evaluation.states import SchemeState
from mingbai.evaluation.views.frame import press, show
from mingbai.shell.views import StaffRequest, form_page


def schemes_for(request: StaffRequest) -> Any:
    rows = Scheme.objects.select_related("organisation")
    return rows if sees_all(request.user) else rows.filter(organisation__in=ids_for(request.user, RUN))


def listing(request: StaffRequest) -> HttpResponse:
    return show(request, "schemes", "schemes", rows=schemes_for(request))


def create(request: StaffRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.create_scheme(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "方案已建立，请逐项核对分值和扣分标准。",
        "evaluation:schemes",
        heading="新建考核方案",
        submit="建立",
    )


def _scheme(request: StaffRequest, pk: int) -> Scheme:
    return get_object_or_404(schemes_for(request), pk=pk)


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    scheme = _scheme(request, pk)
    nodes = tree(scheme)
    return show(
        request,
        "scheme",
        "schemes",
        scheme=scheme,
        nodes=nodes,
        full=sum(node.weight for node in nodes if node.leaf),
        problems=problems_of(scheme),
        may_edit=may_edit_scheme(request.user, scheme),
        may=may_run(request.user, scheme.organisation),
        in_use=scheme.state == SchemeState.IN_USE,
        retired=scheme.state == SchemeState.RETIRED,
        rounds=scheme.rounds.all(),
    )


def add(request: StaffRequest, pk: int) -> HttpResponse:
    scheme = _scheme(request, pk)
    form = IndicatorForm(request.POST or None, scheme=scheme)

    def do(**_: Any) -> None:
        actions.add_indicator(by=request.user, scheme=scheme, **form.values())

    return form_page(
        request,
        form,
        do,
        "指标已增加。",
        scheme.get_absolute_url(),
        heading="增加指标",
        subject=scheme.title,
        submit="增加",
    )


def _indicator(request: StaffRequest, pk: int) -> Indicator:
    rows = Indicator.objects.filter(scheme__in=schemes_for(request), ended=False)
    return get_object_or_404(rows.select_related("scheme__organisation"), pk=pk)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _indicator(request, pk)
    form = IndicatorForm(request.POST or None, scheme=row.scheme, indicator=row)

    def do(**_: Any) -> None:
        actions.edit_indicator(by=request.user, indicator=row, **form.values())

    return form_page(
        request,
        form,
        do,
        "已保存。",
        row.scheme.get_absolute_url(),
        heading="修改指标",
        subject=row.name,
        submit="保存",
    )


def end(request: StaffRequest, pk: int) -> HttpResponse:
    row = _indicator(request, pk)
    return press(
        request,
        lambda: actions.end_indicator(by=request.user, indicator=row),
        "指标已删去。",
        row.scheme.get_absolute_url(),
        "删去指标",
        "删去",
        subject=row.name,
        danger=True,
        warning="连同下级指标一起从方案里删去。操作记录里仍能查到。",
    )


def use(request: StaffRequest, pk: int) -> HttpResponse:
    scheme = _scheme(request, pk)
    return press(
        request,
        lambda: actions.use_scheme(by=request.user, scheme=scheme),
        "方案已启用，可以开始考核。",
        scheme.get_absolute_url(),
        "启用方案",
        "启用",
        subject=scheme.title,
        warning="启用以后不能再改指标、分值和评分规则。请确认已按本地文件核对。",
    )


def retire(request: StaffRequest, pk: int) -> HttpResponse:
    scheme = _scheme(request, pk)
    return press(
        request,
        lambda: actions.retire_scheme(by=request.user, scheme=scheme),
        "方案已停用。",
        scheme.get_absolute_url(),
        "停用方案",
        "停用",
        subject=scheme.title,
        danger=True,
        warning="停用以后不能再用它开始新的考核，正在进行的考核不受影响。",
    )
