"""Of what a feed tells."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mingbai.catalogue.models import CatalogueItem, Field
from mingbai.columns.queries import belonging
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib.text import one_line
from mingbai.organisations.models import Organisation
from mingbai.portal import queries
from mingbai.search.queries import NEWEST, Query, search

IN_FEED = 50
LONGEST_SEARCH = 300


@dataclass(frozen=True)
class Source:
    """A set of records under a name: `path` is the part of its feeds' addresses after /feed/ or /rss/,
    `page` the address of the page that shows the same, `keys` what the set depends on."""

    name: str
    path: str
    page: str
    keys: tuple[str, ...]
    records: QuerySet[Information]

    @property
    def lines(self) -> list[Information]:
        """The newest records. One query."""
        rows = queries.lines(self.records).select_related("organisation", "catalogue_item__field")
        return list(rows.only(*queries.LINE, "catalogue_item__field__name")[:IN_FEED])


def everything() -> Source:
    return Source("最新公开", "", "/", ("records",), listed())


def of_organisation(slug: str) -> Source | None:
    """What an organisation and everything below it published."""
    body = Organisation.objects.filter(slug=slug).first()
    if body is None:
        return None
    keys = (f"records/organisation:{body.pk}", f"organisation:{body.pk}", "organisations")
    below = Organisation.objects.filter(path__startswith=body.path).values_list("pk", flat=True)
    # Named one by one, so that the database knows how few records to expect.
    records = listed().filter(organisation__in=list(below))
    return Source(body.name, f"organisation/{body.slug}/", f"/organisations/{body.slug}/", keys, records)


def of_field(key: str) -> Source | None:
    field = Field.objects.filter(key=key).first()
    if field is None:
        return None
    keys = (f"records/field:{field.key}", "catalogue")
    items = CatalogueItem.objects.filter(field=field).values_list("pk", flat=True)
    records = listed().filter(catalogue_item__in=list(items))
    return Source(field.name, f"field/{field.key}/", reverse("field", args=[field.key]), keys, records)


def of_column(slug: str) -> Source | None:
    column = belonging.shown().filter(slug=slug).first()
    if column is None:
        return None
    numbers = belonging.Numbers()
    keys = (*belonging.keys_of(column.belonging, numbers), "catalogue")
    records = belonging.records_of(column, numbers)
    return Source(column.name, f"column/{column.slug}/", column.get_absolute_url(), keys, records)


KINDS: dict[str, Callable[[str], Source | None]] = {
    "organisation": of_organisation,
    "field": of_field,
    "column": of_column,
}


def found(words: str) -> list[Information]:
    """The newest public records that hold the words; none without words."""
    asked = one_line(words)[:LONGEST_SEARCH]
    hits = search(Query(words=asked, order=NEWEST, limit=IN_FEED)).hits if asked else []
    return list(queries.lines(listed().filter(pk__in=[hit.record_id for hit in hits])))
