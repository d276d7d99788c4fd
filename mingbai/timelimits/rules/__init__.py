"""Counting limits over a calendar that is given as values; knows neither the database nor the clock."""

from mingbai.timelimits.rules.days import (
    STATUTORY,
    Calendar,
    Result,
    Step,
    add_working_days,
    is_working_day,
    next_working_day,
    plain,
    previous_working_day,
    why_off,
    working_days_between,
)
from mingbai.timelimits.rules.due import Events, WrongEvent, due
from mingbai.timelimits.rules.limits import (
    UNITS,
    Certainty,
    Effect,
    EventRule,
    LimitValue,
    Sense,
    Unit,
    in_words,
)

__all__ = [
    "STATUTORY",
    "UNITS",
    "Calendar",
    "Certainty",
    "Effect",
    "EventRule",
    "Events",
    "LimitValue",
    "Result",
    "Sense",
    "Step",
    "Unit",
    "WrongEvent",
    "add_working_days",
    "due",
    "in_words",
    "is_working_day",
    "next_working_day",
    "plain",
    "previous_working_day",
    "why_off",
    "working_days_between",
]
