"""Months with published records, and what stands in each part of them."""

from datetime import date, datetime

from django.db.models import DateField, Max, QuerySet
from django.db.models.functions import TruncMonth

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.syndication.models import Month
from mingbai.syndication.rules import Part, parts_of, span_of


def parts() -> list[Part]:
    """Every part of every month, newest month first. One query, whatever the number of records."""
    return [one for row in Month.objects.all() for one in parts_of(row.first_day, row.starts, row.changed_at)]


def part(first_day: date, number: int) -> Part | None:
    row = Month.objects.filter(first_day=first_day).first()
    found = parts_of(row.first_day, row.starts, row.changed_at) if row else []
    return found[number - 1] if 1 <= number <= len(found) else None


def within(records: QuerySet[Information], part: Part) -> QuerySet[Information]:
    """Those of the records that stand in that part."""
    start, end = span_of(part.month)
    found = records.filter(published_at__gte=start, published_at__lt=end, pk__gte=part.start)
    return found if part.end is None else found.filter(pk__lt=part.end)


def listed_in(part: Part) -> QuerySet[Information]:
    return within(listed().select_related(None), part)


def published_months() -> list[tuple[date, datetime]]:
    """(first day, last change) of every month in which anything was published. Reads every record."""
    first = TruncMonth("published_at", tzinfo=CHINA, output_field=DateField())
    rows = Information.objects.filter(published_at__isnull=False).order_by().annotate(first=first)
    return list(rows.values("first").annotate(changed=Max("changed_at")).values_list("first", "changed"))
