"""Keeping files about requests: sealed on disk, opened for those who may."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.policies import may_write_letter
from mingbai.foi.sealing import seal
from mingbai.foi.values import Upload, wrong_files
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name
from mingbai.lib.verdict import require


@transaction.atomic
def add_file(*, request: FoiRequest, kind: str, name: str, data: bytes, by: User) -> SealedFile:
    """Put a file into the request. ValidationError at `file` when it is of no kind that is taken."""
    require(may_write_letter(by, request))
    if problems := wrong_files([Upload(name, data)]):
        raise ValidationError({"file": problems})
    file = keep(request, kind, name, data, by)
    append(
        verb="foi.file", by=by, subject=request, organisation=request.organisation,
        detail={"request": request.number, "kind": kind, "digest": file.digest},
    )  # fmt: skip
    return file


def keep(
    request: FoiRequest, kind: str, name: str, data: bytes, by: User | None, delete_on: date | None = None
) -> SealedFile:
    """Store `data` sealed, within the caller's verb. The name on disk says nothing about the request."""
    row = SealedFile(
        request=request, kind=kind, name=file_name(name), size=len(data), digest=digests.of_bytes(data),
        added_by=by, added_at=clock.now(), delete_on=delete_on,
    )  # fmt: skip
    row.file.save("sealed", ContentFile(seal(data)), save=False)
    row.save()
    return row
