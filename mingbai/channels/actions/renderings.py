"""Keeping what was made of a record for a channel, and noting that a person looked at it."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels.actions.recording import record
from mingbai.channels.models import Rendering
from mingbai.channels.policies import MAKE, OUTDATED, may_change, may_confirm, may_make
from mingbai.channels.states import RenderingKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name as tidy
from mingbai.lib.verdict import Denied, require

NOT_STORED = "文件没有存下来。请系统管理员检查存储空间，然后再试。"


@transaction.atomic
def keep(
    *,
    information: Information,
    kind: RenderingKind,
    content: dict[str, Any],
    by: User,
    data: bytes | None = None,
    file_name: str = "",
) -> Rendering:
    """A draft made of the present public version, to be looked at before it is used."""
    require(may_make(by, information))
    row = Rendering(
        information=information,
        kind=kind,
        version_number=information.public_number,
        version_digest=information.public_digest,
        made_by=by,
        made_at=clock.now(),
    )
    _fill(row, content, data, file_name)
    row.save()
    record("rendering.keep", by, row, information.organisation, MAKE, kind=kind, after=row.file_digest)
    return row


@transaction.atomic
def change(
    *, rendering: Rendering, content: dict[str, Any], by: User, data: bytes | None = None, file_name: str = ""
) -> Rendering:
    """Replace what a draft holds."""
    row = _held(rendering)
    require(may_change(by, row))
    before = row.file_digest
    _fill(row, content, data, file_name)
    row.save()
    place = row.information.organisation
    record("rendering.keep", by, row, place, MAKE, kind=row.kind, before=before, after=row.file_digest)
    return row


@transaction.atomic
def confirm(*, rendering: Rendering, by: User) -> Rendering:
    """Somebody has looked at it and it may be used as long as the record says the same."""
    row = _held(rendering)
    require(may_confirm(by, row))
    if row.state == RenderingState.CONFIRMED:
        return row
    if not row.is_current:
        raise Denied(OUTDATED)
    row.state, row.confirmed_by, row.confirmed_at = RenderingState.CONFIRMED, by, clock.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    place = row.information.organisation
    record("rendering.confirm", by, row, place, MAKE, kind=row.kind, after=row.file_digest)
    return row


def _held(rendering: Rendering) -> Rendering:
    rows = Rendering.objects.select_for_update(of=("self",)).select_related("information__organisation")
    return rows.get(pk=rendering.pk)


def _fill(row: Rendering, content: dict[str, Any], data: bytes | None, file_name: str) -> None:
    row.content = content
    if data is None:
        return
    row.file_digest, row.file_name = digests.of_bytes(data), tidy(file_name)
    try:
        row.file.save(row.file_digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error
