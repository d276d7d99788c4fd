"""Destroying the files of packages past their time: proposed by one person, decided by another.

Only the package's files go. The records stay in the database, and what was destroyed stays listed for ever.
"""

import logging
import shutil
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.archive.models import Destruction, Package
from mingbai.archive.policies import DESTROY, MAKE, may_decide, may_propose
from mingbai.archive.states import DestructionState, PackageState
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.trail import record

logger = logging.getLogger(__name__)


@transaction.atomic
def propose(*, package: Package, by: User, reason: str) -> Destruction:
    """Propose that the files of a package past its time be destroyed; its index is written down now."""
    row = Package.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=package.pk)
    require(may_propose(by, row))
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么可以销毁。"})
    index = [
        {
            "place": one.place, "index_number": one.index_number, "title": one.title, "term": one.term,
            "keep_until": str(one.keep_until), "digest": one.digest,
        }
        for one in row.records.all()
    ]  # fmt: skip
    try:
        with transaction.atomic():
            made = Destruction.objects.create(
                package=row,
                reason=one_line(reason)[:300],
                index=index,
                package_digest=row.digest,
                proposed_by=by,
                proposed_at=clock.now(),
            )
    except IntegrityError as error:
        raise Denied("这个档案包已经有人提出销毁，等批准。") from error
    record("archive.propose", by, made, row.organisation, MAKE, after=row.digest, package=row.name)
    return made


@transaction.atomic
def approve(*, destruction: Destruction, by: User, document_number: str, note: str = "") -> Destruction:
    """Decide that the files go, by a document with a number; they are deleted when this is committed."""
    row = _held(destruction, by)
    if not document_number.strip():
        raise ValidationError({"document_number": "请填写批准销毁的文件字号。"})
    row.document_number = one_line(document_number)[:80]
    _decide(row, by, DestructionState.APPROVED, note)
    Package.objects.filter(pk=row.package_id).update(state=PackageState.DESTROYED)
    place, digest = row.package.organisation, row.package_digest
    record("archive.approve", by, row, place, DESTROY, after=digest, document=row.document_number)
    transaction.on_commit(clear_away)
    return row


@transaction.atomic
def reject(*, destruction: Destruction, by: User, note: str) -> Destruction:
    """Decide that the files stay."""
    row = _held(destruction, by)
    if not note.strip():
        raise ValidationError({"note": "请写明为什么不同意。"})
    _decide(row, by, DestructionState.REJECTED, note)
    record("archive.reject", by, row, row.package.organisation, DESTROY)
    return row


def _held(destruction: Destruction, by: User) -> Destruction:
    Package.objects.select_for_update(of=("self",)).get(pk=destruction.package_id)
    rows = Destruction.objects.select_for_update(of=("self",)).select_related("package__organisation")
    row = rows.get(pk=destruction.pk)
    require(may_decide(by, row))
    return row


def _decide(row: Destruction, by: User, state: DestructionState, note: str) -> None:
    row.state, row.decided_by, row.decided_at = state, by, clock.now()
    row.decision_note = one_line(note)[:300]
    row.save()


def clear_away() -> str:
    """Delete the folders of packages whose destruction was decided; also a round, should one have failed."""
    count = 0
    rows = Destruction.objects.filter(state=DestructionState.APPROVED, files_gone_at=None)
    for row in rows.select_related("package"):
        folder = Path(row.package.folder)
        try:
            if row.package.folder and folder.is_dir():
                shutil.rmtree(folder)
        except OSError:
            logger.exception("The files of %s could not be deleted", row.package_id)
            continue
        Destruction.objects.filter(pk=row.pk).update(files_gone_at=clock.now())
        count += 1
    return f"删除已批准销毁的档案包文件 {count} 个" if count else ""
