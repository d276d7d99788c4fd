"""Rounds: the matrix, the ranking, and the steps until the result is fixed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.evaluation import actions
from mingbai.evaluation.exports import round_workbook
from mingbai.evaluation.forms.scoring import RoundForm
from mingbai.evaluation.models import Objection, Round
from mingbai.evaluation.policies import may_run, may_score
from mingbai.evaluation.queries import rounds
from mingbai.evaluation.queries.reach import READ, organisations_for, rounds_for, sheets_for
from mingbai.evaluation.queries.rounds import SheetResult
from mingbai.evaluation.queries.schemes import leaves
from mingbai.evaluation.rules.numbering import chinese
from mingbai.evaluation.states import RoundState, SchemeState
from mingbai.evaluation.views.frame import press, show, workbook
from mingbai.evaluation.views.schemes import schemes_for
from mingbai.shell.views import StaffRequest, form_page
from mingbai.timelimits.periods import of_key


def listing(request: StaffRequest) -> HttpResponse:
    rows = [(one, of_key(one.period_key).label) for one in rounds_for(request.user)]
    schemes = schemes_for(request).filter(state=SchemeState.IN_USE)
    return show(request, "rounds", "rounds", rows=rows, schemes=schemes)


def create(request: StaffRequest, pk: int) -> HttpResponse:
    scheme = get_object_or_404(schemes_for(request), pk=pk)
    form = RoundForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.open_round(by=request.user, scheme=scheme, **values)

    return form_page(
        request,
        form,
        do,
        "考核已开始，台账里的数已经取好，单位可以自评。",
        "evaluation:rounds",
        heading="开始考核",
        subject=scheme.title,
        submit="开始",
    )


def _round(request: StaffRequest, pk: int) -> Round:
    return get_object_or_404(rounds_for(request.user), pk=pk)


def _visible(request: StaffRequest, round_: Round) -> list[SheetResult]:
    """The sheets that this person may see; places only when the whole table may be seen."""
    seen = set(sheets_for(request.user).filter(round=round_).values_list("pk", flat=True))
    return [one for one in rounds.results(round_) if one.sheet in seen]


def _whole(request: StaffRequest, round_: Round) -> bool:
    return bool(round_.published_at or may_run(request.user, round_.organisation)) or (
        sheets_for(request.user).filter(round=round_).count() == round_.sheets.count()
    )


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    found, nodes = _visible(request, round_), leaves(round_.scheme)
    waiting = Objection.objects.filter(line__sheet__round=round_, decided_at=None)
    return show(
        request,
        "round",
        "rounds",
        round=round_,
        period=of_key(round_.period_key),
        nodes=nodes,
        groups=_groups(found),
        whole=_whole(request, round_),
        missing=sum(one.missing for one in found),
        opens=set(organisations_for(request.user, READ).values_list("pk", flat=True)),
        may=may_run(request.user, round_.organisation),
        may_score=may_score(request.user, round_),
        steps=_steps(round_),
        waiting=waiting.select_related("line__sheet__organisation", "line__indicator"),
        frozen=round_.state == RoundState.FROZEN,
        circulars=round_.circulars.all(),
    )


def _groups(found: list[SheetResult]) -> list[tuple[str, list[SheetResult]]]:
    """Townships among townships, departments among departments."""
    labels = dict.fromkeys(one.kind_label for one in found)
    return [(label, [one for one in found if one.kind_label == label]) for label in labels]


def _steps(round_: Round) -> list[tuple[str, str]]:
    """The next steps of a round: (address, words)."""
    return {
        RoundState.OPEN: [
            ("evaluation:round-close-self", "结束自评"),
            ("evaluation:round-compute", "重新取数"),
        ],
        RoundState.SELF_SCORED: [
            ("evaluation:round-review", "发单位核对"),
            ("evaluation:round-compute", "重新取数"),
        ],
        RoundState.REVIEWED: [("evaluation:round-freeze", "固定结果")],
        RoundState.OBJECTED: [("evaluation:round-freeze", "固定结果")],
        RoundState.FROZEN: [] if round_.published_at else [("evaluation:round-publish", "向各单位公布")],
    }[RoundState(round_.state)]


def export(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return workbook(round_workbook(_visible(request, round_)), round_.title)


def differences(request: StaffRequest, pk: int) -> HttpResponse:
    """What would be different if the frozen result were computed today."""
    round_ = _round(request, pk)
    whole = may_run(request.user, round_.organisation) or round_.published_at
    rows = rounds.differences(round_) if whole and round_.state == RoundState.FROZEN else []
    return show(request, "differences", "rounds", round=round_, rows=rows)


def compute(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return press(
        request,
        lambda: actions.compute_round(by=request.user, round_=round_),
        "已按台账现在的数重新计算。",
        round_.get_absolute_url(),
        "重新取数",
        "重新取数",
        subject=round_.title,
        lines=["人工评的分不变。"],
    )


def close_self(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return press(
        request,
        lambda: actions.close_self_scoring(by=request.user, round_=round_),
        "自评已结束。",
        round_.get_absolute_url(),
        "结束自评",
        "结束自评",
        subject=round_.title,
        warning=f"自评截止日期是 {chinese(round_.self_until)}。结束以后单位不能再填自评分。",
    )


def review(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return press(
        request,
        lambda: actions.review_round(by=request.user, round_=round_),
        "已发单位核对，异议期开始。",
        round_.get_absolute_url(),
        "发单位核对",
        "发单位核对",
        subject=round_.title,
        warning="发出以后不再重新取数。没有数据的项目，先评分或者写明不参与的理由。",
    )


def freeze(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return press(
        request,
        lambda: actions.freeze_round(by=request.user, round_=round_),
        "结果已固定。",
        round_.get_absolute_url(),
        "固定结果",
        "固定结果",
        subject=round_.title,
        danger=True,
        warning="固定以后谁都不能再改，也不再重新计算。",
    )


def publish(request: StaffRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    return press(
        request,
        lambda: actions.publish_round(by=request.user, round_=round_),
        "各单位现在可以看到全部结果和排名。",
        round_.get_absolute_url(),
        "向各单位公布",
        "公布",
        subject=round_.title,
        warning="公布以后，所有能查看督查评估的人都能看到各单位的得分和排名。",
    )
