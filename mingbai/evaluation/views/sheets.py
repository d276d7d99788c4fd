"""One organisation's sheet: self-scores, points by hand, objections."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.disclosures.queries import readable_by
from mingbai.evaluation import actions
from mingbai.evaluation.forms.scoring import (
    ExcludeForm,
    LineDecisionForm,
    LineObjectionForm,
    ScoreForm,
    SelfScoreForm,
)
from mingbai.evaluation.models import Line, Objection, Sheet
from mingbai.evaluation.policies import may_object, may_score, may_self_score
from mingbai.evaluation.queries import rounds
from mingbai.evaluation.queries.reach import READ, sheets_for
from mingbai.evaluation.queries.schemes import leaves
from mingbai.evaluation.states import RoundState
from mingbai.evaluation.views.frame import press, show
from mingbai.organisations.policies import may
from mingbai.shell.views import StaffRequest, form_page
from mingbai.timelimits.periods import of_key


def _sheet(request: StaffRequest, pk: int) -> Sheet:
    return get_object_or_404(sheets_for(request.user), pk=pk)


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    result = next(one for one in rounds.results(sheet.round) if one.sheet == sheet.pk)
    lines = {
        line.indicator_id: line
        for line in sheet.lines.select_related(
            "sheet__round", "sheet__organisation", "objection", "self_evidence", "objection__evidence"
        )
    }
    nodes = {node.indicator.pk: node for node in leaves(sheet.round.scheme)}
    evidence = {line.self_evidence_id for line in lines.values() if line.self_evidence_id}
    rows = [
        (nodes.get(one.indicator), one, lines[one.indicator], may_object(request.user, lines[one.indicator]))
        for one in result.lines
    ]
    return show(
        request,
        "sheet",
        "rounds",
        sheet=sheet,
        round=sheet.round,
        period=of_key(sheet.round.period_key),
        result=result,
        rows=rows,
        seen=set(readable_by(request.user).filter(pk__in=evidence).values_list("pk", flat=True)),
        opens=bool(may(request.user, READ, sheet.organisation)),
        may_self=may_self_score(request.user, sheet),
        may_score=may_score(request.user, sheet.round),
        frozen=sheet.round.state == RoundState.FROZEN,
    )


def submit(request: StaffRequest, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    left = sheet.lines.filter(self_points=None).count()
    return press(
        request,
        lambda: actions.submit_self_scores(by=request.user, sheet=sheet),
        "自评已提交。",
        sheet.get_absolute_url(),
        "提交自评",
        "提交",
        subject=sheet.round.title,
        warning=f"还有 {left} 项没有自评分，提交以后不能再填。" if left else "",
    )


def _line(request: StaffRequest, pk: int) -> Line:
    rows = Line.objects.filter(sheet__in=sheets_for(request.user).order_by().values("pk"))
    rows = rows.select_related("sheet__round__organisation", "sheet__organisation", "indicator__scheme")
    return get_object_or_404(rows, pk=pk)


def _subject(line: Line) -> str:
    weight = f"{line.indicator.weight.normalize():f}"
    return f"{line.sheet.organisation}：{line.indicator.name}（{weight}分）"


def self_score(request: StaffRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    kept = {"points": line.self_points, "note": line.self_note}
    form = SelfScoreForm(request.POST or None, user=request.user, initial=kept)

    def do(**values: Any) -> None:
        actions.self_score(by=request.user, line=line, **values)

    return form_page(
        request,
        form,
        do,
        "自评分已保存。",
        line.sheet.get_absolute_url(),
        heading="自评",
        subject=_subject(line),
        lines=[line.indicator.standard] if line.indicator.standard else [],
        submit="保存",
    )


def score(request: StaffRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    form = ScoreForm(request.POST or None, initial={"points": line.manual, "note": line.manual_note})

    def do(*, points: Decimal | None, note: str) -> None:
        actions.score_line(by=request.user, line=line, points=points, note=note)

    told = [line.indicator.standard] if line.indicator.standard else []
    if line.self_points is not None:
        told.append(f"单位自评 {line.self_points.normalize():f} 分：{line.self_note}")
    return form_page(
        request,
        form,
        do,
        "得分已保存。",
        line.sheet.get_absolute_url(),
        heading="评分",
        subject=_subject(line),
        lines=told,
        submit="保存",
    )


def exclude(request: StaffRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)

    def do(*, reason: str, everywhere: bool) -> None:
        actions.exclude_indicator(
            by=request.user,
            round_=line.sheet.round,
            indicator=line.indicator,
            reason=reason,
            sheet=None if everywhere else line.sheet,
        )

    return form_page(
        request,
        ExcludeForm(request.POST or None),
        do,
        "已记为不参与评分。",
        line.sheet.get_absolute_url(),
        heading="不参与评分",
        subject=_subject(line),
        submit="确定",
    )


def objection(request: StaffRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)

    def do(**values: Any) -> None:
        actions.object_to_line(by=request.user, line=line, **values)

    return form_page(
        request,
        LineObjectionForm(request.POST or None, user=request.user),
        do,
        "异议已提出，等待复核。",
        line.sheet.get_absolute_url(),
        heading="提出异议",
        subject=_subject(line),
        submit="提出异议",
    )


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    rows = Objection.objects.filter(line__sheet__in=sheets_for(request.user).order_by().values("pk"))
    one = get_object_or_404(
        rows.select_related("line__sheet__round", "line__sheet__organisation", "line__indicator"), pk=pk
    )

    def do(**values: Any) -> None:
        actions.decide_line_objection(by=request.user, objection=one, **values)

    return form_page(
        request,
        LineDecisionForm(request.POST or None),
        do,
        "复核意见已记下。",
        one.line.sheet.get_absolute_url(),
        heading="复核异议",
        subject=_subject(one.line),
        lines=[f"单位的理由：{one.reason}"],
        submit="确定",
    )
