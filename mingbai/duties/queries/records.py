"""Records as evidence and as events: what was published under a row, and what should be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from mingbai.disclosures.models import Audience, Information, Openness, Version
from mingbai.disclosures.states import Stage, Status
from mingbai.duties.evidence import Found
from mingbai.lib.clock import CHINA

# What the public can read now. A text that was taken back or down proves nothing any more, and a
# statement that there was nothing is not something.
COUNTS = Q(status=Status.PUBLISHED, openness=Openness.PROACTIVE, nil_report=None)
UPDATES = ("correction", "republished")


def published(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterator[Found]:
    """Each public record once, on the day of its first publication, as "item:<row>"."""
    rows = Information.objects.filter(COUNTS, organisation_id__in=organisations)
    rows = _of_rows(rows, "catalogue_item_id", kinds)
    columns = ("organisation_id", "catalogue_item_id", "published_at", "pk")
    for place, item, at, pk in rows.values_list(*columns).iterator(5000):
        yield place, f"item:{item}", day_of(at), f"record:{pk}"


def updated(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterator[Found]:
    """Each publication and each later change, as "update:<row>", for rows that must be kept up to date."""
    if kinds is None:
        return
    rows = Version.objects.filter(
        information__organisation_id__in=organisations,
        information__status=Status.PUBLISHED,
        information__openness=Openness.PROACTIVE,
        kind__in=("first", *UPDATES),
    )
    rows = _of_rows(rows, "information__catalogue_item_id", kinds)
    columns = (
        "information__organisation_id",
        "information__catalogue_item_id",
        "at",
        "information_id",
        "number",
    )
    for place, item, at, pk, number in rows.values_list(*columns).iterator(5000):
        yield place, f"update:{item}", day_of(at), f"record:{pk}#{number}"


def _of_rows(rows: QuerySet[Any], column: str, kinds: Collection[str] | None) -> QuerySet[Any]:
    if kinds is None:
        return rows.filter(**{f"{column}__isnull": False})
    return rows.filter(**{f"{column}__in": {int(kind.partition(":")[2]) for kind in kinds}})


@dataclass(frozen=True, slots=True)
class Event:
    """A text that was written and has to become public: `published_on` is None while it is not."""

    organisation: int
    item: int
    record: int
    written_on: date
    published_on: date | None


def events(
    organisations: Collection[int], items: Collection[int] | None = None, record: int | None = None
) -> Iterator[Event]:
    """Texts for the public with a day of writing, drafts included; what was taken down is no event.

    A text without a catalogue row, or marked not for proactive disclosure, owes nothing here.
    """
    rows = Information.objects.filter(
        Q(openness=Openness.PROACTIVE) | Q(openness="", status=Status.UNPUBLISHED),
        organisation_id__in=organisations,
        status__in=[Status.PUBLISHED, Status.UNPUBLISHED],
        audience=Audience.PUBLIC,
        written_on__isnull=False,
        catalogue_item__isnull=False,
        nil_report=None,
    ).exclude(stage=Stage.DISCARDED)
    if items is not None:
        rows = rows.filter(catalogue_item_id__in=items)
    if record is not None:
        rows = rows.filter(pk=record)
    columns = ("organisation_id", "catalogue_item_id", "pk", "written_on", "published_at")
    for place, item, pk, written_on, at in rows.values_list(*columns).iterator(5000):
        yield Event(place, item, pk, written_on, day_of(at) if at else None)


def described(numbers: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    rows = Information.objects.filter(pk__in=list(numbers)).values_list("pk", "title")
    return {pk: (title or "（无标题）", reverse("desk:record", args=[pk])) for pk, title in rows}


def day_of(at: datetime) -> date:
    return at.astimezone(CHINA).date()
