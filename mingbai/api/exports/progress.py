"""Columns of promises and of the months that villages posted."""

from django.urls import reverse

from mingbai.api.exports.records import absolute
from mingbai.api.exports.tables import Column, Table, attribute
from mingbai.promises.queries import PublicPromise

TEXT = str | None


def _record(record: object) -> str | None:
    return absolute(record.get_absolute_url()) if record else None  # type: ignore[attr-defined]  # of any model


def _newest(promise: PublicPromise) -> object:
    return promise.steps[0] if promise.steps else None


PROMISES = Table(
    "promises",
    "年度承诺",
    (
        attribute("id", "编号", int, "promise.pk"),
        attribute("year", "年度", int, "promise.year"),
        attribute("number", "序号", int, "promise.number"),
        Column("kind_name", "种类", str, lambda one: one.promise.get_kind_display()),
        attribute("title", "名称", str, "promise.title"),
        attribute("organisation", "机构代码", str, "promise.organisation.code"),
        attribute("organisation_name", "作出承诺的单位", str, "promise.organisation.name"),
        Column("responsible", "责任单位", list[str], lambda one: [place.name for place in one.responsible]),
        attribute("target", "目标", str, "promise.target_text"),
        attribute("due_on", "完成期限", str, "promise.due_on"),
        attribute("state", "状态代码", str, "promise.state"),
        Column("state_name", "状态", str, lambda one: one.promise.get_state_display()),
        attribute("percent", "完成百分比", int),
        Column("progress_on", "最近进展日期", TEXT, lambda one: getattr(_newest(one), "on", None)),
        Column("progress", "最近进展", TEXT, lambda one: getattr(_newest(one), "text", None)),
        Column("source_url", "出处", TEXT, lambda one: _record(one.source)),
        Column("url", "网页", str, lambda one: absolute(reverse("public_promise", args=[one.promise.pk]))),
    ),
)

MONTHS = Table(
    "village-months",
    "村务公开",
    (
        attribute("id", "编号", int, "sheet.pk"),
        attribute("organisation", "机构代码", str, "sheet.organisation.code"),
        attribute("organisation_name", "村（社区）", str, "sheet.organisation.name"),
        attribute("period", "公开期代码", str, "sheet.period_key"),
        attribute("period_name", "公开期", str, "sheet.period.label"),
        attribute("posted_on", "张贴日期", str, "sheet.posted_on"),
        attribute("posted_until", "张贴到", str, "sheet.posted_until"),
        Column("corrected", "更正后重新张贴", bool, lambda one: one.sheet.version > 1),
        Column("url", "网上公开的内容", TEXT, lambda one: _record(one.record)),
    ),
)
