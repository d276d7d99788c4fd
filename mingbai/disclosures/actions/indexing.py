"""Keeping the two search books in step with the records, inside the same transaction."""

from collections.abc import Iterator
from datetime import date

from mingbai.disclosures.models import Attachment, FileRole, Information
from mingbai.disclosures.queries import files_of, listed
from mingbai.disclosures.rules import plain
from mingbai.disclosures.states import Stage
from mingbai.lib import clock
from mingbai.search.actions import put, remove
from mingbai.search.entries import Entry


def index_public(information: Information) -> None:
    put(public_entry(information, files_of(information)))


def unindex_public(information: Information) -> None:
    remove("public", information.pk)


def index_staff(information: Information) -> None:
    """Put the working copy into the staff book; a discarded draft leaves it."""
    if information.stage == Stage.DISCARDED:
        remove("staff", information.pk)
    else:
        put(staff_entry(information, files_of(information)))


def public_entry(information: Information, files: list[Attachment]) -> Entry:
    day = (information.published_at or clock.now()).astimezone(clock.CHINA).date()
    return _entry("public", information, files, day, information.get_absolute_url())


def staff_entry(information: Information, files: list[Attachment]) -> Entry:
    day = information.edited_at.astimezone(clock.CHINA).date()
    return _entry("staff", information, files, day, f"/desk/records/{information.pk}/")


def _entry(book: str, information: Information, files: list[Attachment], day: date, url: str) -> Entry:
    theme, item = information.theme, information.catalogue_item
    return Entry(
        book=book,
        record_id=information.pk,
        index_number=information.index_number,
        title=information.title,
        document_number=information.document_number,
        text=searchable_text(information, files),
        organisation_path=information.organisation.path,
        organisation_id=information.organisation_id,
        organisation_name=information.organisation.name,
        field=item.field_id if item else "",
        theme=(theme.parent or theme).name if theme else "",
        genre=information.genre.name if information.genre else "",
        openness=information.openness,
        validity=information.validity,
        state=information.stage,
        day=day,
        url=url,
    )


def searchable_text(information: Information, files: list[Attachment]) -> str:
    """Everything a reader may search for, one part a line; the text itself first, for the excerpts."""
    parts = [
        information.summary,
        plain(information.body),
        *(file.text for file in files if file.role == FileRole.ATTACHMENT),
        *(file.public_name for file in files if file.role == FileRole.ATTACHMENT),
        *information.keywords,
        information.document_number,
        information.issuer_name,
        *information.co_issuers,
    ]
    return "\n".join(part for part in parts if part)


def public_entries(after: int) -> Iterator[Entry]:
    """The entries of the public book from records numbered above `after`, in their order."""
    records = listed().filter(pk__gt=after).select_related(*JOINED).order_by("pk")
    for information in records.iterator(chunk_size=500):
        yield public_entry(information, files_of(information))


def staff_entries(after: int) -> Iterator[Entry]:
    """The entries of the staff book, made from working copies."""
    records = (
        Information.objects.exclude(stage=Stage.DISCARDED)
        .filter(pk__gt=after)
        .select_related(*JOINED, "latest_revision")
        .order_by("pk")
    )
    for information in records.iterator(chunk_size=500):
        copy = information.working_copy
        yield staff_entry(copy, files_of(copy))


JOINED = ("organisation", "theme__parent", "genre", "catalogue_item")
