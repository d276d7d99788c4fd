"""Public records as machines read them: lists by key, one with everything the public may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from mingbai.api.queries.paging import CHANGED, NEWEST, Source
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.columns.models import Column
from mingbai.columns.queries.belonging import records_of
from mingbai.disclosures.models import Attachment, AttachmentState, Information, Version
from mingbai.disclosures.queries import HAS_PAGE, files_of, listed, public_versions
from mingbai.disclosures.states import Status
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.portal.queries import Related, record_page, related

# Long texts stay in the database when a list is read.
_HEAVY = ("body", "attachments", "ground_note", "status_note")
_BESIDE = ("organisation", "theme__parent", "genre", "catalogue_item__field")


@dataclass(frozen=True)
class Wanted:
    """What a list of records is narrowed by; days are those of publication in China, both included."""

    organisation: Organisation | None = None
    field: str = ""
    theme: str = ""
    genre: str = ""
    validity: str = ""
    since: date | None = None
    until: date | None = None
    column: Column | None = None
    changed_since: datetime | None = None


def records(wanted: Wanted) -> Source:
    """Newest first; with `changed_since` by the time of the last change, so that a copy can follow."""
    base = listed() if wanted.column is None else records_of(wanted.column)
    rows = base.select_related(None).select_related(*_BESIDE).defer(*_HEAVY).filter(_condition(wanted))
    return Source(rows, CHANGED if wanted.changed_since else NEWEST)


def _condition(wanted: Wanted) -> Q:
    """Organisations, rows, themes and genres by number, not by a join: only so are the indexes used."""
    condition = Q()
    if wanted.organisation is not None and wanted.organisation.depth > 1:
        below = Organisation.objects.filter(path__startswith=wanted.organisation.path)
        condition &= Q(organisation__in=_numbers(below))
    if wanted.field:
        condition &= Q(catalogue_item__in=_numbers(CatalogueItem.objects.filter(field=wanted.field)))
    if wanted.theme:
        named = Q(name=wanted.theme) | Q(parent__name=wanted.theme)
        condition &= Q(theme__in=_numbers(Theme.objects.filter(named)))
    if wanted.genre:
        condition &= Q(genre__in=_numbers(Genre.objects.filter(name=wanted.genre)))
    if wanted.validity:
        condition &= Q(validity=wanted.validity)
    if wanted.since:
        condition &= Q(published_at__gte=midnight(wanted.since))
    if wanted.until:
        condition &= Q(published_at__lt=midnight(wanted.until + timedelta(days=1)))
    if wanted.changed_since:
        condition &= Q(changed_at__gte=wanted.changed_since)
    return condition


def _numbers(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


@dataclass(frozen=True)
class Whole:
    """A record with its files, versions (newest first, without text) and links."""

    record: Information
    files: list[Attachment]
    versions: list[Version]
    related: list[Related]


def with_address(pk: int) -> Information | None:
    """The record with a public address, also one that was taken back; None for all others."""
    return record_page(pk)


def number_of(index_number: str) -> int | None:
    """The number of the record with that index number, of those that have a public address."""
    found = Information.objects.filter(HAS_PAGE, index_number=index_number)
    return found.values_list("pk", flat=True).first()


def whole(record: Information) -> Whole:
    """Five queries at most."""
    versions = list(public_versions(record).defer("content"))
    return Whole(record, public_files(record), versions, related(record))


def public_files(record: Information) -> list[Attachment]:
    """The files that anybody may fetch now."""
    if record.status != Status.PUBLISHED:
        return []
    return [one for one in files_of(record) if one.state == AttachmentState.CLEAN and one.public_digest]


def files_by_record(records: Sequence[Information]) -> dict[int, list[Attachment]]:
    """The public files of many records, each in its order. One query."""
    wanted = [pk for record in records for pk in record.attachments]
    found = Attachment.objects.defer("text", "notices").in_bulk(wanted) if wanted else {}
    return {
        record.pk: [
            found[pk]
            for pk in record.attachments
            if pk in found
            and found[pk].information_id == record.pk
            and found[pk].state == AttachmentState.CLEAN
            and found[pk].public_digest
        ]
        for record in records
    }
