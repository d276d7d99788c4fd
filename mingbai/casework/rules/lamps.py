"""What is said about the time that is left, in words first and in a colour beside them."""

from dataclasses import dataclass
from datetime import date

SOON = 5
"""So many working days before the last day a request is listed as nearly due: of display, not of law."""


@dataclass(frozen=True)
class Lamp:
    """`colour` is green, amber, red or "" (nothing runs); `words` say the same to whoever sees no colour."""

    colour: str
    words: str


def lamp(due: date | None, left: int | None, *, closed: bool, paused: bool, answered_on: date | None) -> Lamp:
    """`left` counts working days from today to `due`, negative when it is past; None where nothing runs."""
    if closed:
        return _closed(due, answered_on)
    if due is None or left is None:
        return Lamp("", "期限还没有起算")
    if paused:
        return Lamp("", "暂停计算，等征求意见的回复")
    if left < 0:
        return Lamp("red", f"已超期 {-left} 个工作日")
    if left == 0:
        return Lamp("red", "今天到期")
    if left <= SOON:
        return Lamp("amber", f"快到期：还有 {left} 个工作日")
    return Lamp("green", f"还有 {left} 个工作日")


def _closed(due: date | None, answered_on: date | None) -> Lamp:
    if answered_on is None:
        return Lamp("", "已结束")
    if due is not None and answered_on > due:
        return Lamp("red", "超期答复")
    return Lamp("green", "按期答复")
