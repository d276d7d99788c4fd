"""Leaves for what was public before there was a log, marked as entered later."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from mingbai.disclosures.models import Audience, Openness, Version
from mingbai.disclosures.queries import with_page
from mingbai.disclosures.states import Status
from mingbai.ledger.actions import append as tell
from mingbai.lib import clock
from mingbai.tracing.rules.wording import OF_TEXT
from mingbai.transparency.actions import Entry, append_many
from mingbai.transparency.models import Leaf
from mingbai.transparency.rules import time_text

KINDS = {
    "first": "publish",
    "correction": "correct",
    "republished": "republish",
    "withdrawn": "withdraw",
}
"""Kinds of versions as kinds of leaves; all others are changes of validity."""
GONE = {Status.REMOVED: "remove", Status.MERGED: "merge"}


class Missing(NamedTuple):
    at: datetime
    kind: str
    record: str
    facts: dict[str, Any]


def backfill() -> dict[str, int]:
    """Enter every public version that has no leaf, in the order in which they became public."""
    versions, ends = _known()
    missing = sorted([*_versions(versions), *_ends(ends)], key=lambda one: one.at)
    if missing:
        with transaction.atomic():
            tell(verb="log.backfill", by=None, subject="log", detail={"leaves": len(missing)})
        append_many(_entry(one) for one in missing)
    return {"log_leaves": len(missing)}


def _entry(one: Missing) -> Entry:
    late = {"backfilled": True, "happened": time_text(one.at)}
    return Entry(one.kind, one.record, {**one.facts, **late})


def _known() -> tuple[set[tuple[str, int]], set[str]]:
    """(record, version) of leaves there are, and the records whose end stands in the log."""
    versions, ends = set(), set()
    rows = Leaf.objects.values_list("kind", "subject", "data")
    for kind, index, data in rows.iterator(chunk_size=5_000):
        if kind in OF_TEXT:
            versions.add((index, json.loads(data).get("version", 0)))
        elif kind in GONE.values():
            ends.add(index)
    return versions, ends


def _versions(known: set[tuple[str, int]]) -> Iterator[Missing]:
    public = Version.objects.filter(
        content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE
    ).order_by("at", "pk")
    rows = public.values_list(
        "information__index_number", "number", "kind", "digest", "at", "content__organisation"
    )
    for index, number, kind, digest, at, organisation in rows.iterator(chunk_size=5_000):
        if (index, number) not in known:
            facts = {"organisation": organisation, "version": number, "digest": digest}
            yield Missing(at, KINDS.get(kind, "validity"), index, facts)


def _ends(known: set[str]) -> Iterator[Missing]:
    rows = with_page().filter(status__in=GONE).order_by("pk")
    columns = rows.values_list(
        "index_number", "status", "changed_at", "organisation__code", "public_number", "public_digest",
        "merged_into__index_number",
    )  # fmt: skip
    for index, status, at, organisation, number, digest, into in columns.iterator(chunk_size=5_000):
        if index not in known:
            facts = {"organisation": organisation, "version": number, "digest": digest}
            facts |= {"into": into} if into else {}
            yield Missing(at or clock.now(), GONE[Status(status)], index, facts)
