"""How an archive is divided into pages that are short enough."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mingbai.catalogue.models import Field
from mingbai.columns.queries.belonging import Numbers, records_of, shown
from mingbai.columns.queries.counting import by_span, by_year
from mingbai.columns.queries.fields import public_items, records_of_field
from mingbai.columns.queries.places import records_below
from mingbai.columns.rules.spans import MOST_LINES, Span
from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.queries import listed
from mingbai.organisations.models import Organisation

ALONE = (
    "guide", "rules", "contents", "annual_reports", "organisations", "list", "archive", "fields", "columns",
    "policies", "statistics", "site_map",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A page of an archive: a span, or with `number` one part of a span that divides no further."""

    span: Span
    count: int
    number: int = 0

    @property
    def path(self) -> str:
        return self.span.path + (f"{self.number}/" if self.number else "")

    @property
    def label(self) -> str:
        return f"第 {self.number} 部分" if self.number else self.span.label


def divides(span: Span, by_day: bool) -> bool:
    """Whether a span too long divides into shorter spans: years always, months into days where `by_day`."""
    return not span.day and (by_day or not span.month)


def parts_of(records: QuerySet[Information], span: Span, count: int, by_day: bool) -> list[Part]:
    """The pages into which a span of so many records is divided; none when one page holds them."""
    if count <= MOST_LINES:
        return []
    if divides(span, by_day):
        return [Part(one, number) for one, number in by_span(records, span.parts) if number]
    last = (count + MOST_LINES - 1) // MOST_LINES
    rest = count - MOST_LINES * (last - 1)
    return [Part(span, MOST_LINES if n < last else rest, n) for n in range(1, last + 1)]


def every_address() -> Iterator[str]:
    """The address of every page by which visitors browse; read lazily, they may be many."""
    yield from (reverse(name) for name in ALONE)
    yield from (reverse("policies_of", args=[value]) for value in Validity.values)
    yield from _walk(listed(), reverse("archive"), by_day=True)
    for body in Organisation.objects.order_by("path"):
        yield from _shelf(records_below(body), reverse("organisation", args=[body.slug]))
    for field in Field.objects.all():
        yield from _shelf(records_of_field(field), reverse("field", args=[field.pk]))
    yield from (reverse("item", args=[pk]) for pk in public_items().values_list("pk", flat=True))
    numbers = Numbers()
    for column in shown():
        yield from _shelf(records_of(column, numbers), column.get_absolute_url())


def _shelf(records: QuerySet[Information], address: str) -> Iterator[str]:
    yield address
    yield from _walk(records, address)


def _walk(records: QuerySet[Information], address: str, by_day: bool = False) -> Iterator[str]:
    for span, count in by_year(records):
        yield from _divided(records, address, Part(span, count), by_day)


def _divided(records: QuerySet[Information], address: str, part: Part, by_day: bool) -> Iterator[str]:
    yield address + part.path
    below = () if part.number else parts_of(records, part.span, part.count, by_day)
    for one in below:
        yield from _divided(records, address, one, by_day)
