"""Bringing the shipped columns, and changing what a column is called and holds."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Field, Genre
from mingbai.columns.models import Column
from mingbai.columns.policies import may_manage
from mingbai.columns.rules.belonging import Rule
from mingbai.ledger.actions import append
from mingbai.lib import digests
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require

DATA = Path(__file__).parent / "data" / "columns.csv"
LONGEST_WORD = 40
MOST_WORDS = 20


@transaction.atomic
def load_columns() -> dict[str, int]:
    """Add the shipped columns that are missing; those that are there stay as the county set them."""
    return {"site_columns": sum(_load(order, row) for order, row in enumerate(_shipped(), start=1))}


def _shipped() -> Iterator[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load(order: int, row: dict[str, str]) -> bool:
    rule = Rule(
        genres=_split(row["genres"]), fields=_split(row["fields"]), policy_only=row["policy_only"] == "1"
    )
    values = {"name": row["name"], "about": row["about"], "order": order * 10, "rule": rule.as_json()}
    return Column.objects.get_or_create(slug=row["slug"], defaults=values)[1]


def _split(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split("|") if one)


@transaction.atomic
def set_column(
    *,
    column: Column,
    name: str,
    about: str,
    order: int,
    shown: bool,
    genres: Sequence[str] = (),
    fields: Sequence[str] = (),
    items: Sequence[int] = (),
    policy_only: bool = False,
    words: Sequence[str] = (),
    by: User | None,
) -> Column:
    """Set what a column is called, where it stands and what it holds; by=None is the system.

    Denied without the right; ValidationError by field.
    """
    if by is not None:
        require(may_manage(by))
    row = Column.objects.select_for_update().get(pk=column.pk)
    before = facts_of(row)
    rule = Rule(tuple(genres), tuple(fields), tuple(items), policy_only, _words(words))
    _refuse_unknown(rule)
    row.name, row.about, row.order, row.shown = one_line(name), one_line(about), order, shown
    row.rule = rule.as_json()
    row.full_clean()
    after = facts_of(row)
    if after != before:
        row.save()
        append(
            verb="columns.set",
            by=by,
            subject=row,
            before=digests.of_value(before),
            after=digests.of_value(after),
            detail={"fields": sorted(key for key in after if after[key] != before[key])},
        )
    return row


def facts_of(column: Column) -> dict[str, Any]:
    return {name: getattr(column, name) for name in ("name", "about", "order", "shown", "rule")}


def _words(words: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(word for one in words if (word := one_line(one))))
    if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
        raise ValidationError({"words": f"最多写 {MOST_WORDS} 个词，每个词不超过 {LONGEST_WORD} 个字。"})
    return found


def _refuse_unknown(rule: Rule) -> None:
    if not rule:
        raise ValidationError("请至少选一个条件：体裁、领域、公开事项、只收政策文件，或者标题里的词。")
    if Genre.objects.filter(name__in=rule.genres).count() != len(set(rule.genres)):
        raise ValidationError({"genres": "有一种体裁已经不在了，请重新选择。"})
    if Field.objects.filter(pk__in=rule.fields).count() != len(set(rule.fields)):
        raise ValidationError({"fields": "有一个领域已经不在了，请重新选择。"})
    if CatalogueItem.objects.filter(pk__in=rule.items).count() != len(set(rule.items)):
        raise ValidationError({"items": "有一个公开事项的编号不对，请核对。"})
