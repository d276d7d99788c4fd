"""Progress, targets and ratings as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingbai.promises.states import ENDED, OPEN, State

SCORES = (5, 4, 3, 2, 1)
SCORE_WORDS = {5: "很满意", 4: "满意", 3: "一般", 2: "不满意", 1: "很不满意"}


@dataclass(frozen=True)
class Step:
    """One entry of progress: per cent 0–100, and the number reached, None where nothing is counted."""

    on: date
    percent: int
    number: Decimal | None = None


def percent_of(number: Decimal | None, target: Decimal | None) -> int | None:
    """The whole per cent of the target reached, at most 100, never rounded up; None without numbers."""
    if number is None or not target or target <= 0:
        return None
    return min(int(number * 100 / target), 100)


def step_problem(step: Step, last: Step | None, reason: str, today: date) -> dict[str, str]:
    """Why an entry cannot follow the last one, by field; {} when it can."""
    if step.on > today:
        return {"on": "进展日期不能晚于今天。"}
    if last is not None and step.on < last.on:
        return {"on": f"上一次进展是 {last.on}，这一次的日期不能更早。"}
    if goes_back(step, last) and not reason.strip():
        assert last is not None
        return {
            "reason": f"上一次报的是 {last.percent}%{_counted(last)}，这一次变少了。请写明原因；"
            "如果是上次填错，请先作废上次的进展。"
        }
    return {}


def _counted(step: Step) -> str:
    return "" if step.number is None else f"（{plain(step.number)}）"


def goes_back(step: Step, last: Step | None) -> bool:
    if last is None:
        return False
    fewer = step.number is not None and last.number is not None and step.number < last.number
    return step.percent < last.percent or fewer


def end_problem(
    state: str, into: str, reason: str, has_evidence: bool, percent: int, target_met: bool
) -> dict[str, str]:
    """Why a promise cannot be settled so, by field; {} when it can.

    `percent` is that of the last entry; `target_met`: its number reaches the target, or there is none.
    """
    if into == State.RUNNING and state in ENDED:
        return {} if reason.strip() else {"reason": "重新办理要写明原因。"}
    if state not in OPEN or into not in ENDED:
        return {"state": "现在不能改成这个状态，请刷新页面。"}
    if into != State.FULFILLED:
        return {} if reason.strip() else {"reason": "没有全部完成的，要写明原因和下一步打算。"}
    if not has_evidence:
        return {"state": "还没有佐证。请先在进展里关联公开信息，或者上传验收材料，再标为已完成。"}
    if percent < 100 or not target_met:
        return {"state": "最后一次进展还没有达到目标。请先更新进展，或者选“部分完成”。"}
    return {}


def plain(number: Decimal) -> str:
    """A number without needless zeros: 12, 3.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# -- ratings --------------------------------------------------------------------


@dataclass(frozen=True)
class Verdicts:
    """What citizens think. `average` has one decimal; None while fewer than the least number rated."""

    count: int
    average: Decimal | None

    @property
    def words(self) -> str:
        if not self.count:
            return "还没有人评价"
        if self.average is None:
            return "评价人数太少，暂不显示平均分"
        return f"{self.count} 人评价，平均 {self.average} 分（满分 5 分）"


def verdicts(scores: Sequence[int], least: int) -> Verdicts:
    """Few ratings say little, and tell too easily who gave them."""
    count = len(scores)
    if count < max(least, 1):
        return Verdicts(count, None)
    return Verdicts(count, (Decimal(sum(scores)) / count).quantize(Decimal("0.1")))
