"""Handing packages over to an archive or a library, with what they signed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.archive.models import Package, Transfer
from mingbai.archive.policies import MAKE, may_transfer
from mingbai.channels.models import Place
from mingbai.channels.states import PlaceKind
from mingbai.documents.reading import read
from mingbai.documents.refusals import Refused
from mingbai.documents.signatures import extension
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.trail import record

TAKEN = ("pdf", "jpg", "jpeg", "png")
MOST_BYTES = 20 * 1024 * 1024
BROKEN = "文件已损坏，无法打开。请重新扫描或者拍照后再上传。"
TWICE = "这次移交已经登记过了，不用再登记。回执可以在移交记录后面上传。"
TAKES = frozenset({PlaceKind.ARCHIVES, PlaceKind.LIBRARY})


@transaction.atomic
def transfer(
    *,
    package: Package,
    by: User,
    received_by: str,
    on: date,
    to_place: Place | None = None,
    institution: str = "",
    handed_over_by: str = "",
    note: str = "",
    receipt: UploadedFile | None = None,
) -> Transfer:
    """Enter that a package was handed over: to a place of the register, or to an institution by name."""
    row = Package.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=package.pk)
    require(may_transfer(by, row))
    name = one_line(institution) or (to_place.name if to_place else "")
    problems = {
        "institution": not name and "请选择或者填写接收单位。",
        "to_place": to_place is not None and to_place.kind not in TAKES and "只能选档案馆或者图书馆。",
        "received_by": not received_by.strip() and "请填写接收人姓名。",
        "on": on > clock.today() and "移交日期不能晚于今天。",
    }
    if found := {field: words for field, words in problems.items() if words}:
        raise ValidationError(found)
    taken_by = one_line(received_by)[:50]
    if row.transfers.filter(institution=name[:100], on=on, received_by=taken_by).exists():
        raise ValidationError(TWICE)
    made = Transfer(
        package=row,
        to_place=to_place,
        institution=name[:100],
        handed_over_by=one_line(handed_over_by)[:50] or str(by)[:50],
        received_by=taken_by,
        on=on,
        note=one_line(note)[:300],
        digest=row.digest,
        by=by,
        at=clock.now(),
    )
    if receipt is not None:
        _keep(made, receipt)
    made.save()
    record("archive.transfer", by, made, row.organisation, MAKE, after=row.digest, package=row.name)
    return made


@transaction.atomic
def add_receipt(*, transfer: Transfer, by: User, receipt: UploadedFile) -> Transfer:
    """Add what the institution signed; once."""
    row = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("package__organisation")
        .get(pk=transfer.pk)
    )
    require(may_transfer(by, row.package))
    if row.receipt:
        raise Denied("这次移交已经有回执，不能再换。")
    _keep(row, receipt)
    row.save(update_fields=["receipt", "receipt_name", "receipt_digest"])
    record("archive.receive", by, row, row.package.organisation, MAKE, after=row.receipt_digest)
    return row


def _keep(row: Transfer, upload: UploadedFile) -> None:
    data, name = upload.read(MOST_BYTES + 1), file_name(upload.name or "")
    if len(data) > MOST_BYTES:
        raise ValidationError({"receipt": "回执文件超过 20 MB，请压缩以后再传。"})
    if (kind := extension(name)) not in TAKEN:
        raise ValidationError({"receipt": "回执可以是 PDF 或者照片（JPG、PNG）。"})
    try:
        read(data, name)  # it can never be exchanged, so it must open
    except Refused as refusal:
        words = BROKEN if refusal.code == "corrupt" else refusal.message
        raise ValidationError({"receipt": words}) from refusal
    row.receipt_name, row.receipt_digest = name, digests.of_bytes(data)
    try:
        row.receipt.save(f"{row.receipt_digest}.{kind}", ContentFile(data), save=False)
    except OSError as error:
        raise Denied("文件没有存下来。请系统管理员检查存储空间和权限，然后再上传。") from error
