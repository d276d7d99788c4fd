"""What the ledger says about a year: rates, pace, and nil reports that are hard to believe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingbai.duties.states import State


@dataclass(frozen=True)
class Counts:
    """How many instances ended how. `late` was done, but not in time."""

    open: int = 0
    met: int = 0
    late: int = 0
    nil: int = 0
    not_applicable: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        return self.open + self.met + self.late + self.nil + self.not_applicable + self.missing

    @property
    def due(self) -> int:
        """What had to be done by now: not what lies ahead, nor what does not apply."""
        return self.met + self.late + self.nil + self.missing

    @property
    def rate(self) -> Fraction | None:
        """The share done in time; None when nothing was due: an empty denominator gives no rate."""
        return Fraction(self.met + self.nil, self.due) if self.due else None

    @property
    def percent(self) -> str:
        """Such as "87.5%", or "—" when nothing was due. Never rounded up to 100."""
        if self.rate is None:
            return "—"
        tenths = self.rate.numerator * 1000 // self.rate.denominator
        return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in COUNTED})


COUNTED = tuple(str(state) for state in State)


def counts_of(states: Sequence[tuple[str, int]]) -> Counts:
    """From (state, number) pairs; a state may occur several times."""
    sums = dict.fromkeys(COUNTED, 0)
    for state, number in states:
        sums[state] += number
    return Counts(**sums)


def light(counts: Counts) -> str:
    """The lamp of a cell: "none" nothing was due, "red" something is missing, "amber" late, else "green"."""
    if not counts.due:
        return "none"
    return "red" if counts.missing else "amber" if counts.late else "green"


@dataclass(frozen=True)
class Forecast:
    """`expected` is how many there will be at the period's end at this pace, rounded down."""

    done: int
    wanted: int
    expected: int
    words: str


def forecast(done: int, wanted: int, start: date, end: date, today: date) -> Forecast:
    """Whether `wanted` will be reached in the period at the pace until `today`.

    Within the first tenth of the period a pace says nothing, so nothing is foretold.
    """
    length = (end - start).days + 1
    gone = min(max((today - start).days + 1, 0), length)
    left = max(wanted - done, 0)
    if not left:
        return Forecast(done, wanted, max(done, wanted), f"已完成{done}次，达到要求。")
    if gone >= length:
        return Forecast(done, wanted, done, f"期限已过，完成{done}次，还差{left}次。")
    if gone * 10 < length:
        return Forecast(done, wanted, done, f"已完成{done}次，还差{left}次；时间尚早，暂不预计。")
    expected = done * length // gone
    enough = "能达到" if expected >= wanted else "达不到"
    pace = f"照目前的进度，到{end.month}月{end.day}日预计完成{expected}次，{enough}要求"
    return Forecast(done, wanted, expected, f"已完成{done}次，还差{left}次；{pace}。")


def suspicious(states: Sequence[str], others_met: int, others: int, run: int) -> str:
    """Why a run of nil reports should be looked at, in Chinese; "" when nothing is odd.

    `states` are one duty's ended instances, oldest first. `others_met` of `others` comparable
    organisations had something to publish in the same time. `run` is the length that is noticed.
    """
    last = 0
    for state in reversed(states):
        if state != State.NIL:
            break
        last += 1
    if last < run:
        return ""
    before = any(state in {State.MET, State.LATE} for state in states[:-last])
    if before:
        return f"连续{last}期零报告，而以前有公开内容，请核实。"
    if others and others_met * 2 > others:
        return f"连续{last}期零报告，而{others}个同类单位中有{others_met}个有公开内容，请核实。"
    return f"连续{last}期零报告，请核实是否确实没有发生。"


def reminder_days(due: date, today: date, left: int, days: Sequence[int] = (5, 1, 0)) -> int | None:
    """Which of the reminders is due today: the number of working days before, or None.

    `left` is the number of working days from today until `due`. On rest days nothing is sent:
    the next working day sends the smaller number.
    """
    if due < today:
        return None
    return next((day for day in sorted(days) if left <= day), None)
