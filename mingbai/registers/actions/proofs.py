"""Files that show that something took place; private, and served to readers of the register only."""

from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import kind_of
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name
from mingbai.lib.verdict import Denied, require
from mingbai.registers.actions.recording import reason_of, record, refuse
from mingbai.registers.models import Activity, LeadingGroup, MediaAccount, Proof
from mingbai.registers.policies import may_keep

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 30
TAKEN = ("pdf", "docx", "doc", "wps", "xlsx", "xls", "et", "ofd", "jpg", "jpeg", "png", "txt")
NOT_STORED = "文件没有存下来。请系统管理员检查存储空间和权限，然后再上传。"

Subject = Activity | MediaAccount | LeadingGroup


@transaction.atomic
def add_proof(*, by: User, subject: Subject, data: bytes, filename: str) -> Proof:
    """Keep a file with a row of a register. ValidationError says why a file is not taken."""
    require(may_keep(by, subject.organisation))
    name = file_name(filename)
    _refuse_unsafe(data, name)
    digest = digests.of_bytes(data)
    present = subject.proofs.filter(dropped_at=None)
    if present.filter(digest=digest).exists():
        refuse("file", "这个文件已经在这一条里了。")
    if present.count() >= MOST_FILES:
        refuse("file", f"一条登记最多放 {MOST_FILES} 个文件。请把同类材料合成一个 PDF。")
    proof = Proof(name=name, digest=digest, size=len(data), added_by=by, added_at=clock.now())
    setattr(proof, _place(subject), subject)
    try:
        proof.file.save(digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied(NOT_STORED) from error
    proof.save()
    record(
        verb="register.proof",
        by=by,
        row=subject,
        organisation=subject.organisation,
        after=digest,
        file=proof.pk,
    )
    return proof


@transaction.atomic
def drop_proof(*, by: User, proof: Proof, reason: str) -> None:
    """Take a file off; it stays stored, with who, when and why."""
    subject = proof.activity or proof.account or proof.group
    assert subject is not None
    require(may_keep(by, subject.organisation))
    dropped = Proof.objects.filter(pk=proof.pk, dropped_at=None).update(
        dropped_at=clock.now(), dropped_reason=reason_of(reason)[:200]
    )
    if not dropped:
        raise Denied("这个文件已经撤下了。")
    record(
        verb="register.proof_drop",
        by=by,
        row=subject,
        organisation=subject.organisation,
        before=proof.digest,
        file=proof.pk,
    )


def _place(subject: Subject) -> str:
    if isinstance(subject, Activity):
        return "activity"
    return "account" if isinstance(subject, MediaAccount) else "group"


def _refuse_unsafe(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        refuse("file", f"文件超过 {MOST_BYTES // 1024 // 1024} MB。请压缩图片，或者拆成几个文件。")
    try:
        kind = kind_of(data, name)
    except Refused as refusal:
        refuse("file", refusal.message)
    if kind not in TAKEN:
        refuse("file", f"佐证文件可以是：{'、'.join('.' + one for one in TAKEN)}。")
