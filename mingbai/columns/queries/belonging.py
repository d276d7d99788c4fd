"""Columns and what belongs to them."""

from functools import cached_property

from django.db.models import BooleanField, Case, Exists, Q, QuerySet, Value, When

from mingbai.catalogue.models import CatalogueItem, Genre
from mingbai.columns.models import Column
from mingbai.columns.rules.belonging import Rule
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed


class Numbers:
    """Numbers of genres and of rows of the catalogue, read once for as many rules as there are.

    Conditions name them one by one, not through a join: only so does the database know how many
    records to expect, and with 300,000 of them choosing the wrong index costs seconds.
    """

    @cached_property
    def _genres(self) -> list[tuple[int, str, bool]]:
        return list(Genre.objects.order_by().values_list("pk", "name", "is_policy"))

    @cached_property
    def _items(self) -> list[tuple[int, str]]:
        return list(CatalogueItem.objects.order_by().values_list("pk", "field"))

    def genres(self, rule: Rule) -> list[int]:
        return [
            pk
            for pk, name, is_policy in self._genres
            if (not rule.genres or name in rule.genres) and (is_policy or not rule.policy_only)
        ]

    def items(self, rule: Rule) -> list[int]:
        return [pk for pk, field in self._items if field in rule.fields]


def shown() -> QuerySet[Column]:
    return Column.objects.filter(shown=True)


def records_of(column: Column, numbers: Numbers | None = None) -> QuerySet[Information]:
    """The public records of a column. Two queries at most, for the numbers, none when they are given."""
    return listed().filter(condition(column.belonging, numbers or Numbers()))


def condition(rule: Rule, numbers: Numbers) -> Q:
    """`rule` as a condition on records."""
    if not rule:
        return Q(pk__in=[])
    found = Q()
    if rule.genres or rule.policy_only:
        found &= Q(genre__in=numbers.genres(rule))
    if rule.fields:
        found &= Q(catalogue_item__in=numbers.items(rule))
    if rule.items:
        found &= Q(catalogue_item__in=rule.items)
    if rule.words:
        found &= Q.create([("title__contains", word) for word in rule.words], connector=Q.OR)
    return found


def keys_of(rule: Rule, numbers: Numbers) -> list[str]:
    """What a page of the column depends on: whatever changes the column touches one of these."""
    if rule.genres or rule.policy_only:
        return [f"records/genre:{pk}" for pk in numbers.genres(rule)]
    if rule.items:
        return [f"records/item:{pk}" for pk in rule.items]
    if rule.fields:
        return [f"records/field:{key}" for key in rule.fields]
    return ["records"]


def with_filled() -> list[tuple[Column, bool]]:
    """Every shown column, and whether it holds any record. Four queries at most."""
    numbers, columns = Numbers(), list(shown())
    if not columns:
        return []
    whether = [When(pk=one.pk, then=Exists(records_of(one, numbers))) for one in columns]
    filled = Case(*whether, default=Value(False), output_field=BooleanField())
    known = dict(shown().order_by().annotate(filled=filled).values_list("pk", "filled"))
    return [(one, known[one.pk]) for one in columns]


def in_menu() -> list[Column]:
    """The shown columns that hold at least one record, in their order: no menu leads to an empty page."""
    return [column for column, filled in with_filled() if filled]
