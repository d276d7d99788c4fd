"""Moments as people in China write them."""

from datetime import date, datetime

from mingbai.lib import clock


def day_of(moment: datetime) -> date:
    return moment.astimezone(clock.CHINA).date()


def local(moment: datetime | None) -> str:
    """To the minute, such as 2026-03-02 09:05; "" for None."""
    return moment.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""
