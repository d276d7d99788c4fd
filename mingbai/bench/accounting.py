"""The ledger of one county: 400 organisations × 150 rows × 12 periods with 300,000 records.

A refresh of everything from nothing, the same again on the next day, and what one publication adds.
The baseline of the full refresh is writing as many plain rows in the same run; that of the
publication is the read of the record it is about.
"""

import io
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from django.core.management import call_command
from django.db import connection, transaction

from mingbai.bench.rows import public_record
from mingbai.catalogue.models import CatalogueItem, Field, Holding
from mingbai.disclosures.models import Information
from mingbai.duties.actions import refresh, refresh_for
from mingbai.duties.models import Instance, Setting
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation

PLACES = int(os.environ.get("MINGBAI_BENCH_PLACES", "400"))
ROWS = 150
RECORDS = 750 * PLACES
YEAR = 2025
NOW = datetime(YEAR, 12, 31, 4, tzinfo=UTC)
ASKED = 50


def measure() -> dict:
    call_command("setup", stdout=io.StringIO())
    with clock.at(NOW):
        _fill()
        first = refresh()
        again = refresh()
        with clock.at(NOW + timedelta(days=1)):
            next_day = refresh()
        once, read = _publications()
        rows = _plain_rows(first.instances)
    return {
        "cores": os.cpu_count(),
        "database": connection.vendor,
        "organisations": PLACES,
        "rows": ROWS,
        "records": RECORDS,
        "instances": first.instances,
        "first_refresh_seconds": first.seconds,
        "goal_seconds": 120,
        "refresh_without_a_change_seconds": again.seconds,
        "refresh_on_the_next_day_seconds": next_day.seconds,
        "changed_on_the_next_day": next_day.changed,
        "plain_rows_seconds": round(rows, 2),
        "ratio_to_plain_rows": round(first.seconds / rows, 2),
        "one_publication_ms": round(once * 1000, 2),
        "reading_the_record_ms": round(read * 1000, 2),
        "ratio_to_reading_the_record": round(once / read, 1),
    }


def _fill() -> None:
    Setting.objects.update_or_create(pk=1, defaults={"begins_on": date(YEAR, 1, 1), "remind_days": [5, 1, 0]})
    if Holding.objects.exists():
        return
    root = Organisation.objects.filter(depth=1).first() or Organisation.add_root(
        code="BENCH", kind=Kind.COUNTY, name="测速县人民政府", slug="bench"
    )
    for number in range(PLACES - 1):
        root.add_child(
            code=f"BENCH{number}", kind=Kind.TOWNSHIP, name=f"测速{number}镇人民政府", slug=f"bench-{number}"
        )
    field = Field.objects.get_or_create(key="bench", defaults={"name": "测速"})[0]
    CatalogueItem.objects.bulk_create(
        CatalogueItem(field=field, level1="测速", level2=f"事项{n}", limit_text="每月公布一次")
        for n in range(ROWS)
    )
    items = list(CatalogueItem.objects.filter(field=field).values_list("pk", flat=True))
    places = list(Organisation.objects.values_list("pk", flat=True))
    with transaction.atomic():
        Holding.objects.bulk_create(
            (
                Holding(item_id=item, organisation_id=place, valid_from=date(YEAR, 1, 1))
                for place in places
                for item in items
            ),
            batch_size=2000,
        )
        for start in range(0, RECORDS, 10000):
            _records(start, min(start + 10000, RECORDS), places, items)


def _records(start: int, end: int, places: list[int], items: list[int]) -> None:
    """Spread over the rows, the organisations and the days of the year; a third of them a day late."""
    Information.objects.bulk_create(
        (
            public_record(
                NOW,
                index_number=f"BENCH/{n}",
                title=f"测速信息{n}",
                organisation_id=places[n % len(places)],
                catalogue_item_id=items[n // len(places) % len(items)],
                issuer_name="测速",
                written_on=_day(n),
                published_at=datetime.combine(_day(n), datetime.min.time(), UTC),
            )
            for n in range(start, end)
        ),
        batch_size=1000,
    )


def _day(number: int) -> date:
    return date(YEAR, 1, 1) + timedelta(days=number * 7919 % 365)


def _publications() -> tuple[float, float]:
    """Median seconds of what a publication adds, and of reading the record."""
    numbers = list(Information.objects.filter(index_number__startswith="BENCH/").values_list("pk", flat=True))
    chosen = numbers[:: max(len(numbers) // ASKED, 1)][:ASKED]
    reads = [_timed(partial(Information.objects.select_related("organisation").get, pk=pk)) for pk in chosen]
    rows = list(Information.objects.filter(pk__in=chosen))
    once = [_timed(partial(_told, row)) for row in rows]
    return statistics.median(once), statistics.median(reads)


def _told(row: Information) -> None:
    with transaction.atomic():
        refresh_for(row)


def _plain_rows(number: int) -> float:
    """The same number of rows written into an emptied table, with nothing computed."""
    rows = list(
        Instance.objects.values_list("duty_id", "organisation_id", "key", "starts_on", "ends_on")[:number]
    )

    def write() -> None:
        with transaction.atomic():
            Instance.objects.all().delete()
            Instance.objects.bulk_create(
                (
                    Instance(
                        duty_id=duty,
                        organisation_id=place,
                        key=key,
                        starts_on=start,
                        ends_on=end,
                        state="open",
                    )
                    for duty, place, key, start, end in rows
                ),
                batch_size=2000,
            )

    return _timed(write)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
