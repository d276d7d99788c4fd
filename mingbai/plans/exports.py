"""The tasks of a plan as a table for Excel and WPS."""

from collections.abc import Iterable, Iterator

from mingbai.lib.tables import to_xlsx
from mingbai.plans.models import PlanTask

TITLES = ("序号", "任务", "牵头单位", "配合单位", "时限")


def task_table(tasks: Iterable[PlanTask]) -> bytes:
    """An .xlsx file in the shape of a distribution of tasks; numbers as printed in the plan."""
    return to_xlsx(TITLES, _rows(tasks), "任务分工")


def _rows(tasks: Iterable[PlanTask]) -> Iterator[tuple[str, ...]]:
    for task in tasks:
        yield (
            task.path,
            task.text,
            "、".join(task.lead_text),
            "、".join(task.support_text),
            when(task),
        )


def when(task: PlanTask) -> str:
    """Until when and how often, as printed; the day computed from it in brackets."""
    day = task.deadline_on
    until = task.deadline_text
    if day is not None:
        words = f"{day.year}年{day.month}月{day.day}日"
        until = f"{until}（{words}前）" if until and until != words else until or words
    return "；".join(one for one in (until, task.frequency_text) if one)
