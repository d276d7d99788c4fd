"""The results of a round: from its lines while it runs, from its snapshot once it is frozen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from mingbai.evaluation import measures
from mingbai.evaluation.models import Line, Round, Sheet
from mingbai.evaluation.queries.reach import groups_of
from mingbai.evaluation.queries.schemes import Node, leaves
from mingbai.evaluation.rules.scoring import Counted, Measured, Total, plain, ranking, score, total
from mingbai.evaluation.states import RoundState
from mingbai.organisations.models import Kind, Organisation
from mingbai.timelimits.periods import of_key


@dataclass(frozen=True)
class LineResult:
    """One cell of the matrix; numbers as text so that a frozen result reads back exactly."""

    indicator: int
    name: str
    weight: str
    measure: str
    value: str
    part: int
    whole: int | None
    points: str
    manual: bool
    note: str
    excluded: str
    deductions: list[list[str]] = field(default_factory=list)

    @property
    def measured(self) -> str:
        return measured_words(Decimal(self.value) if self.value else None, self.part, self.whole)

    @property
    def shown(self) -> str:
        """What stands in the cell, in words where there are no points."""
        if self.excluded:
            return "不参与"
        if self.points:
            return plain(Decimal(self.points))
        return "无数据" if self.measure else "待评分"


@dataclass(frozen=True)
class SheetResult:
    """One organisation. `points` "" when nothing could be scored; `how` says when points were scaled."""

    sheet: int
    organisation: int
    code: str
    name: str
    kind: str
    points: str
    full: str
    how: str
    place: int | None
    missing: int
    lines: list[LineResult] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def measured_words(value: Decimal | None, part: int, whole: int | None) -> str:
    return Measured(value, part, whole).words


def results(round_: Round) -> list[SheetResult]:
    """Every organisation of the round, kinds together, best first within a kind."""
    if round_.state == RoundState.FROZEN:
        return [_thawed(row) for row in round_.snapshot["sheets"]]
    return live_results(round_)


def live_results(round_: Round) -> list[SheetResult]:
    by_sheet: dict[int, list[Line]] = defaultdict(list)
    lines = Line.objects.filter(sheet__round=round_).select_related("indicator")
    for line in lines.order_by("indicator__order", "pk"):
        by_sheet[line.sheet_id].append(line)
    sheets = list(Sheet.objects.filter(round=round_).select_related("organisation"))
    totals = {one.pk: total_of(by_sheet[one.pk]) for one in sheets}
    places = _places(sheets, totals)
    found = [_result(one, by_sheet[one.pk], totals[one.pk], places[one.pk]) for one in sheets]
    order = list(Kind.values)
    return sorted(found, key=lambda one: (order.index(one.kind), one.place is None, one.place or 0))


def total_of(lines: Iterable[Line]) -> Total:
    return total(Counted(one.indicator.weight, one.points, bool(one.excluded)) for one in lines)


def _places(sheets: list[Sheet], totals: dict[int, Total]) -> dict[int, int | None]:
    """Townships are ranked among townships, departments among departments."""
    found: dict[int, int | None] = {}
    for kind in {one.organisation.kind for one in sheets}:
        of_kind = {one.pk: totals[one.pk].points for one in sheets if one.organisation.kind == kind}
        found |= {one.key: one.place for one in ranking(of_kind)}
    return found


def _result(sheet: Sheet, lines: list[Line], sums: Total, place: int | None) -> SheetResult:
    place_of = sheet.organisation
    return SheetResult(
        sheet=sheet.pk,
        organisation=place_of.pk,
        code=place_of.code,
        name=place_of.name,
        kind=place_of.kind,
        points=plain(sums.points),
        full=plain(sums.full),
        how=sums.words,
        place=place,
        missing=sums.missing,
        lines=[_line(one) for one in lines],
    )


def _line(line: Line) -> LineResult:
    indicator = line.indicator
    return LineResult(
        indicator=indicator.pk,
        name=indicator.name,
        weight=plain(indicator.weight),
        measure=str(indicator.rule.get("measure") or ""),
        value="" if line.value is None else str(line.value.normalize()),
        part=line.part,
        whole=line.whole,
        points=plain(line.points),
        manual=line.manual is not None,
        note=line.manual_note,
        excluded=line.excluded,
        deductions=line.deductions,
    )


def frozen(found: Iterable[SheetResult]) -> dict[str, Any]:
    """The results as JSON values."""
    return {"sheets": [asdict(one) for one in found]}


def _thawed(row: dict[str, Any]) -> SheetResult:
    return SheetResult(**{**row, "lines": [LineResult(**line) for line in row["lines"]]})


# -- computing -------------------------------------------------------------------------


def groups_for(round_: Round) -> dict[int, int]:
    """Organisation → the organisation of the sheet on which it counts."""
    places = Organisation.objects.filter(pk__in=round_.sheets.order_by().values("organisation"))
    return groups_of(places, round_.with_below)


def measured(round_: Round) -> dict[tuple[int, int], Measured]:
    """(organisation, indicator) → the number as the tables give it now, for leaves with a measure."""
    period, groups = of_key(round_.period_key), groups_for(round_)
    found: dict[tuple[int, int], Measured] = {}
    known: dict[str, dict[int, Measured]] = {}
    for node in leaves(round_.scheme):
        if node.measure is None:
            continue
        if node.measure.key not in known:
            known[node.measure.key] = measures.compute(node.measure, groups, period)
        for organisation, number in known[node.measure.key].items():
            found[organisation, node.indicator.pk] = number
    return found


@dataclass(frozen=True)
class Difference:
    """What a frozen line would be if it were computed today."""

    organisation: str
    indicator: str
    frozen_value: str
    value_now: str
    frozen_points: str
    points_now: str


def differences(round_: Round) -> list[Difference]:
    """Lines whose number or points would differ today. The frozen result itself never changes."""
    nodes: dict[int, Node] = {node.indicator.pk: node for node in leaves(round_.scheme)}
    now = measured(round_)
    found = []
    for sheet in results(round_):
        for line in sheet.lines:
            number, node = now.get((sheet.organisation, line.indicator)), nodes.get(line.indicator)
            if number is None or node is None or node.rule is None:
                continue
            points = line.points if line.manual else plain(score(node.rule, node.weight, number).points)
            if (number.words, points) != (line.measured, line.points):
                found.append(
                    Difference(
                        sheet.name,
                        line.name,
                        line.measured,
                        number.words,
                        line.points or "无数据",
                        points or "无数据",
                    )
                )
    return found
