"""Months of the register, and moments as a book holds them: in China's time."""

from datetime import date, datetime, time, timedelta

from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.timelimits.periods import Per, Period, of_key, period_of


def month_of(key: str) -> Period:
    """The month with that key, such as "2026-05"; ValueError when it is none."""
    period = of_key(key)
    if period.per != Per.MONTH:
        raise ValueError(f"{key} is no month.")
    return period


def present_month() -> str:
    return period_of(Per.MONTH, clock.today()).key


def is_over(month: Period) -> bool:
    return month.end < clock.today()


def beginning(day: date) -> datetime:
    return datetime.combine(day, time(tzinfo=CHINA))


def moments(month: Period) -> tuple[datetime, datetime]:
    return beginning(month.start), beginning(month.end + timedelta(days=1))


def local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA)


def iso(moment: datetime) -> str:
    return local(moment).isoformat(timespec="seconds")
