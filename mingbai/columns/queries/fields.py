"""Fields of the catalogue as a directory: their rows, and what is published under each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from mingbai.catalogue.models import CatalogueItem, Field, Mode
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock


@dataclass(frozen=True)
class Published:
    """What is public under one row: how many records, and when the newest was published."""

    count: int = 0
    latest: datetime | None = None


NOTHING = Published()


@dataclass(frozen=True)
class FieldRow:
    """A field with what is published under all of its rows."""

    field: Field
    published: Published


@dataclass(frozen=True)
class ItemRow:
    """A row of the catalogue with what is published under it."""

    item: CatalogueItem
    published: Published


def published_by_item(records: QuerySet[Information]) -> dict[int, Published]:
    """By number of the row, rows without any left out. One query that reads the index alone."""
    rows = records.filter(catalogue_item__isnull=False).order_by().values_list("catalogue_item")
    counted = rows.annotate(count=Count("*"), latest=Max("published_at"))
    return {item: Published(count, latest) for item, count, latest in counted}


def fields() -> list[FieldRow]:
    """Every field in order. Three queries."""
    found = _by_field(listed())
    return [FieldRow(field, summed(found[field.pk])) for field in Field.objects.all()]


def published_by_field(records: QuerySet[Information]) -> list[FieldRow]:
    """The fields under which any of the records stand, in order. Three queries."""
    found = _by_field(records)
    return [FieldRow(field, summed(found[field.pk])) for field in Field.objects.filter(pk__in=list(found))]


def _by_field(records: QuerySet[Information]) -> dict[str, list[Published]]:
    keys = dict(CatalogueItem.objects.order_by().values_list("pk", "field"))
    found: dict[str, list[Published]] = defaultdict(list)
    for item, published in published_by_item(records).items():
        found[keys[item]].append(published)
    return found


def summed(parts: list[Published]) -> Published:
    days = [one.latest for one in parts if one.latest]
    return Published(sum(one.count for one in parts), max(days, default=None))


def rows_of(field: Field) -> list[ItemRow]:
    """Rows of a field for the public: those in use today, others that still hold records. Two queries."""
    rows = list(public_items().filter(field=field).order_by("pk"))
    published = published_by_item(listed().filter(catalogue_item__in=[row.pk for row in rows]))
    day = clock.today()
    return [
        ItemRow(row, published.get(row.pk, NOTHING))
        for row in rows
        if row.pk in published or _is_in_use(row, day)
    ]


def public_items() -> QuerySet[CatalogueItem]:
    """Rows that a visitor may look up: what is disclosed to all or on request."""
    shown = CatalogueItem.objects.filter(mode__in=[Mode.PROACTIVE, Mode.ON_REQUEST])
    return shown.select_related("field", "organisation")


def _is_in_use(row: CatalogueItem, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def records_of_field(field: Field) -> QuerySet[Information]:
    """Two queries, the second made by whoever reads the records."""
    items = list(CatalogueItem.objects.filter(field=field).order_by().values_list("pk", flat=True))
    return listed().filter(catalogue_item__in=items)
