"""Points on a sheet: the unit's own, those given by hand, and lines that do not count."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.evaluation.actions.recording import held, said, tell, trail
from mingbai.evaluation.models import Indicator, Line, Round, Sheet
from mingbai.evaluation.policies import may_score, may_self_score
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.queries.schemes import Node, leaves
from mingbai.evaluation.rules.scoring import Measured, plain, score
from mingbai.evaluation.states import RoundState
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require


def set_points(line: Line, node: Node) -> None:
    """Points and deductions of the line from its number, its rule and what was given by hand; not saved."""
    if node.rule is None:
        return
    scored = score(node.rule, node.weight, Measured(line.value, line.part, line.whole), line.manual)
    line.points = scored.points
    line.deductions = [
        [line.manual_note or one.text if line.manual is not None else one.text, plain(one.points)]
        for one in scored.deductions
    ]


@transaction.atomic
def self_score(
    *, by: User, line: Line, points: Decimal, note: str, evidence: Information | None = None
) -> Line:
    """What the unit thinks it has earned, and why."""
    sheet = _sheet(line)
    require(may_self_score(by, sheet))
    _refuse_points(points, line.indicator.weight)
    line.self_points, line.self_evidence = points, evidence
    line.self_note = said(note, "note", "请写明依据，最好附上佐证信息。")
    line.save(update_fields=["self_points", "self_note", "self_evidence"])
    trail(
        verb="round.self_score",
        by=by,
        subject=sheet.round,
        organisation=sheet.organisation,
        action=ANSWER,
        detail={"line": line.pk, "points": str(points)},
    )
    return line


@transaction.atomic
def submit_self_scores(*, by: User, sheet: Sheet) -> Sheet:
    """The unit is done; what it left open has no self-score."""
    sheet = held(sheet)
    require(may_self_score(by, sheet))
    sheet.self_done_at = clock.now()
    sheet.save(update_fields=["self_done_at"])
    trail(
        verb="round.self_submit",
        by=by,
        subject=sheet.round,
        organisation=sheet.organisation,
        action=ANSWER,
    )
    return sheet


@transaction.atomic
def score_line(*, by: User, line: Line, points: Decimal | None, note: str) -> Line:
    """Points by hand, with the reason; None goes back to what the rule gives."""
    sheet = _sheet(line)
    require(may_score(by, sheet.round))
    words = said(note, "note", "请写明评分的依据。")
    if points is not None:
        _refuse_points(points, line.indicator.weight)
    line.manual, line.manual_note, line.excluded = points, words, ""
    set_points(line, _node(line))
    line.save(update_fields=["manual", "manual_note", "excluded", "points", "deductions"])
    trail(
        verb="round.score",
        by=by,
        subject=sheet.round,
        organisation=sheet.round.organisation,
        action=RUN,
        detail={"line": line.pk, "points": str(line.points)},
    )
    if sheet.round.state in (RoundState.REVIEWED, RoundState.OBJECTED):
        text = f"{sheet.round}“{line.indicator}”的得分改为 {plain(line.points) or '无数据'}，理由：{words}"
        key = f"evaluation:rescored:{line.pk}:{clock.now():%Y%m%d%H%M%S}"
        tell(sheet.organisation, ANSWER, text[:200], sheet.get_absolute_url(), key)
    return line


@transaction.atomic
def exclude_indicator(
    *, by: User, round_: Round, indicator: Indicator, reason: str, sheet: Sheet | None = None
) -> int:
    """Let an indicator not count for one organisation, or for all that have no points in it.

    The reason stands on the sheet; the weight of the other lines stands for the whole.
    Returns how many lines were changed.
    """
    round_ = held(round_)
    require(may_score(by, round_))
    words = storable(said(reason, "reason", "不参与评分的，必须写明理由，单位会看到。", 300))
    lines: QuerySet[Line] = Line.objects.filter(sheet__round=round_, indicator=indicator)
    lines = lines.filter(sheet=sheet) if sheet is not None else lines.filter(points=None)
    number = lines.update(excluded=words)
    trail(
        verb="round.exclude",
        by=by,
        subject=round_,
        organisation=round_.organisation,
        action=RUN,
        detail={"indicator": indicator.name, "lines": number},
    )
    return number


def _sheet(line: Line) -> Sheet:
    """The line's sheet with its round as it is now; the round is held."""
    round_ = held(line.sheet.round)
    sheet = Sheet.objects.select_related("organisation").get(pk=line.sheet_id)
    sheet.round = round_
    return sheet


def _node(line: Line) -> Node:
    return next(one for one in leaves(line.indicator.scheme) if one.indicator.pk == line.indicator_id)


def _refuse_points(points: Decimal, weight: Decimal) -> None:
    if not 0 <= points <= weight:
        raise ValidationError({"points": f"得分填 0 到 {plain(weight)}。"})
