"""Releasing a text, taking it back, and what a person says about how it went."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.states import ProofKind, ProofOf
from mingbai.channels.values import Given
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.outbox.actions.recording import held, refuse, step
from mingbai.outbox.models import Message
from mingbai.outbox.policies import KEEP, SEND, may_confirm, may_deny, may_queue, may_recall
from mingbai.outbox.states import Purpose, Verb
from mingbai.registers.actions import note_sending

NO_ADDRESS = "网址要以 http:// 或者 https:// 开头，从平台上复制过来就行。"
_is_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def queue(*, message: Message, by: User) -> Message:
    """It may go out: by itself where the account has an adapter, else by somebody's hand."""
    row = held(message)
    require(may_queue(by, row))
    values = {"released_by": by, "released_at": clock.now(), "tries": 0, "not_before": None}
    step(row, Verb.QUEUE, by, SEND, **values)
    return row


@transaction.atomic
def recall(*, message: Message, by: User) -> Message:
    row = held(message)
    require(may_recall(by, row))
    step(row, Verb.RECALL, by, SEND, released_by=None, released_at=None)
    return row


@transaction.atomic
def confirm(
    *,
    message: Message,
    by: User,
    at: datetime | None = None,
    url: str = "",
    who: str = "",
    note: str = "",
    upload: UploadedFile | None = None,
) -> Message:
    """Somebody saw that it is out (or gone), with the address and a screenshot where there is one."""
    row = held(message)
    require(may_confirm(by, row))
    url = one_line(url)
    if url:
        _check_address(url)
    words = "；".join(one for one in (url, one_line(note)) if one)
    proofs = [Given(ProofKind.PHOTO, words, upload)] if upload else []
    if not proofs and words:
        proofs = [Given(ProofKind.STATEMENT, words)]
    if not proofs and not row.receipt.get("article_id") and not row.receipt.get("id"):
        refuse("url", "请填网址、上传一张截图，或者写一句说明，作为佐证。")
    if row.out_at is None:
        apply(row, by, at=at, who=who, note=note, proofs=proofs)
    else:
        _add(row, by, proofs)
    values = {"url": url or row.url, "confirmed_by": by, "confirmed_at": clock.now()}
    step(row, Verb.CONFIRM, by, KEEP, out_at=row.out_at, **values)
    return row


def _check_address(url: str) -> None:
    try:
        _is_address(url)
    except ValidationError as error:
        raise ValidationError({"url": NO_ADDRESS}) from error
    if len(url) > 500:
        refuse("url", "网址太长，最多 500 个字符。")


def _add(row: Message, by: User, proofs: list[Given]) -> None:
    """It is entered already, from the platform's receipt: what the person saw is one more proof."""
    posting = row.posting
    if row.purpose == Purpose.CORRECTION:
        posting = getattr(posting, "replaced_by", posting)
    of = ProofOf.DOWN if row.purpose == Purpose.DELETION else ProofOf.UP
    for one in proofs:
        channels.add_proof(posting=posting, of=of, kind=one.kind, by=by, note=one.note, upload=one.upload)


def apply(
    row: Message,
    by: User,
    *,
    at: datetime | None = None,
    who: str = "",
    note: str = "",
    proofs: list[Given],
) -> None:
    """Tell the posting that it is out, and the register of accounts that the account lives. Once only."""
    posting = row.posting
    row.out_at = at or clock.now()
    Message.objects.filter(pk=row.pk).update(out_at=row.out_at)  # for `follow`, which the posting tells now
    if row.purpose == Purpose.FIRST:
        channels.put_up(posting=posting, by=by, at=at, who=who, note=note, proofs=proofs)
    elif row.purpose == Purpose.CORRECTION:
        rendering = row.rendering
        channels.replace(
            posting=posting, by=by, at=at, who=who, rendering=rendering, note=note, proofs=proofs
        )
    else:
        channels.take_down(posting=posting, by=by, at=at, who=who, note=note or row.text[:200], proofs=proofs)
    if row.account is not None and row.purpose != Purpose.DELETION:
        note_sending(account=row.account, on=row.out_at.astimezone(clock.CHINA).date(), by=by)


@transaction.atomic
def deny(*, message: Message, by: User, reason: str) -> Message:
    """Somebody looked and it is not out; it may be released again."""
    row = held(message)
    require(may_deny(by, row))
    if not one_line(reason):
        refuse("reason", "请写明您在平台上看到了什么，例如：公众号里没有这一篇。")
    # The draft is kept: should it have gone out after all, the platform refuses to publish it twice.
    kept = {"media_id": row.receipt["media_id"]} if row.receipt.get("media_id") else {}
    step(row, Verb.DENY, by, KEEP, reason=reason, receipt=kept, released_by=None, released_at=None)
    return row
