"""What a visitor waits for with 300,000 records there: pages made afresh, and when a publication shows."""

import io
import os
import random
import resource
import statistics
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client

from mingbai.bench.rows import public_record
from mingbai.bench.samples import chapters
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures.actions.indexing import public_entry
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.search.actions import put_many
from mingbai.stored import actions as pages

THERE = int(os.environ.get("MINGBAI_BENCH_VISITED", "300000"))
GOAL = 300  # milliseconds, 95 of 100 pages made afresh
TIMES = 30
CHUNK = 5_000
LAST = datetime(2026, 11, 1, 9, tzinfo=clock.CHINA)
DAYS = 3_650
WORDS = ("公开", "补贴", "道路", "养老", "供水", "工作日", "项目 资金", "申请 审核", "行政 处罚", "土地 征收")


def measure() -> dict[str, Any]:
    call_command("setup", stdout=io.StringIO())
    begun = time.perf_counter()
    places = _county()
    if not Information.objects.filter(index_number__startswith="BENCH/v").exists():
        _fill(places)
    filling = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    kinds = {kind: _asked(paths) for kind, paths in _paths(places).items()}
    return {
        "database": connection.vendor,
        "cores": os.cpu_count(),
        "records": THERE,
        "filled_in_seconds": round(filling),
        "goal_p95_ms": GOAL,
        "pages": kinds,
        "within_goal": all(one["p95_ms"] <= GOAL for one in kinds.values()),
        "publication": _publication(places[0]),
        "streams": {path: _streamed(path) for path in ("/harvest.jsonl", "/sitemap-2025-01.xml")},
    }


# -- a county that has published for ten years ----------------------------------


def _county() -> list[Organisation]:
    county = Organisation.objects.filter(depth=1).first() or Organisation.add_root(
        code="BENCH", kind=Kind.COUNTY, name="测速县人民政府", slug="bench"
    )
    places = list(Organisation.objects.filter(code__startswith="B", depth__gt=1).order_by("path"))
    if places:
        return places
    for n in range(20):
        kind = Kind.DEPARTMENT if n % 2 else Kind.TOWNSHIP
        place = county.add_child(code=f"B{n}", kind=kind, name=f"第{n}单位", slug=f"b{n}")
        places.append(place)
        for m in range(10 if kind == Kind.TOWNSHIP else 0):
            name = f"{place.name}第{m}村"
            places.append(place.add_child(code=f"B{n}-{m}", kind=Kind.VILLAGE, name=name, slug=f"b{n}-{m}"))
    return places


def _fill(places: list[Organisation]) -> None:
    texts = chapters(4_000)
    items, themes = list(CatalogueItem.objects.all()), list(Theme.objects.all())
    genres = list(Genre.objects.all())
    dice = random.Random(20261121)
    for start in range(0, THERE, CHUNK):
        rows = []
        for n in range(start, min(start + CHUNK, THERE)):
            title, text = texts[n % len(texts)]
            at = LAST - timedelta(minutes=n * 7_919 % (DAYS * 1_440))
            genre = dice.choice(genres)
            rows.append(
                public_record(
                    at,
                    index_number=f"BENCH/v{at:%Y}-{n:06}",
                    title=f"{title}（{n}）",
                    document_number=f"测政发〔{at:%Y}〕{n}号",
                    summary=text[:80],
                    body=f"<p>{text[:400]}</p>",
                    organisation=dice.choice(places),
                    issuer_name="测速县人民政府",
                    theme=dice.choice(themes),
                    genre=genre,
                    catalogue_item=dice.choice(items),
                    validity=dice.choice(("in_force", "in_force", "repealed")) if genre.is_policy else "",
                )
            )
        Information.objects.bulk_create(rows, batch_size=1_000)
        put_many(public_entry(row, []) for row in rows)


# -- pages made afresh ----------------------------------------------------------


def _paths(places: list[Organisation]) -> dict[str, list[str]]:
    """Addresses of each kind of page, different ones as visitors ask."""
    dice = random.Random(1)
    slugs = [dice.choice(places).slug for _ in range(TIMES)]
    numbers = Information.objects.order_by("pk").values_list("pk", flat=True)
    first = numbers.first() or 0
    fields = list(CatalogueItem.objects.order_by().values_list("field", flat=True).distinct())
    days = [LAST.date() - timedelta(days=dice.randrange(DAYS)) for _ in range(TIMES)]
    return {
        "home": ["/"] * TIMES,
        "record": [f"/r/{first + dice.randrange(THERE)}/" for _ in range(TIMES)],
        "list": ["/list/"] * TIMES,
        "list_of_field": [f"/list/?field={dice.choice(fields)}" for _ in range(TIMES)],
        "list_of_two_facets": [f"/list/?organisation={slug}&year=2020" for slug in slugs],
        "list_deep": [f"/list/?page={dice.randrange(100, 500)}" for _ in range(TIMES)],
        "organisation": [f"/organisations/{slug}/" for slug in slugs],
        "field": [f"/fields/{dice.choice(fields)}/" for _ in range(TIMES)],
        "archive_day": [f"/archive/{day:%Y/%m/%d}/" for day in days],
        "archive_month": [f"/archive/{day:%Y/%m}/" for day in days],
        "policies": ["/policies/", "/policies/?validity=repealed"] * (TIMES // 2),
        "search": [f"/search/?q={dice.choice(WORDS)}" for _ in range(TIMES)],
        "search_with_facets": [f"/search/?q={dice.choice(WORDS)}&validity=in_force" for _ in range(TIMES)],
        "suggestions": [f"/suggest/?q={word[:1]}" for word in WORDS] * (TIMES // len(WORDS)),
    }


def _asked(paths: Iterable[str]) -> dict[str, Any]:
    """The process is warm, the pages are not kept: each is made for the one who asks."""
    client = Client()
    spent, counts, sizes = [], set(), []
    paths = list(paths)
    client.get(paths[0])
    for path in paths:
        reset_queries()
        connection.force_debug_cursor = True
        begun = time.perf_counter()
        response = client.get(path)
        content = response.getvalue()
        spent.append((time.perf_counter() - begun) * 1000)
        counts.add(len(connection.queries))
        connection.force_debug_cursor = False
        if response.status_code != 200:
            return {"path": path, "status": response.status_code, "p95_ms": float("inf")}
        sizes.append(len(content))
    return {
        "p50_ms": round(statistics.median(spent), 1),
        "p95_ms": round(statistics.quantiles(spent, n=20)[-1], 1),
        "queries": [min(counts), max(counts)],
        "kilobytes": round(max(sizes) / 1024),
    }


# -- a publication --------------------------------------------------------------


def _publication(place: Organisation) -> dict[str, Any]:
    """From a change of the newest record to the last of its pages made anew."""
    record = Information.objects.filter(organisation=place).order_by("-published_at").first()
    if record is None or record.published_at is None:
        return {}
    day = record.published_at.astimezone(clock.CHINA)
    field = record.catalogue_item.field_id if record.catalogue_item else ""
    shown = [
        "/",
        "/list/",
        record.get_absolute_url(),
        f"/organisations/{place.slug}/",
        "/organisations/bench/",
    ]
    shown += [
        f"/archive/{day:%Y/%m/%d}/",
        f"/archive/{day:%Y/%m}/",
        f"/fields/{field}/",
        "/feed/",
        "/policies/",
    ]
    others = [f"/r/{pk}/" for pk in Information.objects.values_list("pk", flat=True)[:200]]
    pages.build([*shown, *others])
    while pages.renew_waiting().made:  # what the visits above have asked for
        pass
    begun = time.perf_counter()
    pages.touch(keys=["records", *_sets(place, field, day)], urgent=[f"record:{record.pk}"])
    told = time.perf_counter()
    done = pages.renew_waiting()
    return {
        "kept_before": len(shown) + len(others),
        "invalidated_in_ms": round((told - begun) * 1000, 1),
        "made_anew": done.made,
        "seconds": round(time.perf_counter() - begun, 2),
        "goal_seconds": 2,
    }


def _sets(place: Organisation, field: str, day: datetime) -> Iterator[str]:
    for one in [place, *place.get_ancestors()]:
        yield from (f"records/organisation:{one.pk}", f"records/organisation:{one.pk}/year:{day:%Y}")
    yield from (f"records/year:{day:%Y}", f"records/month:{day:%Y-%m}", f"records/day:{day:%Y-%m-%d}")
    yield from (f"records/field:{field}", f"records/field:{field}/year:{day:%Y}")


# -- streams --------------------------------------------------------------------


def _streamed(path: str) -> dict[str, Any]:
    """Read to the end, thrown away: how long, how much, and by how much the process grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    response = Client().get(path)
    parts: Iterable[bytes] = response if response.streaming else [response.content]
    size = sum(len(part) for part in parts)
    return {
        "status": response.status_code,
        "seconds": round(time.perf_counter() - begun, 1),
        "megabytes": round(size / 1e6, 1),
        "grew_by_megabytes": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1),
    }
