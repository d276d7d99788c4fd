"""Deletion by rule of what tells who asked: proofs of identity first, contact data much later."""

from collections.abc import Iterable

from django.core.files.storage import Storage
from django.db import transaction

from mingbai.foi.models import Applicant, FoiRequest, SealedFile
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.remedies.queries.holding import due_for_contact, due_for_identity, is_due
from mingbai.remedies.rules.retention import CONTACT, IDENTITY

GONE = "已按规定删除"
AT_ONCE = 200
"""Requests in one round; the rest follow a minute later."""


def delete_identity_due() -> int:
    """Delete every proof of identity whose time is over; how many requests that concerned."""
    due = due_for_identity(clock.today())[:AT_ONCE]
    return sum(delete_identity(request=one) for one in due)


@transaction.atomic
def delete_identity(*, request: FoiRequest) -> bool:
    """Files and certificate numbers of one request, unless something has come to hold them back."""
    held = _locked(request)
    if not is_due(held, IDENTITY, clock.today()):
        return False
    files = list(held.files.filter(kind=SealedFile.Kind.IDENTITY, deleted_at=None))
    stored = [(one.file.storage, str(one.file.name)) for one in files]
    for one in files:
        # A file's name often is the person's.
        one.name, one.deleted_at = GONE, clock.now()
        one.save(update_fields=["name", "deleted_at"])
    numbers = held.applicants.exclude(identity_sealed=b"").update(identity_sealed=b"", identity_kind="")
    append(
        verb="foi.identity_deleted",
        by=None,
        subject=held,
        organisation=held.organisation,
        detail={"request": held.number, "files": [one.digest for one in files], "numbers": numbers},
    )
    transaction.on_commit(lambda: _remove(stored))
    return True


def _remove(stored: Iterable[tuple[Storage, str]]) -> None:
    for storage, name in stored:
        storage.delete(name)


def erase_contact_due() -> int:
    """Erase the contact data of every request whose time in the archive is over; how many requests."""
    due = due_for_contact(clock.today())[:AT_ONCE]
    return sum(erase_contact(request=one) for one in due)


@transaction.atomic
def erase_contact(*, request: FoiRequest) -> bool:
    """Telephone, address and the like of all who asked. The name stays: it stands on the letters."""
    held = _locked(request)
    if not is_due(held, CONTACT, clock.today()):
        return False
    erased = Applicant.objects.filter(request=held, erased_at=None).update(
        contact_person="", telephone="", email="", address="", postcode="", erased_at=clock.now()
    )
    append(
        verb="foi.contact_erased",
        by=None,
        subject=held,
        organisation=held.organisation,
        detail={"request": held.number, "applicants": erased},
    )
    return bool(erased)


def _locked(request: FoiRequest) -> FoiRequest:
    rows = FoiRequest.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=request.pk)


def round_() -> str:
    """What `mingbai sweep` runs."""
    identity, contact = delete_identity_due(), erase_contact_due()
    counts = (("删除身份证明", identity), ("清除联系方式", contact))
    return "，".join(f"{what} {count} 件" for what, count in counts if count)
