"""The words of a report, as functions of plain values."""

from mingbai.reports.rules.figures import figure_changes, missing_numbers
from mingbai.reports.rules.numbering import chinese_day, numbered
from mingbai.reports.rules.sentences import (
    Held,
    TaskFacts,
    clip,
    endings,
    held_words,
    overall_words,
    shares,
    task_words,
)

__all__ = [
    "Held",
    "TaskFacts",
    "chinese_day",
    "clip",
    "endings",
    "figure_changes",
    "held_words",
    "missing_numbers",
    "numbered",
    "overall_words",
    "shares",
    "task_words",
]
