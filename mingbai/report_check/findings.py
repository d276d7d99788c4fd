"""What the checker says about a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.report_check.form.cells import Cell, as_json

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `rule` names the check, `cell` the place (`three.三7_总计.自然人`, `section.1`, `report`).

    `expected` and `found` are numbers for cells and short texts otherwise. `suspect` is the cell that is
    probably wrong where several sums point at one, "" else. `text` says in Chinese what is wrong and
    what to do.
    """

    rule: str
    cell: str
    expected: Cell | str
    found: Cell | str
    severity: str
    text: str
    suspect: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "cell": self.cell,
            "expected": _plain(self.expected),
            "found": _plain(self.found),
            "severity": self.severity,
            "text": self.text,
            "suspect": self.suspect or None,
        }


def _plain(value: Cell | str) -> int | float | str | None:
    return value if isinstance(value, str) else as_json(value)


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    return any(one.severity == ERROR for one in findings)


TABLES: Mapping[str, str] = {"two": "表二", "three": "表三", "four": "表四"}
