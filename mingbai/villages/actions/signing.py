"""Signatures on the paper sheet, and the photographs that prove them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.documents.photographs import cleaned_photograph
from mingbai.documents.refusals import Refused
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line
from mingbai.lib.verdict import Denied, require
from mingbai.villages.actions.preparing import balance_problems
from mingbai.villages.actions.recording import held, record, refuse
from mingbai.villages.models import MonthlyClose, Proof, Signature
from mingbai.villages.policies import may_look_after, may_sign
from mingbai.villages.queries import regime_of
from mingbai.villages.rules import lacks_second_look, missing_signers
from mingbai.villages.states import ProofKind, State

ONE_PERSON = (
    "几个签字都是您一个人录入的。请把已经签好字的纸质表拍照或者扫描，在“照片”里一起上传；"
    "也可以请另一位工作人员录入其中一个签字。"
)


@transaction.atomic
def add_proof(*, sheet: MonthlyClose, kind: str, photo: UploadedFile, by: User) -> Proof:
    """Keep a photograph privately, without the place and the telephone it was taken with."""
    require(may_look_after(by, sheet.organisation))
    data, name = _cleaned(photo, kind)
    proof = Proof(
        sheet=sheet,
        kind=kind,
        name=file_name(name),
        digest=digests.of_bytes(data),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    try:
        proof.file.save(proof.digest, ContentFile(data), save=False)
    except OSError as error:
        raise Denied("照片没有存下来。请系统管理员检查存储空间，然后再上传。") from error
    proof.save()
    record("village.proof", by, sheet, sheet.organisation, after=proof.digest, kind=kind)
    return proof


def _cleaned(photo: UploadedFile, kind: str) -> tuple[bytes, str]:
    try:
        copy = cleaned_photograph(photo, scans=kind == ProofKind.SIGNED_SHEET)
    except Refused as refusal:
        raise ValidationError({"photo": refusal.message}) from refusal
    return copy.data, copy.filename


@transaction.atomic
def sign(
    *,
    sheet: MonthlyClose,
    role: str,
    name: str,
    signed_on: date,
    by: User,
    photo: UploadedFile | None = None,
) -> Signature:
    """Enter that somebody has signed the paper sheet as it now stands."""
    require(may_sign(by, sheet))
    row = held(sheet)
    require(may_sign(by, row))
    signers = regime_of(row.organisation, row.starts_on).signers
    _check(row, signers, role, one_line(name), signed_on)
    proof = add_proof(sheet=row, kind=ProofKind.SIGNED_SHEET, photo=photo, by=by) if photo else None
    made = Signature.objects.create(
        sheet=row,
        role=role,
        name=one_line(name),
        signed_on=signed_on,
        digest=row.digest,
        proof=proof,
        entered_by=by,
        entered_at=clock.now(),
    )
    record("village.sign", by, row, row.organisation, after=row.digest, role_signed=role)
    _complete(row, signers)
    sheet.refresh_from_db()
    return made


def _check(row: MonthlyClose, signers: tuple[str, ...], role: str, name: str, signed_on: date) -> None:
    if problems := balance_problems(row):
        raise ValidationError([f"账还没有对平，先不能签字。{problem}" for problem in problems.values()])
    if role not in signers:
        refuse("role", f"签字的人只能是：{'、'.join(signers)}。")
    if not name:
        refuse("name", "请填写签字人的姓名。")
    if signed_on > clock.today() or signed_on < row.starts_on:
        refuse("signed_on", f"签字日期应当在 {row.starts_on} 到今天之间。")
    present = row.signatures.filter(void_at=None)
    if present.filter(role=role).exists():
        refuse("role", f"“{role}”已经签过字了。")
    if other := present.filter(name=name).first():
        refuse("name", f"{name}已经以“{other.role}”的身份签过字，同一个人不能签两处。")


def _complete(row: MonthlyClose, signers: tuple[str, ...]) -> None:
    present = list(row.signatures.filter(void_at=None))
    if missing_signers(signers, {one.role for one in present}):
        return
    has_photo = row.proofs.filter(kind=ProofKind.SIGNED_SHEET).exists()
    if lacks_second_look([one.entered_by_id for one in present], has_photo):
        refuse("photo", ONE_PERSON)
    MonthlyClose.objects.filter(pk=row.pk).update(state=State.SIGNED)
