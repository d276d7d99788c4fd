"""Points of an indicator by its rule, and the total of a sheet.

A rule is data. Kinds: `per_occurrence` takes `points` off for each case (at most `most`), `rate` gives the
weight times the rate, `threshold` gives the share of the first step that is reached, `at_least` asks for a
number of times, `manual` is scored by a person with evidence. Without a denominator there is no rate and
no score: the weight of the others then stands for the whole, and the sheet says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

KINDS = {
    "per_occurrence": "按次扣分",
    "rate": "按比率得分",
    "threshold": "分档得分",
    "at_least": "按次数得分",
    "manual": "人工评分",
}
NEEDS_MEASURE = frozenset({"per_occurrence", "rate", "threshold", "at_least"})
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


class BadRule(ValueError):
    """The rule is not understood; the message says in Chinese what is wrong."""


@dataclass(frozen=True)
class Rule:
    """`points` are taken off per case, at most `most` in all (None = down to zero). `least` times are
    asked for. `steps` are (from this value on, share of the weight 0–1), highest first."""

    kind: str
    measure: str = ""
    points: Decimal = ZERO
    most: Decimal | None = None
    least: int = 1
    steps: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def words(self) -> str:
        """The rule for a person to read."""
        if self.kind == "per_occurrence":
            limit = f"，最多扣{plain(self.most)}分" if self.most is not None else "，扣完为止"
            return f"每发现一次扣{plain(self.points)}分{limit}"
        if self.kind == "rate":
            return "得分＝分值×比率"
        if self.kind == "at_least":
            return f"完成{self.least}次得满分，不足的按比例得分"
        if self.kind == "threshold":
            steps = "；".join(f"达到{percent(a)}得{percent(b)}的分" for a, b in self.steps)
            return f"{steps}；低于最低一档不得分"
        return "由考核单位看佐证评分"


@dataclass(frozen=True)
class Measured:
    """A number from the ledger. `value` is a count, or a rate between 0 and 1; None when there was
    nothing to measure. For rates, `part` of `whole`."""

    value: Decimal | None
    part: int = 0
    whole: int | None = None

    @property
    def words(self) -> str:
        if self.value is None:
            return "无数据"
        if self.whole is None:
            return plain(self.value)
        return f"{percent(self.value)}（{self.part}／{self.whole}）"


@dataclass(frozen=True)
class Deduction:
    """Why points are missing: the reason in words and how many points."""

    text: str
    points: Decimal


@dataclass(frozen=True)
class Scored:
    """`points` is None while there is no score: nothing was measured, or nobody has scored by hand."""

    points: Decimal | None
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True)
class Counted:
    """One line of a sheet for the total; `excluded` lines and lines without points do not count."""

    weight: Decimal
    points: Decimal | None
    excluded: bool = False


@dataclass(frozen=True)
class Total:
    """`points` out of `full`, scaled from `raw` out of `counted` when lines are left out; None when no line
    has points. `missing` lines still have no points and no reason why not."""

    points: Decimal | None
    full: Decimal
    raw: Decimal
    counted: Decimal
    excluded: int = 0
    missing: int = 0

    @property
    def scaled(self) -> bool:
        return self.counted != self.full

    @property
    def words(self) -> str:
        """How the total came about; "" when every line counts."""
        if not self.scaled:
            return ""
        left = [f"{self.excluded}项不参与评分"] if self.excluded else []
        left += [f"{self.missing}项暂无得分"] if self.missing else []
        return (
            f"{'、'.join(left)}，其余各项共{plain(self.counted)}分，得{plain(self.raw)}分，"
            f"按满分{plain(self.full)}分折算。"
        )


def parse(value: Any) -> Rule:
    """The rule that a JSON object states; BadRule says what is wrong."""
    if not isinstance(value, Mapping) or value.get("kind") not in KINDS:
        raise BadRule(f"评分方式只能是：{'、'.join(KINDS.values())}。")
    kind, measure = value["kind"], str(value.get("measure") or "")
    if kind in NEEDS_MEASURE and not measure:
        raise BadRule("这种评分方式要选定一个取数指标。")
    most = value.get("most")
    rule = Rule(
        kind=kind,
        measure=measure if kind in NEEDS_MEASURE else "",
        points=_number(value.get("points", 0), "每次扣分"),
        most=None if most in (None, "") else _number(most, "最多扣分"),
        least=int(_number(value.get("least", 1), "要求次数")),
        steps=_steps(value.get("steps") or []),
    )
    return _checked(rule)


def _checked(rule: Rule) -> Rule:
    if rule.kind == "per_occurrence" and rule.points <= 0:
        raise BadRule("每次扣分要大于 0。")
    if rule.kind == "threshold" and not rule.steps:
        raise BadRule("分档得分至少要有一档，如 95:100。")
    if rule.kind == "at_least" and rule.least < 1:
        raise BadRule("要求次数至少是 1。")
    return rule


def _steps(values: Iterable[Any]) -> tuple[tuple[Decimal, Decimal], ...]:
    steps = []
    for pair in values:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise BadRule("每一档要写“达到多少：得多少”，如 95:100。")
        step = (_number(pair[0], "分档"), _number(pair[1], "分档"))
        if not ZERO <= step[1] <= ONE:
            raise BadRule("每一档得分的比例应在 0 到 100 之间。")
        steps.append(step)
    return tuple(sorted(steps, reverse=True))


def _number(value: Any, name: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise BadRule(f"{name}要填数字。") from None
    if not number.is_finite() or number < 0 or number > 100000:
        raise BadRule(f"{name}要填不小于 0 的数字。")
    return number


def score(rule: Rule, weight: Decimal, measured: Measured | None, manual: Decimal | None = None) -> Scored:
    """The points of one line. A score given by hand (0 to `weight`) goes before the machine's."""
    if manual is not None:
        lost = weight - manual
        return Scored(manual, (Deduction("人工评分", lost),) if lost else ())
    if rule.kind == "manual" or measured is None or measured.value is None:
        return Scored(None)
    points = rounded(max(ZERO, min(weight, _points(rule, weight, measured.value))))
    lost = weight - points
    return Scored(points, (Deduction(_why(rule, measured), lost),) if lost else ())


def _points(rule: Rule, weight: Decimal, value: Decimal) -> Decimal:
    if rule.kind == "per_occurrence":
        lost = rule.points * value
        return weight - (lost if rule.most is None else min(lost, rule.most))
    if rule.kind == "rate":
        return weight * value
    if rule.kind == "at_least":
        return weight * min(value / rule.least, ONE)
    return weight * next((share for start, share in rule.steps if value >= start), ZERO)


def _why(rule: Rule, measured: Measured) -> str:
    if rule.kind == "per_occurrence":
        return f"{measured.words}次，每次扣{plain(rule.points)}分"
    if rule.kind == "at_least":
        return f"要求{rule.least}次，完成{measured.words}次"
    return f"实际{measured.words}"


def total(lines: Iterable[Counted]) -> Total:
    """The sheet's total: what counts, scaled to the whole weight when something does not count."""
    rows = list(lines)
    full = sum((row.weight for row in rows), ZERO)
    counting = [row for row in rows if not row.excluded and row.points is not None]
    counted = sum((row.weight for row in counting), ZERO)
    raw = sum((row.points for row in counting if row.points is not None), ZERO)
    return Total(
        points=rounded(raw * full / counted) if counted else None,
        full=full,
        raw=raw,
        counted=counted,
        excluded=sum(row.excluded for row in rows),
        missing=sum(not row.excluded and row.points is None for row in rows),
    )


@dataclass(frozen=True)
class Ranked:
    """`place` counts from 1; equal totals share it. None without a total."""

    key: Any
    points: Decimal | None
    place: int | None = field(default=None)


def ranking(totals: Mapping[Any, Decimal | None]) -> list[Ranked]:
    """Best first; whoever has no total stands at the end without a place."""
    ordered = sorted((key for key in totals if totals[key] is not None), key=lambda key: -(totals[key] or 0))
    places: list[Ranked] = []
    for number, key in enumerate(ordered, 1):
        tied = places and places[-1].points == totals[key]
        places.append(Ranked(key, totals[key], places[-1].place if tied else number))
    return places + [Ranked(key, None) for key in totals if totals[key] is None]


def rounded(number: Decimal) -> Decimal:
    """To hundredths, half up, as people round points."""
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(number: Decimal | None) -> str:
    """Without trailing zeros: 5, 4.5, 4.25."""
    if number is None:
        return ""
    text = f"{rounded(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(rate: Decimal) -> str:
    return f"{plain(rate * HUNDRED)}%"
