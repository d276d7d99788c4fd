"""Counting records without walking through all of them."""

from collections.abc import Sequence

from django.db.models import Count as CountOf
from django.db.models import QuerySet, Value

from mingbai.columns.rules.capping import MOST_COUNTED, Count
from mingbai.columns.rules.spans import Span, years
from mingbai.disclosures.models import Information
from mingbai.lib import clock


def capped(records: QuerySet[Information], most: int = MOST_COUNTED) -> Count:
    """How many there are, up to `most`; the database stops there. One query."""
    return Count.of(records.order_by()[: most + 1].count(), most)


def within(records: QuerySet[Information], span: Span) -> QuerySet[Information]:
    return records.filter(published_at__gte=span.since, published_at__lt=span.until)


def by_span(records: QuerySet[Information], spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """How many were published in each, in the order given. One query.

    A count for each stretch of the index by date: grouping by a computed year would compute it
    300,000 times.
    """
    if not spans:
        return []
    parts = [
        within(records, span).order_by().annotate(part=Value(place)).values("part").annotate(n=CountOf("*"))
        for place, span in enumerate(spans)
    ]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    numbers = {row["part"]: row["n"] for row in rows}
    return [(span, numbers.get(place, 0)) for place, span in enumerate(spans)]


def by_year(records: QuerySet[Information]) -> list[tuple[Span, int]]:
    """Every year in which something was published, with its number, the newest first. Two queries."""
    first = records.order_by("published_at").values_list("published_at", flat=True).first()
    if first is None:
        return []
    started = first.astimezone(clock.CHINA).year
    return [(span, n) for span, n in by_span(records, years(started, clock.today().year)) if n]
