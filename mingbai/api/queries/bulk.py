"""What belongs into the file of a year, and from which state of the records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import ExtractYear

from mingbai.api.exports.records import RECORDS, files_as_json
from mingbai.api.models import BulkYear
from mingbai.api.queries.paging import NUMBER, Source
from mingbai.api.queries.records import files_by_record, midnight
from mingbai.catalogue.models import Field, Genre, Theme
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.disclosures.rules import plain
from mingbai.lib import digests
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation

FORM = 1  # raise it when lines are written otherwise, so that every year is made anew


def offered() -> QuerySet[BulkYear]:
    """Years that can be downloaded now."""
    return BulkYear.objects.exclude(digest="").order_by("-year")


def offered_year(year: int) -> BulkYear | None:
    return offered().filter(year=year).first()


def path_of(row: BulkYear) -> Path:
    return Path(settings.API_BULK_DIR) / row.file_name


def fingerprints() -> dict[int, str]:
    """The state of the public records of each year that has any. Five small queries."""
    names = _names()
    rows = (
        listed()
        .select_related(None)
        .order_by()
        .annotate(year=ExtractYear("published_at", tzinfo=CHINA))
        .values("year")
        .annotate(count=Count("pk"), last=Max("changed_at"), numbers=Sum("public_number"))
    )
    return {
        row["year"]: digests.of_value([FORM, names, row["count"], row["last"], row["numbers"]])
        for row in rows
    }


def _names() -> str:
    """Lines carry present names, which change without any record changing."""
    return digests.of_value(
        [
            list(Organisation.objects.order_by("pk").values_list("code", "name")),
            list(Field.objects.order_by("pk").values_list("key", "name")),
            list(Theme.objects.order_by("pk").values_list("name", "parent")),
            list(Genre.objects.order_by("pk").values_list("name", flat=True)),
        ]
    )


def of_year(year: int) -> Source:
    """The public records published in that year in China, with their texts and files."""
    first, last = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
    rows = listed().filter(published_at__gte=first, published_at__lt=last)
    rows = rows.select_related("organisation", "theme__parent", "genre", "catalogue_item__field")
    return Source(rows, NUMBER, _lines)


def _lines(rows: Any) -> list[dict[str, Any]]:
    files = files_by_record(rows)
    return [line(row, files[row.pk]) for row in rows]


def line(record: Information, files: list[Any]) -> dict[str, Any]:
    """A record as one object: its columns, its text as HTML and plain, its files."""
    return {
        **RECORDS.as_json(record),
        "body": record.body,
        "text": plain(record.body),
        "attachments": files_as_json(files),
    }


def lines_of(year: int) -> Iterator[dict[str, Any]]:
    yield from of_year(year).every()
