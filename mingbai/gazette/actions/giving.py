"""Who gets the gazette free of charge, and who has signed for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.gazette.actions.recording import record, refuse, required
from mingbai.gazette.models import Delivery, Recipient
from mingbai.gazette.policies import may_edit
from mingbai.gazette.queries.issues import county
from mingbai.gazette.states import RecipientKind
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation

MOST_COPIES = 9999


@transaction.atomic
def save_recipient(
    *, kind: str, name: str, copies: int, by: User, address: str = "", recipient: Recipient | None = None
) -> Recipient:
    """Enter one, or change what is known of `recipient`."""
    require(may_edit(by))
    row = _open(recipient) if recipient else Recipient()
    if kind not in RecipientKind.values:
        refuse("kind", "请选择种类。")
    row.kind, row.name = kind, required("name", name, 100, "请写名称。")
    row.address, row.copies = one_line(address)[:200], _number("copies", copies)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError({"name": "已经有这个赠阅对象了。"}) from error
    record("recipient", by, row, _place(), copies=row.copies)
    return row


def _open(recipient: Recipient) -> Recipient:
    row = Recipient.objects.select_for_update().get(pk=recipient.pk)
    if row.closed_on is not None:
        raise Denied("这个赠阅对象已经停赠。")
    return row


def _number(field: str, number: int) -> int:
    if not 0 <= number <= MOST_COPIES:
        refuse(field, f"份数填 0 到 {MOST_COPIES}。")
    return number


def _place() -> Organisation:
    found = county()
    if found is None:
        raise Denied("还没有登记县人民政府。")
    return found


@transaction.atomic
def close_recipient(*, recipient: Recipient, by: User) -> Recipient:
    """No copies from the next issue on."""
    require(may_edit(by))
    row = _open(recipient)
    row.closed_on = clock.today()
    row.save(update_fields=["closed_on"])
    record("recipient", by, row, _place(), closed=True)
    return row


@transaction.atomic
def receive(*, delivery: Delivery, received: int, received_on: date, signed_by: str, by: User) -> Delivery:
    """Somebody has signed for the copies."""
    require(may_edit(by))
    row = Delivery.objects.select_for_update(of=("self",)).select_related("issue").get(pk=delivery.pk)
    issued_at = row.issue.issued_at
    if received_on > clock.today() or (issued_at and received_on < issued_at.astimezone(clock.CHINA).date()):
        refuse("received_on", "签收日期应当在出版以后，不晚于今天。")
    row.received, row.received_on = _number("received", received), received_on
    row.signed_by, row.entered_by = required("signed_by", signed_by, 50, "请写签收人。"), by
    row.save()
    record("receipt", by, row.issue, _place(), copies=row.received)
    return row
