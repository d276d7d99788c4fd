"""Records of an organisation with everything below it, and of what a visitor narrows a list to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.columns.queries.counting import within
from mingbai.columns.rules.spans import Span
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.organisations.models import Organisation


def records_below(body: Organisation) -> QuerySet[Information]:
    """One query for the numbers of what lies below; the root has everything, and needs none."""
    if body.is_root():
        return listed()
    return listed().filter(organisation__in=numbers_below(body))


def numbers_below(body: Organisation) -> list[int]:
    rows = Organisation.objects.filter(path__startswith=body.path)
    return list(rows.order_by().values_list("pk", flat=True))


def below(body: Organisation, bodies: Iterable[Organisation]) -> list[int]:
    """The same out of organisations at hand."""
    return [one.pk for one in bodies if one.path.startswith(body.path)]


def narrowed(chosen: Mapping[str, Any], organisations: list[int] | None) -> QuerySet[Information]:
    """Listed records by the filters of the list page; empty values do not filter.

    One query for each of field, theme and genre: conditions name numbers, see `belonging.Numbers`.
    `organisations` are numbers, None for all.
    """
    records = listed()
    if organisations is not None:
        records = records.filter(organisation__in=organisations)
    if key := chosen.get("field"):
        records = records.filter(catalogue_item__in=_numbers(CatalogueItem.objects.filter(field=key)))
    if name := chosen.get("theme"):
        own = Q(name=name, parent=None) | Q(parent__name=name)
        records = records.filter(theme__in=_numbers(Theme.objects.filter(own)))
    if name := chosen.get("genre"):
        records = records.filter(genre__in=_numbers(Genre.objects.filter(name=name)))
    if validity := chosen.get("validity"):
        records = records.filter(validity=validity)
    return within(records, Span(chosen["year"])) if chosen.get("year") else records


def _numbers(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))
