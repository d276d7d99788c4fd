"""The register of village groups: names alone."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role
from mingbai.outbox.models import GroupChat
from mingbai.outbox.policies import KEEP, may_open_group


@transaction.atomic
def open_group(*, organisation: Organisation, name: str, by: User, keeper: str = "") -> GroupChat:
    require(may_open_group(by, organisation))
    row = GroupChat(
        organisation=organisation,
        name=one_line(name)[:80],
        keeper=one_line(keeper)[:50],
        opened_on=clock.today(),
    )
    if not row.name:
        raise ValidationError({"name": "请填写群名称。"})
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError({"name": "这个单位已经登记了同名的群。"}) from error
    _record("group_open", by, row)
    return row


@transaction.atomic
def close_group(*, group: GroupChat, by: User) -> GroupChat:
    """Not used any more; what was sent there stays on record."""
    row = GroupChat.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=group.pk)
    require(may_open_group(by, row.organisation))
    if row.closed_on is not None:
        raise Denied("这个群已经停用了。")
    row.closed_on = clock.today()
    row.save(update_fields=["closed_on"])
    _record("group_close", by, row)
    return row


def _record(verb: str, by: User, row: GroupChat) -> None:
    append(
        verb=f"outbox.{verb}",
        by=by,
        subject=row,
        organisation=row.organisation,
        role=acting_role(by, KEEP, row.organisation),
    )
