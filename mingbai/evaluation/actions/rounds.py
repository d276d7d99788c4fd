"""A round of evaluation: opened, computed, reviewed, objected to, frozen, published."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.evaluation.actions.recording import held, said, tell, trail
from mingbai.evaluation.actions.scoring import set_points
from mingbai.evaluation.models import Line, Objection, Round, Scheme, Sheet
from mingbai.evaluation.policies import may_move_round, may_object, may_run, may_score
from mingbai.evaluation.queries.packaged import parameter
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.queries.rounds import frozen, live_results, measured
from mingbai.evaluation.queries.schemes import leaves
from mingbai.evaluation.rules.numbering import chinese
from mingbai.evaluation.states import ROUND_TRANSITIONS, RoundState, RoundVerb, SchemeState, transition
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import of_key
from mingbai.timelimits.queries import calendar
from mingbai.timelimits.rules import add_working_days


@transaction.atomic
def open_round(
    *,
    by: User,
    scheme: Scheme,
    title: str,
    period_key: str,
    organisations: Collection[Organisation],
    self_until: date,
    with_below: bool = True,
) -> Round:
    """One sheet for every organisation, one line for every leaf, numbers taken at once."""
    scheme = held(scheme)
    require(may_run(by, scheme.organisation))
    if scheme.state != SchemeState.IN_USE:
        raise ValidationError({"scheme": "只能用已启用的方案考核。"})
    if not organisations:
        raise ValidationError({"organisations": "请至少选一个被考核单位。"})
    if self_until < clock.today():
        raise ValidationError({"self_until": "自评截止日期不能早于今天。"})
    round_ = Round.objects.create(
        scheme=scheme,
        organisation=scheme.organisation,
        title=said(title, "title", "请填写名称，如“2026年度政务公开考核”。", 100),
        period_key=of_key(period_key).key,
        with_below=with_below,
        self_until=self_until,
        opened_at=clock.now(),
    )
    indicators = [node.indicator for node in leaves(scheme)]
    for place in organisations:
        sheet = Sheet.objects.create(round=round_, organisation=place)
        Line.objects.bulk_create(Line(sheet=sheet, indicator=one) for one in indicators)
        link, key = sheet.get_absolute_url(), f"evaluation:round:{round_.pk}"
        tell(place, ANSWER, f"{round_.title}开始自评，请在 {chinese(self_until)} 前提交。", link, key)
    _event(round_, by, verb="round.open", detail={"organisations": len(organisations)})
    _compute(round_)
    return round_


@transaction.atomic
def compute_round(*, by: User, round_: Round) -> Round:
    """Take the numbers from the tables again, until the units have seen them. Points by hand stay."""
    round_ = held(round_)
    require(may_score(by, round_))
    if round_.state not in (RoundState.OPEN, RoundState.SELF_SCORED):
        raise Denied("审核结果已发单位核对，不再重新取数。")
    _compute(round_)
    _event(round_, by, verb="round.compute")
    return round_


def _compute(round_: Round) -> None:
    numbers = measured(round_)
    nodes = {node.indicator.pk: node for node in leaves(round_.scheme)}
    lines = list(Line.objects.filter(sheet__round=round_).select_related("sheet"))
    for line in lines:
        number = numbers.get((line.sheet.organisation_id, line.indicator_id))
        if number is not None:
            line.value, line.part, line.whole = number.value, number.part, number.whole
        set_points(line, nodes[line.indicator_id])
    columns = ["value", "part", "whole", "points", "deductions"]
    Line.objects.bulk_update(lines, columns, batch_size=500)
    round_.computed_at = clock.now()
    round_.save(update_fields=["computed_at"])


@transaction.atomic
def close_self_scoring(*, by: User, round_: Round) -> Round:
    """Units write no more; the county office looks at everything."""
    round_ = held(round_)
    require(may_move_round(by, RoundVerb.CLOSE_SELF, round_))
    return _move(round_, RoundVerb.CLOSE_SELF, by, verb="round.close_self")


@transaction.atomic
def review_round(*, by: User, round_: Round) -> Round:
    """Show the units the reviewed result and begin the time for objections."""
    round_ = held(round_)
    require(may_move_round(by, RoundVerb.REVIEW, round_))
    _refuse_missing(round_)
    days = int(parameter("objection_days"))
    round_.objections_until = add_working_days(clock.today(), days, calendar()).due
    round_.save(update_fields=["objections_until"])
    _move(round_, RoundVerb.REVIEW, by, verb="round.review")
    for sheet in round_.sheets.select_related("organisation"):
        text = f"{round_.title}的审核结果请核对，有异议的请在 {chinese(round_.objections_until)} 前提出。"
        tell(
            sheet.organisation,
            ANSWER,
            text,
            sheet.get_absolute_url(),
            f"evaluation:review:{round_.pk}",
        )
    return round_


def _refuse_missing(round_: Round) -> None:
    missing = Line.objects.filter(sheet__round=round_, points=None, excluded="")
    if number := missing.count():
        names = "、".join(sorted(set(missing.values_list("indicator__name", flat=True)))[:5])
        raise ValidationError(
            f"还有 {number} 项没有得分（{names}）。请评分，或者写明不参与评分的理由。没有数据不等于得零分。"
        )


@transaction.atomic
def object_to_line(*, by: User, line: Line, reason: str, evidence: Information | None = None) -> Objection:
    round_ = held(line.sheet.round)
    line = Line.objects.select_related("sheet__round", "sheet__organisation", "indicator").get(pk=line.pk)
    require(may_object(by, line))
    objection = Objection.objects.create(
        line=line,
        reason=said(reason, "reason", "请写明理由，最好附上佐证信息。"),
        evidence=evidence,
        by=by,
        at=clock.now(),
    )
    place = line.sheet.organisation
    _move(round_, RoundVerb.OBJECT, by, verb="round.object", organisation=place, action=ANSWER)
    text = f"{place}对“{line.indicator}”有异议，请复核。"
    link = line.sheet.get_absolute_url()
    tell(round_.organisation, RUN, text, link, f"evaluation:line:{line.pk}")
    return objection


@transaction.atomic
def decide_line_objection(
    *, by: User, objection: Objection, accepted: bool, decision: str, points: Decimal | None = None
) -> Objection:
    """Accept the objection with the points that then hold, or refuse it; with the reason."""
    round_ = held(objection.line.sheet.round)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    require(may_score(by, round_))
    if objection.decided_at is not None:
        raise Denied("这个异议已经复核过了。")
    if objection.by_id == by.pk:
        raise Denied("这个异议是您提出的，须由另一个人复核。")
    objection.decision = said(decision, "decision", "请写明复核意见。")
    objection.accepted, objection.decided_by, objection.decided_at = accepted, by, clock.now()
    objection.save(update_fields=["decision", "accepted", "decided_by", "decided_at"])
    line = Line.objects.select_related("indicator", "sheet__organisation").get(pk=objection.line_id)
    if accepted:
        _change_points(line, points, objection.decision)
    _event(
        round_,
        by,
        verb="round.decide",
        detail={"line": line.pk, "accepted": accepted, "points": str(line.points)},
    )
    text = f"{round_.title}“{line.indicator}”的异议{'已采纳' if accepted else '没有采纳'}。"
    tell(
        line.sheet.organisation, ANSWER, text, line.sheet.get_absolute_url(), f"evaluation:decided:{line.pk}"
    )
    return objection


def _change_points(line: Line, points: Decimal | None, why: str) -> None:
    weight = line.indicator.weight
    if points is None or not 0 <= points <= weight:
        raise ValidationError({"points": f"采纳的，请填改后的得分，0 到 {weight}。"})
    line.manual, line.manual_note, line.excluded = points, f"异议复核：{why}"[:500], ""
    node = next(one for one in leaves(line.indicator.scheme) if one.indicator.pk == line.indicator_id)
    set_points(line, node)
    line.save(update_fields=["manual", "manual_note", "excluded", "points", "deductions"])


@transaction.atomic
def freeze_round(*, by: User, round_: Round) -> Round:
    """Keep the result with a digest; from now on nothing in it is computed or changed."""
    round_ = held(round_)
    require(may_move_round(by, RoundVerb.FREEZE, round_))
    if round_.objections_until is not None and clock.today() <= round_.objections_until:
        raise Denied(f"异议期到 {chinese(round_.objections_until)} 才结束，之后才能固定结果。")
    if waiting := Objection.objects.filter(line__sheet__round=round_, decided_at=None).count():
        raise Denied(f"还有 {waiting} 个异议没有复核，请先复核。")
    _refuse_missing(round_)
    round_.snapshot = frozen(live_results(round_))
    round_.digest, round_.frozen_at = digests.of_value(round_.snapshot), clock.now()
    round_.save(update_fields=["snapshot", "digest", "frozen_at"])
    return _move(round_, RoundVerb.FREEZE, by, verb="round.freeze")


@transaction.atomic
def publish_round(*, by: User, round_: Round) -> Round:
    """Let every unit see the whole table and the ranking."""
    round_ = held(round_)
    require(may_run(by, round_.organisation))
    if round_.state != RoundState.FROZEN:
        raise Denied("结果固定以后才能公布。")
    if round_.published_at is None:
        round_.published_at = clock.now()
        round_.save(update_fields=["published_at"])
        _event(round_, by, verb="round.publish", detail={"digest": round_.digest})
    return round_


def _move(
    round_: Round,
    step: RoundVerb,
    by: User,
    *,
    verb: str,
    organisation: Organisation | None = None,
    action: str = RUN,
) -> Round:
    row = transition(ROUND_TRANSITIONS, step, round_.state)
    assert row is not None and row.to is not None  # the policy has asked the same table
    round_.state = RoundState(row.to)
    round_.save(update_fields=["state"])
    trail(
        verb=verb,
        by=by,
        subject=round_,
        organisation=organisation or round_.organisation,
        action=action,
        after=round_.digest or round_.state,
    )
    return round_


def _event(round_: Round, by: User, *, verb: str, detail: dict | None = None) -> None:
    trail(verb=verb, by=by, subject=round_, organisation=round_.organisation, action=RUN, detail=detail)
