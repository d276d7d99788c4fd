"""Keeping what shows that something was up or came down."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels.actions.recording import held, record, refuse
from mingbai.channels.models import Posting, Proof
from mingbai.channels.policies import may_keep
from mingbai.channels.states import PostingState, ProofKind, ProofOf
from mingbai.channels.values import Given
from mingbai.documents.photographs import cleaned_photograph
from mingbai.documents.refusals import Refused
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line
from mingbai.lib.verdict import Denied, require

MOST_PROOFS = 30
NOT_STORED = "照片没有存下来。请系统管理员检查存储空间，然后再上传。"


@transaction.atomic
def add_proof(
    *,
    posting: Posting,
    of: ProofOf,
    kind: ProofKind,
    by: User,
    note: str = "",
    upload: UploadedFile | None = None,
) -> Proof:
    """Add one more proof to what is or was up."""
    row = held(posting)
    require(may_keep(by, row))
    if row.state not in (PostingState.UP, PostingState.ENDED):
        raise Denied("还没有公开，先确认公开再上传佐证。")
    if row.proofs.count() >= MOST_PROOFS:
        refuse("upload", f"一条最多放 {MOST_PROOFS} 份佐证。")
    return attach(row, of, [Given(kind, note, upload)], by)[0]


def attach(posting: Posting, of: ProofOf, given: Iterable[Given], by: User) -> list[Proof]:
    """The write of `add_proof`, inside the caller's transaction, for verbs that have asked every policy."""
    return [_attach(posting, of, one, by) for one in given]


def _attach(posting: Posting, of: ProofOf, given: Given, by: User) -> Proof:
    note = one_line(given.note)[:500]
    if given.upload is None and not note:
        refuse("upload", "请拍一张照片，或者写一句说明。")
    proof = Proof(posting=posting, of=of, kind=given.kind, note=note, by=by, at=clock.now())
    if given.upload is not None:
        data, name = _cleaned(given.upload, given.kind)
        proof.name, proof.digest = file_name(name), digests.of_bytes(data)
        try:
            proof.file.save(proof.digest, ContentFile(data), save=False)
        except OSError as error:
            raise Denied(NOT_STORED) from error
    proof.save()
    record("posting.proof", by, posting, posting.organisation, kind=given.kind, of=of, after=proof.digest)
    return proof


def _cleaned(upload: UploadedFile, kind: ProofKind) -> tuple[bytes, str]:
    try:
        copy = cleaned_photograph(upload, scans=kind != ProofKind.PHOTO)
    except Refused as refusal:
        raise ValidationError({"upload": refusal.message}) from refusal
    return copy.data, copy.filename
