"""What a sheet of village affairs holds, when its sums are right, and how a month stands.

《村民委员会组织法》第三十条：一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次；
涉及村民利益的重大事项应当随时公布。How often and until when is data of the county (`Regime`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from mingbai.timelimits.periods import Per, Period, period_of


class Section(models.TextChoices):
    INCOME = "income", "收入"
    EXPENSE = "expense", "支出"
    WELFARE = "welfare", "低保和补贴（只填合计）"
    CONTRACT = "contract", "合同、资产、债权债务"
    MATTER = "matter", "公开事项"


MONEY = frozenset({Section.INCOME, Section.EXPENSE})
MOST_LINES = 300
LARGEST = Decimal("9999999999.99")


@dataclass(frozen=True)
class Line:
    """One line of the sheet. `amount` in yuan; `households` and `people` only for welfare totals;
    `information` is the number of a record made public on the web, 0 for none."""

    section: str
    text: str
    amount: Decimal | None = None
    households: int | None = None
    people: int | None = None
    on: date | None = None
    note: str = ""
    information: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "section": str(self.section),
            "text": self.text,
            "amount": None if self.amount is None else f"{self.amount:.2f}",
            "households": self.households,
            "people": self.people,
            "on": self.on.isoformat() if self.on else None,
            "note": self.note,
            "information": self.information,
        }

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> "Line":
        return cls(
            section=values["section"],
            text=values["text"],
            amount=None if values["amount"] is None else Decimal(values["amount"]),
            households=values["households"],
            people=values["people"],
            on=date.fromisoformat(values["on"]) if values["on"] else None,
            note=values["note"],
            information=values["information"],
        )


@dataclass(frozen=True)
class Totals:
    """Sums in yuan."""

    income: Decimal
    expense: Decimal

    def closing(self, opening: Decimal) -> Decimal:
        return opening + self.income - self.expense


def totals(lines: Iterable[Line]) -> Totals:
    sums = {Section.INCOME: Decimal(0), Section.EXPENSE: Decimal(0)}
    for line in lines:
        if line.section in MONEY and line.amount is not None:
            sums[Section(line.section)] += line.amount
    return Totals(sums[Section.INCOME], sums[Section.EXPENSE])


def line_problem(line: Line) -> str:
    """Why a line cannot stand, in Chinese; "" when it can."""
    name = Section(line.section).label.split("（")[0]
    if not line.text:
        return f"“{name}”里有一行没有写事项名称，请补上，或者清空这一行。"
    if line.section in MONEY and (line.amount is None or line.amount <= 0):
        return f"“{line.text}”的金额要填大于 0 的数；退款、冲减请记在另一边。"
    if line.section == Section.WELFARE and not any((line.amount, line.households, line.people)):
        return f"“{line.text}”请填户数、人数或者金额的合计。只填合计，不写姓名。"
    if line.section != Section.WELFARE and (line.households or line.people):
        return f"“{line.text}”不是低保、补贴，不用填户数和人数。"
    return ""


def balance_problems(
    opening: Decimal | None,
    closing: Decimal | None,
    lines: Sequence[Line],
    before: Decimal | None = None,
    after: Decimal | None = None,
) -> dict[str, str]:
    """What is wrong with the sums, by field (opening, closing, lines); {} when they are right.

    `before` is the closing balance of the sheet right before, `after` the opening balance of the one
    right after; None where there is no such sheet.
    """
    found: dict[str, str] = {}
    if opening is None:
        found["opening"] = "请填上期结余，没有就填 0。"
    elif before is not None and opening != before:
        found["opening"] = (
            f"上期结余填的是 {money(opening)} 元，但上一期公布的期末结余是 {money(before)} 元，应当相等。"
        )
    if closing is None:
        found["closing"] = "请填本期结余。"
    elif opening is not None:
        found |= _closing_problem(opening, closing, totals(lines), after)
    return found


def _closing_problem(
    opening: Decimal, closing: Decimal, sums: Totals, after: Decimal | None
) -> dict[str, str]:
    right = sums.closing(opening)
    if closing != right:
        return {
            "closing": f"上期结余 {money(opening)} 加收入 {money(sums.income)} 减支出 {money(sums.expense)}，"
            f"应当是 {money(right)} 元，填的是 {money(closing)} 元，相差 {money(abs(closing - right))} 元。"
        }
    if after is not None and closing != after:
        return {"closing": f"下一期的上期结余是 {money(after)} 元，和这里的 {money(closing)} 元对不上。"}
    return {}


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


# -- signatures -----------------------------------------------------------------

SIGNERS = ("村委会主任", "村务监督委员会主任", "报账员")


def missing_signers(signers: Sequence[str], signed: Collection[str]) -> list[str]:
    return [role for role in signers if role not in signed]


def lacks_second_look(entered_by: Collection[int], has_photo: bool) -> bool:
    """Whether one person alone typed in every signature and shows no signed paper for it."""
    return len(set(entered_by)) == 1 and not has_photo


# -- how often, until when ------------------------------------------------------


@dataclass(frozen=True)
class Regime:
    """What the county decides for its villages.

    `per` month or quarter; `due_days`: posted at the latest so many calendar days after the period's
    last day; `posting_days`: posted for at least so many days, the first not counted
    (《民法典》第二百零一条).
    `basis` says who decided it. 《组织法》只规定了频次；日期和公示天数由各地规定，所以是可以改的。
    """

    per: str = Per.MONTH
    due_days: int = 20
    posting_days: int = 7
    signers: tuple[str, ...] = SIGNERS
    telephone: str = ""
    basis: str = "系统预设，请县公开办按本地规定核对"

    def due(self, period: Period) -> date:
        return period.end + timedelta(days=self.due_days)

    def shortest_until(self, posted_on: date) -> date:
        return posted_on + timedelta(days=self.posting_days)


def periods_of_year(year: int, regime_on: Callable[[date], Regime]) -> Iterator[tuple[Period, Regime, int]]:
    """The periods a village has to publish for, with the regime of each and how many months it spans.

    `regime_on(day)` gives the regime in force that day. Where the county changed from months to
    quarters within a year, the period that contains the day after the last one comes next.
    """
    day = date(year, 1, 1)
    while day.year == year:
        regime = regime_on(day)
        period = period_of(regime.per, day)
        yield period, regime, period.end.month - day.month + 1
        day = period.end + timedelta(days=1)


def last_day(until: date | None, replaced_on: date | None, today: date) -> date | None:
    """The last day a posted sheet hung: of its time, or the day on which its correction took its place.

    None while it hangs. A correction that hangs after the time is over ends nothing.
    """
    over = until if until is not None and until < today else None
    return min((one for one in (over, replaced_on) if one is not None), default=None)


# -- how a month stands ---------------------------------------------------------


class Mark(models.TextChoices):
    PUBLISHED = "published", "已公布"
    OBJECTED = "objected", "有异议"
    OVERDUE = "overdue", "未公布，已超期"
    WAITING = "waiting", "未公布"
    LATER = "later", "未到期"


@dataclass(frozen=True)
class Standing:
    """`days` counts the days overdue so far, or the days by which it was posted late; 0 for none."""

    mark: Mark
    days: int = 0

    @property
    def words(self) -> str:
        if self.mark == Mark.OVERDUE:
            return f"未公布，超期 {self.days} 天"
        if self.days:
            return f"{self.mark.label}，迟 {self.days} 天"
        return str(self.mark.label)


def standing(period: Period, due: date, posted_on: date | None, objections: int, today: date) -> Standing:
    """`posted_on`: first day on which any version was posted, None before; `objections`: the open ones."""
    late = max((posted_on - due).days, 0) if posted_on else 0
    if objections:
        return Standing(Mark.OBJECTED, late)
    if posted_on:
        return Standing(Mark.PUBLISHED, late)
    if today > due:
        return Standing(Mark.OVERDUE, (today - due).days)
    return Standing(Mark.WAITING if today > period.end else Mark.LATER)
