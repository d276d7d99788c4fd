"""Shares of a whole in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """`part` of `whole`; where there was nothing there is no share."""

    part: int
    whole: int
    unit: str = "件"

    def __str__(self) -> str:
        if not self.whole:
            return "没有可以计算的"
        return f"{self.part} {self.unit}，占 {100 * self.part / self.whole:.1f}%"
