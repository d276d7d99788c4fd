"""Every record that is or was public, for those who copy the list and keep their copy up to date."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingbai.disclosures.models import Audience, Information, Openness, Version
from mingbai.disclosures.queries import IS_LISTED

CHUNK = 1_000
_TOLD = (
    "index_number", "title", "document_number", "issuer_name", "validity", "status", "openness", "audience",
    "published_at", "changed_at", "public_digest", "written_on", "organisation__code", "organisation__name",
    "catalogue_item__field__key", "catalogue_item__field__name", "theme__name", "genre__name",
    "merged_into_id",
)  # fmt: skip


def told() -> QuerySet[Information]:
    """What is public, and what was public once and is not any more; nothing that never was."""
    was = Version.objects.filter(
        information=OuterRef("pk"), content__audience=Audience.PUBLIC, content__openness=Openness.PROACTIVE
    )
    rows = Information.objects.filter(published_at__isnull=False, changed_at__isnull=False)
    return (
        rows.filter(IS_LISTED | Exists(was))
        .select_related("organisation", "catalogue_item__field", "theme", "genre")
        .only(*_TOLD)
    )


def by_number(rows: QuerySet[Information]) -> Iterator[Information]:
    """The rows by their numbers, a thousand at a time: no query stays open, nothing is held in memory."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


def changed_since(since: datetime, after: int, until: datetime) -> list[Information]:
    """A thousand rows by their last change, after the row numbered `after` of that very moment."""
    later = Q(changed_at__gt=since) | Q(changed_at=since, pk__gt=after)
    rows = told().filter(later, changed_at__gte=since, changed_at__lte=until)
    return list(rows.order_by("changed_at", "pk")[:CHUNK])
