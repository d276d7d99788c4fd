"""Figures for a monitor: requests by the name of their address, and what waits. Nothing about persons."""

import os
from collections.abc import Iterator

from django.db.models import Count
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from mingbai.disclosures.models import Information
from mingbai.ledger.queries import last_event
from mingbai.lib import clock
from mingbai.notifications.models import Delivery
from mingbai.operations import queries
from mingbai.stored.queries import waiting

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUESTS = Counter("mingbai_requests", "Requests answered", ["method", "address", "status"])
SECONDS = Histogram(
    "mingbai_request_seconds",
    "Time until the answer was ready",
    ["address"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 15),
)


def method_of(method: str | None) -> str:
    """A visitor may invent methods; those are one."""
    return method if method in METHODS else "OTHER"


def count(method: str, name: str, status: int, seconds: float) -> None:
    REQUESTS.labels(method, name, str(status)).inc()
    SECONDS.labels(name).observe(seconds)


class _Installation:
    """What the tables say, read when it is asked for."""

    def collect(self) -> Iterator[Metric]:
        yield _by("records", "Records by what the public sees", "status", Information, "status")
        yield _by("deliveries", "Copies of reminders by state", "state", Delivery, "state")
        pages, since = waiting()
        yield _gauge("pages_waiting", "Kept pages that wait to be made anew", pages)
        age = (clock.now() - since).total_seconds() if since else 0
        yield _gauge("pages_waiting_seconds", "How long the oldest of them has waited", age)
        yield _gauge("publications_overdue", "Scheduled publications overdue", queries.overdue_count())
        yield _gauge("ledger_events", "Events in the trail", last_event())
        yield _beats()


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"mingbai_{name}", about, value=value)


def _by(name: str, about: str, label: str, model: type, field: str) -> Metric:
    family = GaugeMetricFamily(f"mingbai_{name}", about, labels=[label])
    rows = model.objects.order_by().values_list(field).annotate(Count("pk"))  # type: ignore[attr-defined]  # of any model
    for value, number in rows:
        family.add_metric([value], number)
    return family


def _beats() -> Metric:
    family = GaugeMetricFamily("mingbai_last_run_seconds", "Since a regular task last ran", labels=["task"])
    for name, at in queries.beats().items():
        family.add_metric([name], (clock.now() - at).total_seconds())
    return family


def exposition() -> bytes:
    """All figures in Prometheus' text format: of all processes, where they share a folder for it."""
    rows = CollectorRegistry()
    rows.register(_Installation())
    requests = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        requests = CollectorRegistry()
        MultiProcessCollector(requests)
    return generate_latest(requests) + generate_latest(rows)
