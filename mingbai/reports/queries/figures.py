"""Figures of a report: a number, what it is called, and the list it was counted from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingbai.accounts.models import User
from mingbai.duties.rules import Counts
from mingbai.plans.models import Plan
from mingbai.reports.queries.behind import address, number, rows
from mingbai.reports.queries.reach import Reach
from mingbai.reports.states import Of

STATES = {
    "due": "已到期",
    "met": "按时完成",
    "nil": "零报告",
    "late": "逾期完成",
    "missing": "没有完成",
    "open": "未到期",
    "not_applicable": "不适用",
}


@dataclass(frozen=True)
class Composed:
    """One part as the machine writes it."""

    key: str
    kind: str
    level: int = 1
    heading: str = ""
    headings: Sequence[str] = ()
    path: str = ""
    text: str = ""
    figures: Sequence[Mapping[str, Any]] = field(default_factory=list)


class Source:
    """Where the figures of one report come from."""

    def __init__(self, user: User, plan: Plan, reach: Reach) -> None:
        self.user, self.plan, self.reach = user, plan, reach
        self.tasks = list(reach.tasks(plan))
        self.lines = rows(user, reach, {"of": Of.LINES, "plan": plan.pk})

    def figure(self, name: str, label: str, counted: int, /, **ask: Any) -> dict[str, Any]:
        where = address(self.reach, ask)
        return {"key": name, "label": label, "number": counted, "address": where, "ask": ask}

    def counted(self, name: str, label: str, /, **ask: Any) -> dict[str, Any]:
        return self.figure(name, label, number(self.user, self.reach, ask), **ask)

    def states(self, key: str, found: Counts, **ask: Any) -> list[dict[str, Any]]:
        """A figure for each state that occurs; `due` is what the rate is counted of."""
        return [
            self.figure(
                f"{key}:{state}",
                label,
                getattr(found, state),
                of=Of.LINES.value,
                **ask,
                **({"due": 1} if state == "due" else {"state": state}),
            )
            for state, label in STATES.items()
            if getattr(found, state)
        ]
