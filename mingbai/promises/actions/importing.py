"""Promises from an Excel table: all rows or none."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import tables
from mingbai.lib.verdict import require
from mingbai.organisations.forms import DATE_FORMATS
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.promises.actions.keeping import add
from mingbai.promises.exports import TITLES
from mingbai.promises.models import Promise
from mingbai.promises.policies import KEEP
from mingbai.promises.queries import Unknown, bodies_named
from mingbai.promises.states import Kind

COLUMNS = dict(
    zip(
        ("year", "number", "kind", "title", "responsible", "responsible_person", "target_text",
         "target_number", "target_unit", "due_on", "source"),
        TITLES,
        strict=True,
    )
)  # fmt: skip


class Wrong(ValueError):
    """A cell that cannot be read, in Chinese."""


@transaction.atomic
def import_rows(*, organisation: Organisation, data: bytes, by: User) -> list[Promise]:
    """Add every row of the table. ValidationError names each wrong row and column; then nothing is added."""
    require(may(by, KEEP, organisation))
    try:
        rows = tables.read_table(data, TITLES)
    except tables.Unreadable as wrong:
        raise ValidationError({"file": str(wrong)}) from wrong
    if not rows:
        raise ValidationError({"file": "表里没有内容，请从第 2 行开始填。"})
    made, problems = [], []
    for row in rows:
        try:
            with transaction.atomic():
                made.append(add(organisation=organisation, by=by, **_values(row.values)))
        except Wrong as wrong:
            problems.append(f"第 {row.number} 行：{wrong}")
        except ValidationError as error:
            problems += _told(row.number, error)
    if problems:
        raise ValidationError({"file": problems[:30]})
    return made


def _told(number: int, error: ValidationError) -> list[str]:
    return [
        f"第 {number} 行“{COLUMNS.get(name, name)}”：{message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    def cell(name: str) -> str:
        return cells.get(COLUMNS[name], "").strip()

    return {
        "year": _whole(cell("year"), "年度"),
        "number": _whole(cell("number"), "序号"),
        "kind": _kind(cell("kind")),
        "title": cell("title")[:200],
        "responsible": _places(cell("responsible")),
        "responsible_person": cell("responsible_person")[:50],
        "target_text": cell("target_text"),
        "target_number": _number(cell("target_number")),
        "target_unit": cell("target_unit")[:20],
        "due_on": _day(cell("due_on")),
        "source": _source(cell("source")),
    }


def _whole(text: str, column: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Wrong(f"“{column}”要填整数，现在是“{text or '空'}”。")
    return int(text)


def _kind(text: str) -> str:
    if not text:
        return Kind.PROJECT
    found = [value for value, label in Kind.choices if label == text]
    if not found:
        raise Wrong(f"“种类”只能填{'或者'.join(Kind.labels)}。")
    return found[0]


def _places(text: str) -> list[Organisation]:
    try:
        return bodies_named(text)
    except Unknown as wrong:
        raise Wrong(f"“责任单位”里{wrong}") from wrong


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Wrong(f"“目标数”要填数字，现在是“{text}”。") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise Wrong(f"“目标数”太大：“{text}”。")
    return number.quantize(Decimal("0.01"))


def _day(text: str) -> date:
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise Wrong(f"“完成期限”要写成 2026-12-31 这样，现在是“{text or '空'}”。")


def _source(text: str) -> Information | None:
    if not text:
        return None
    found = listed().filter(index_number=text).first()
    if found is None:
        raise Wrong(f"“出处索引号”{text}没有找到，或者还没有公开。")
    return found
