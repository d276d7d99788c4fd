"""What is expected of an organisation and how it ended: pure functions of values."""

from mingbai.duties.rules.expecting import Expected, Rhythm, due_in, once, periodic, standing
from mingbai.duties.rules.judging import (
    COUNTED,
    Counts,
    Forecast,
    counts_of,
    forecast,
    light,
    reminder_days,
    suspicious,
)
from mingbai.duties.rules.settling import Evidence, Known, Outcome, settle, settle_standing

__all__ = [
    "COUNTED",
    "Counts",
    "Evidence",
    "Expected",
    "Forecast",
    "Known",
    "Outcome",
    "Rhythm",
    "counts_of",
    "due_in",
    "forecast",
    "light",
    "once",
    "periodic",
    "reminder_days",
    "settle",
    "settle_standing",
    "standing",
    "suspicious",
]
