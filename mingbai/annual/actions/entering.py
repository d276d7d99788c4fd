"""Figures of what the platform does not hold: permits, penalties, fees, and the time before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.models import AnnualReport, Entered
from mingbai.annual.policies import may_do
from mingbai.annual.queries.cells import counted
from mingbai.annual.rules.places import Place, places
from mingbai.annual.states import Verb
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.report_check.form.cells import NOT_APPLICABLE, Cell

LARGEST = Decimal(9_999_999_999)


@dataclass(frozen=True)
class Figure:
    """What to enter into the cell `name`: a value with its source, or that it is not applicable.

    Neither of them takes back what was entered there.
    """

    name: str
    value: Decimal | None = None
    not_applicable: bool = False
    source: str = ""

    @property
    def is_nothing(self) -> bool:
        return self.value is None and not self.not_applicable


@transaction.atomic
def enter_figures(*, report: AnnualReport, figures: Sequence[Figure], by: User) -> int:
    """Enter, change or take back figures; how many cells changed. All or none.

    ValidationError by the name of the cell.
    """
    report = held(report)
    require(may_do(by, Verb.WRITE, report))
    known = {one.name: one for one in report.entered.all()}
    problems = {one.name: words for one in figures if (words := _problem(report, one))}
    if problems:
        raise ValidationError(problems)
    changed = [one.name for one in figures if _put(report, known.get(one.name), one, by)]
    if changed:
        trail(report, by, "enter", cells=changed)
    return len(changed)


def _problem(report: AnnualReport, figure: Figure) -> str:
    place = places(report.form).get(figure.name)
    if place is None or place.is_sum:
        return "这一格由系统加总，不能填报。"
    if figure.is_nothing:
        return ""
    number = counted(report).get(figure.name)
    if number == NOT_APPLICABLE:
        return "这一格对本单位不适用，不能填报。"
    if figure.not_applicable and figure.value is not None:
        return "填了数字的，不要再勾选“不适用”。"
    if figure.not_applicable and number is not None:
        return "这一格由系统统计，不能填“不适用”。"
    return _wrong_value(place, figure, number) or ("" if one_line(figure.source) else "请写明数字的来源。")


def _wrong_value(place: Place, figure: Figure, number: Cell) -> str:
    value = figure.value
    if value is None:
        return ""
    if not value.is_finite() or abs(value) > LARGEST:
        return "数字太大，请核对。"
    if value < 0 and not place.signed and (not isinstance(number, int) or number + value < 0):
        return "不能填负数。"
    if not place.amount and value != value.to_integral_value():
        return "请填整数。"
    if place.amount and value != round(value, 6):
        return "最多填六位小数。"
    return ""


def _put(report: AnnualReport, known: Entered | None, figure: Figure, by: User) -> bool:
    source = one_line(figure.source)[:300]
    if figure.is_nothing:
        if known is not None:
            known.delete()
        return known is not None
    if known is not None and (known.value, known.source) == (figure.value, source):
        return False
    Entered.objects.update_or_create(
        report=report,
        name=figure.name,
        defaults={"value": figure.value, "source": source, "by": by, "at": clock.now()},
    )
    return True
