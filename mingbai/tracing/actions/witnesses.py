"""Keeping witnesses: whom there is, the daily mail to them, and what they confirm."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock, signed_note
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.tracing.models import Receipt, Sending, Witness
from mingbai.tracing.policies import may_manage
from mingbai.transparency.models import Checkpoint
from mingbai.transparency.queries import latest_checkpoint

logger = logging.getLogger(__name__)
MOST_TRIES = 5
LETTER = """{name}：

这是本站政务公开透明日志今天的存证单。请原样保存这封邮件，不用理会里面的符号。
以后要是有人怀疑公开过的信息被改动、撤走、倒签，拿您存的这份一对就清楚了。
方便的话请回复“已收到”，或者附上您的签名。

{note}
"""


@transaction.atomic
def add_witness(*, name: str, by: User, email: str = "", key: str = "") -> Witness:
    """Enter somebody who will keep our checkpoints."""
    require(may_manage(by))
    errors = {}
    if not one_line(name):
        errors["name"] = "请填写见证单位的名称。"
    elif Witness.objects.filter(name=one_line(name)[:100], ended_at=None).exists():
        errors["name"] = "这个见证单位已经登记过了。"
    if key.strip() and not _is_key(key):
        errors["key"] = "公钥应当像 名称+8位字母数字+一串字符，请整行复制。没有公钥就空着。"
    if errors:
        raise ValidationError(errors)
    witness = Witness.objects.create(
        name=one_line(name)[:100], email=email.strip(), key=key.strip(), added_at=clock.now()
    )
    append(verb="log.witness", by=by, subject=witness)
    return witness


def _is_key(text: str) -> bool:
    try:
        signed_note.parse_key(text)
    except signed_note.Malformed:
        return False
    return True


@transaction.atomic
def end_witness(*, witness: Witness, by: User) -> None:
    """Send no more; what was confirmed stays."""
    require(may_manage(by))
    if not Witness.objects.filter(pk=witness.pk, ended_at=None).update(ended_at=clock.now()):
        raise Denied("这个见证单位已经停用了。")
    append(verb="log.end_witness", by=by, subject=witness)


@transaction.atomic
def enter_receipt(*, witness: Witness, checkpoint: Checkpoint, text: str, by: User) -> Receipt:
    """Note what a witness answered. A note in it must be ours, or somebody was shown another log."""
    require(may_manage(by))
    words = storable(text).strip()
    if not words:
        raise ValidationError({"text": "请写明对方怎样确认的，例如：11月22日电话确认收到。"})
    signed = _checked(words, witness, checkpoint)
    receipt = Receipt.objects.create(
        witness=witness, checkpoint=checkpoint, text=words[:10_000], signed=signed, at=clock.now(), by=by
    )
    append(
        verb="log.receipt",
        by=by,
        subject=witness,
        detail={"checkpoint": checkpoint.pk, "signed": signed},
    )
    return receipt


def _checked(words: str, witness: Witness, checkpoint: Checkpoint) -> bool:
    """Whether the receipt is a note with the witness's own signature."""
    try:
        note = signed_note.parse(words + "\n")
        said = signed_note.parse_checkpoint(note.text)
    except signed_note.Malformed:
        return False
    if (said.size, said.root.hex()) != (checkpoint.size, checkpoint.root):
        raise ValidationError(
            {"text": "回执里的存证单和这一天的不一样。请先核对是不是贴错了日子；没有贴错，请马上查明原因。"}
        )
    return bool(witness.key) and note.is_signed_by(signed_note.parse_key(witness.key))


# -- the daily mail ---------------------------------------------------------------------------------------


def mail_due() -> str:
    """A round: the latest checkpoint to every witness with an address, once; failures are tried again."""
    checkpoint = latest_checkpoint() if settings.EMAIL_URL else None
    if checkpoint is None:
        return ""
    sent = sum(_mail(witness, checkpoint) for witness in _to_be_told(checkpoint))
    return f"向 {sent} 个见证单位发送存证单" if sent else ""


def _to_be_told(checkpoint: Checkpoint) -> list[Witness]:
    given_up = Sending.objects.filter(checkpoint=checkpoint)
    done = given_up.exclude(sent_at=None).values("witness")
    resting = given_up.filter(tries__gte=MOST_TRIES).values("witness")
    lately = given_up.filter(tried_at__gt=clock.now() - timedelta(minutes=30)).values("witness")
    rows = Witness.objects.filter(ended_at=None).exclude(email="").exclude(pk__in=done)
    return list(rows.exclude(pk__in=resting).exclude(pk__in=lately))


def _mail(witness: Witness, checkpoint: Checkpoint) -> bool:
    row, _ = Sending.objects.get_or_create(witness=witness, checkpoint=checkpoint)
    # Whoever writes this sends: two sweeps at once send one mail.
    mine = Sending.objects.filter(pk=row.pk, sent_at=None, tries=row.tries)
    if not mine.update(tries=row.tries + 1, tried_at=clock.now()):
        return False
    day = checkpoint.at.astimezone(clock.CHINA).date()
    body = LETTER.format(name=witness.name, note=checkpoint.note)
    try:
        EmailMessage(subject=f"透明日志存证单 {day}", body=body, to=[witness.email]).send()
    except OSError:
        logger.warning("A checkpoint could not be mailed to witness %s", witness.pk)
        return False
    with transaction.atomic():
        Sending.objects.filter(pk=row.pk).update(sent_at=clock.now())
        append(verb="log.send", by=None, subject=witness, detail={"checkpoint": checkpoint.pk})
    return True
