"""The transparency log with a million leaves: durable appends and proofs, beside two plain ways to do it.

Baselines: plain rows put into a table of the same shape without a tree (`plain_rows`), and a proof that is
computed anew from the hashes of all leaves (`naive_proof_ms`).
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from mingbai.lib import clock, merkle
from mingbai.transparency import actions, queries
from mingbai.transparency.actions import Entry
from mingbai.transparency.models import Checkpoint, Head, Leaf, Tile

LEAVES, ONE_BY_ONE, PLAIN, PROOFS = 1_000_000, 300, 50_000, 500
GOALS = {"appends_per_second": 2_000, "proof_ms": 1.0}


def measure(leaves: int = LEAVES) -> dict[str, Any]:
    """Durable means that the database was told to wait for the disk at every commit."""
    _prepare()
    plain = _rate(PLAIN, lambda: _plain_rows(PLAIN))
    _empty()
    bulk = _rate(leaves, lambda: actions.append_many(_entries(leaves)))
    single = _rate(ONE_BY_ONE, _one_by_one)
    made = actions.make_checkpoint()
    return {
        "cores": os.cpu_count(),
        "leaves": made.size,
        "appends_per_second": round(bulk),
        "appends_per_second_each_in_its_own_transaction": round(single),
        "baseline": {"plain_rows_per_second": round(plain), "naive_proof_ms": _naive_ms(made)},
        "proof_ms": _proof_ms(made),
        "consistency_proof_ms": _consistency_ms(made),
        "goals": GOALS,
    }


def _prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    _empty()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _empty() -> None:
    for model in (Checkpoint, Leaf, Tile, Head):
        model.objects.all()._raw_delete("default")


def _entries(count: int) -> Any:
    digest = "0123456789abcdef" * 4
    for number in range(count):
        facts = {"organisation": "MB10", "version": 1, "digest": digest}
        yield Entry("publish", f"MB10-2026-{number:07d}", facts)


def _plain_rows(count: int) -> None:
    now, rows = clock.now(), []
    for number, entry in enumerate(_entries(count)):
        rows.append(
            Leaf(
                number=number,
                kind=entry.kind,
                subject=entry.subject,
                time=now,
                data=str(entry.data),
                hash=bytes(32),
            )
        )
        if len(rows) == actions.BATCH:
            with transaction.atomic():
                Leaf.objects.bulk_create(rows)
            rows = []


def _one_by_one() -> None:
    for entry in _entries(ONE_BY_ONE):
        actions.append(kind=entry.kind, subject=entry.subject, data=entry.data)


def _rate(count: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def _proof_ms(made: Checkpoint) -> dict[str, float]:
    """Median, 95th and 99th of a hundred of random leaves; each proof is checked afterwards.

    `cpu` is the median of this process's own time: what it takes on a machine that does nothing else.
    """
    choose = random.Random(20261122).randrange
    numbers = [choose(made.size) for _ in range(PROOFS)]
    hashes = dict(Leaf.objects.filter(number__in=numbers).values_list("number", "hash"))
    times, own, root = [], [], bytes.fromhex(made.root)
    for number in numbers:
        begun, worked = time.perf_counter(), time.process_time()
        proof = queries.inclusion_proof(number, made)
        times.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - worked) * 1000)
        if not merkle.is_included(bytes(hashes[number]), number, made.size, proof.path, root):
            raise RuntimeError(f"The proof of leaf {number} does not hold.")
    at = statistics.quantiles(times, n=100)
    found = {"median": statistics.median(times), "p95": at[94], "p99": at[98], "cpu": statistics.median(own)}
    return {name: round(value, 3) for name, value in found.items()}


def _consistency_ms(made: Checkpoint) -> float:
    choose = random.Random(7).randrange
    times = []
    for _ in range(PROOFS // 5):
        first = 1 + choose(made.size - 1)
        begun = time.perf_counter()
        queries.consistency_proof(first, made.size)
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 3)


def _node(levels: list[list[bytes]], level: int, index: int) -> bytes:
    return levels[level][index]


def _naive_ms(made: Checkpoint) -> float:
    """All hashes read, the tree computed anew, for one proof."""
    times = []
    for number in range(2):
        begun = time.perf_counter()
        rows = Leaf.objects.filter(number__lt=made.size).order_by("number").values_list("hash", flat=True)
        levels = [[bytes(one) for one in rows.iterator(chunk_size=20_000)]]
        while len(levels[-1]) > 1:
            row = levels[-1]
            levels.append([merkle.node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])
        merkle.inclusion_proof(number, made.size, partial(_node, levels))
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 1)
