"""The tree of a scheme as it is shown and counted."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from mingbai.evaluation import measures
from mingbai.evaluation.models import Indicator, Scheme
from mingbai.evaluation.rules.scoring import NEEDS_MEASURE, BadRule, Rule, parse


@dataclass(frozen=True)
class Node:
    """An indicator in the order of the tree. `rule` is None for a node with children, and for a leaf whose
    rule is not understood; then `problem` says why."""

    indicator: Indicator
    depth: int
    weight: Decimal
    leaf: bool
    rule: Rule | None = None
    problem: str = ""

    @property
    def measure(self) -> measures.Measure | None:
        return measures.get(self.rule.measure) if self.rule and self.rule.measure else None

    @property
    def parent_name(self) -> str:
        return self.indicator.parent.name if self.indicator.parent else ""


def tree(scheme: Scheme) -> list[Node]:
    """Every indicator depth first. One query."""
    below: dict[int | None, list[Indicator]] = defaultdict(list)
    for row in scheme.indicators.filter(ended=False).select_related("parent"):
        below[row.parent_id].append(row)
    return [node for row in below[None] for node in _nodes(row, below, 1)]


def _nodes(row: Indicator, below: dict[int | None, list[Indicator]], depth: int) -> list[Node]:
    inner = [node for child in below[row.pk] for node in _nodes(child, below, depth + 1)]
    if inner:
        weight = sum((node.weight for node in inner if node.leaf), Decimal(0))
        return [Node(row, depth, weight, False), *inner]
    return [_leaf(row, depth)]


def _leaf(row: Indicator, depth: int) -> Node:
    try:
        rule = parse(row.rule)
    except BadRule as refusal:
        return Node(row, depth, row.weight, True, None, str(refusal))
    if rule.kind in NEEDS_MEASURE and measures.get(rule.measure) is None:
        return Node(row, depth, row.weight, True, rule, f"没有“{rule.measure}”这个取数指标。")
    problem = "" if row.weight > 0 else "还没有填分值。"
    return Node(row, depth, row.weight, True, rule, problem)


def leaves(scheme: Scheme) -> list[Node]:
    return [node for node in tree(scheme) if node.leaf]


def problems_of(scheme: Scheme) -> list[str]:
    """Why the scheme cannot be used yet, in Chinese; [] when it can."""
    found = leaves(scheme)
    if not found:
        return ["方案里还没有指标。"]
    return [f"“{node.indicator.name}”：{node.problem}" for node in found if node.problem]
