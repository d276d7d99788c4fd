"""Promises as an Excel table: a template to fill in, and everything with its progress."""

from collections.abc import Iterable

from mingbai.lib import tables
from mingbai.promises.models import Progress, Promise
from mingbai.promises.rules import Verdicts
from mingbai.promises.states import Kind

TITLES = (
    "年度", "序号", "种类", "名称", "责任单位", "责任人", "目标", "目标数", "单位", "完成期限", "出处索引号",
)  # fmt: skip
PROGRESS = ("状态", "状态说明", "最新进展日期", "完成百分比", "完成数", "进展情况", "群众评价")


def template(year: int) -> bytes:
    help_rows = [
        ["年度", f"四位数，如 {year}"],
        ["种类", f"{'或者'.join(Kind.labels)}，不填按{Kind.PROJECT.label}"],
        ["责任单位", "写全称或者简称，多个用顿号隔开"],
        ["目标", "要做到什么程度，一句话"],
        ["目标数、单位", "能计数的填，如 12 和 公里；不能计数的两格都不填"],
        ["完成期限", f"如 {year}-12-31"],
        ["出处索引号", "政府工作报告等已公开信息的索引号，可以不填"],
    ]
    return tables.to_workbook(
        [tables.Sheet("年度承诺", TITLES, []), tables.Sheet("填写说明", ("列", "怎么填"), help_rows)]
    )


def everything(
    promises: Iterable[Promise], latest: dict[int, Progress], opinion: dict[int, Verdicts]
) -> bytes:
    rows = [_row(one, latest.get(one.pk), opinion[one.pk]) for one in promises]
    return tables.to_xlsx((*TITLES[:2], "承诺单位", *TITLES[2:], *PROGRESS), rows, "年度承诺")


def _row(one: Promise, step: Progress | None, thought: Verdicts) -> list[object]:
    return [
        one.year,
        one.number,
        one.organisation.name,
        one.get_kind_display(),
        one.title,
        "、".join(place.name for place in one.responsible.all()),
        one.responsible_person,
        one.target_text,
        float(one.target_number) if one.target_number is not None else "",
        one.target_unit,
        one.due_on,
        one.source.index_number if one.source else "",
        one.get_state_display(),
        one.state_note,
        step.on if step else "",
        step.percent if step else 0,
        float(step.number) if step and step.number is not None else "",
        step.text if step else "",
        thought.words,
    ]
