"""A unit's own answer beside what the machine found."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

ANSWERS = {"yes": "已做到", "partly": "部分做到", "no": "没有做到", "not_applicable": "本单位不涉及"}
"""What a unit may say to a line of the self-check."""

NO_DATA = "no_data"
MACHINE_ANSWERS = {**ANSWERS, NO_DATA: "系统里没有数据"}


@dataclass(frozen=True)
class Expectation:
    """How a measured value answers a line: `yes` from `yes_from` on (rates and counts), or, with `at_most`,
    up to that number."""

    yes_from: Decimal | None = None
    at_most: Decimal | None = None

    def answer(self, value: Decimal | None) -> str:
        if value is None:
            return NO_DATA
        if self.at_most is not None:
            return "yes" if value <= self.at_most else "no"
        wanted = self.yes_from if self.yes_from is not None else Decimal(1)
        if value >= wanted:
            return "yes"
        return "partly" if value > 0 else "no"


def expectation(value: dict[str, Any]) -> Expectation:
    """From a line of the packaged form: {"yes_from": 1} or {"at_most": 0}."""
    numbers = {name: Decimal(str(value[name])) for name in ("yes_from", "at_most") if name in value}
    return Expectation(**numbers)


def differs(own: str, machine: str) -> bool:
    """Whether the unit says something else than the machine; without data there is nothing to differ from."""
    return bool(own) and machine not in ("", NO_DATA) and own != machine
