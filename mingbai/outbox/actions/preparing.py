"""Putting a text into the outbox: the first one, and what a correction or a withdrawal asks for."""

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Posting, Rendering
from mingbai.channels.states import Channel, PostingState, RenderingKind
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import Denied, require
from mingbai.outbox.actions.recording import held, record, refuse, step
from mingbai.outbox.models import GroupChat, Message
from mingbai.outbox.policies import may_cancel, may_change, may_follow, may_prepare
from mingbai.outbox.queries import facts_of, open_job_of, receipt_of
from mingbai.outbox.rules.texts import withdrawal_text
from mingbai.outbox.states import OPEN, Purpose, State, Verb
from mingbai.outbox.values import Outlet
from mingbai.registers.models import MediaAccount

VARIANTS = ("short", "medium", "full")
ENTERED = "已经在“公开渠道”里登记过了"
TAKEN = "这一条已经在发件箱里了。"
LONGEST = 1000


@transaction.atomic
def prepare(
    *, information: Information, outlet: Outlet, rendering: Rendering, by: User, variant: str = ""
) -> Message:
    """A first text for an account or a group, with its planned posting. It goes out when it is released."""
    require(may_prepare(by, information, outlet))
    _check(information, outlet, rendering, variant)
    if _there(information, outlet):
        refuse("outlet", f"这一条已经发到“{outlet.of.name}”，或者正在等着发。")
    posting = channels.plan(
        information=information, channel=outlet.channel, by=by, outlet=outlet.of.name, rendering=rendering
    )
    if isinstance(outlet.of, GroupChat):
        # Whoever keeps the group has it to do, as with a board: `plan` knows no group.
        Posting.objects.filter(pk=posting.pk).update(organisation=outlet.of.organisation)
        posting.organisation = outlet.of.organisation
    return _entered(posting, outlet, Purpose.FIRST, by, rendering=rendering, variant=variant)


def _check(information: Information, outlet: Outlet, rendering: Rendering, variant: str) -> None:
    if rendering.kind != outlet.kind or rendering.information_id != information.pk:
        refuse("rendering", f"请选{outlet.kind.label}的稿子。")
    if rendering.kind == RenderingKind.GROUP and variant not in VARIANTS:
        refuse("variant", "请选发哪一种长度。")


def _there(information: Information, outlet: Outlet) -> bool:
    own = {"group": outlet.of} if isinstance(outlet.of, GroupChat) else {"account": outlet.of}
    rows = Message.objects.filter(posting__information=information, **own)
    up = rows.filter(posting__state=PostingState.UP)
    return rows.filter(state__in=OPEN).exists() or up.exists()


def _entered(posting: Posting, outlet: Outlet, purpose: Purpose, by: User, **values: object) -> Message:
    row = Message(
        posting=posting,
        organisation=outlet.of.organisation,
        account=outlet.of if isinstance(outlet.of, MediaAccount) else None,
        group=outlet.of if isinstance(outlet.of, GroupChat) else None,
        purpose=purpose,
        made_by=by,
        made_at=clock.now(),
        **values,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Denied(TAKEN) from error
    record("prepare", by, row, rendering=row.rendering_id)
    return row


@transaction.atomic
def prepare_correction(*, posting: Posting, rendering: Rendering, by: User, variant: str = "") -> Message:
    """What is out says something else now: the new text goes to the same account or group, as 更正."""
    require(may_follow(by, posting))
    outlet = _outlet_of(posting)
    if not is_listed(posting.information):
        raise Denied("这条信息已经撤回，不是更正。请用“删除或者说明”。")
    _check(posting.information, outlet, rendering, variant)
    return _entered(posting, outlet, Purpose.CORRECTION, by, rendering=rendering, variant=variant)


@transaction.atomic
def prepare_deletion(*, posting: Posting, by: User, text: str = "") -> Message:
    """Take it off the account; in a group, where nothing can be taken back, say that it was withdrawn."""
    require(may_follow(by, posting))
    outlet = _outlet_of(posting)
    if open_job_of(posting) is None:
        raise Denied("这一条没有要撤下的任务。")
    words = storable(text).strip()
    if outlet.channel == Channel.GROUP and not words:
        words = proposed_withdrawal(posting)
    if len(words) > LONGEST:
        refuse("text", f"最多 {LONGEST} 字。")
    return _entered(posting, outlet, Purpose.DELETION, by, text=words)


def proposed_withdrawal(posting: Posting) -> str:
    day = (posting.up_at or clock.now()).astimezone(clock.CHINA)
    return withdrawal_text(facts_of(posting.information), f"{day.month}月{day.day}日")


def _outlet_of(posting: Posting) -> Outlet:
    """The account or group it went out on; one entered by name alone cannot be followed here."""
    sent = receipt_of(posting)
    if sent is None:
        raise Denied("这一条不是从发件箱发出的，请在“渠道”里登记更正或者撤下。")
    return Outlet(sent.outlet)


@transaction.atomic
def use(*, message: Message, rendering: Rendering, by: User) -> Message:
    """Another text for what is not out yet, as after a correction of the record."""
    row = held(message)
    require(may_change(by, row))
    _check(row.posting.information, Outlet(row.outlet), rendering, row.variant)
    row.rendering, row.reason, row.tries = rendering, "", 0
    row.receipt = {}  # a draft that lies at the platform holds the old text
    row.save()
    Posting.objects.filter(pk=row.posting_id, state=PostingState.PLANNED).update(rendering=rendering)
    record("use", by, row, rendering=rendering.pk)
    return row


@transaction.atomic
def cancel(*, message: Message, by: User, reason: str) -> Message:
    """It is not sent after all; a job at the posting stays open."""
    row = held(message)
    require(may_cancel(by, row))
    if not storable(reason).strip():
        refuse("reason", "请写明为什么不发了。")
    step(row, Verb.CANCEL, by, reason=reason)
    if row.purpose == Purpose.FIRST and row.posting.state == PostingState.PLANNED:
        channels.cancel(posting=row.posting, by=by, reason=reason)
    return row


def follow(posting: Posting) -> None:
    """Of `channels.followers`: what waits goes on waiting only while it is still to be done, with a text
    that is still the record's. What this outbox itself enters carries its `out_at` already."""
    waiting = [State.DRAFT, State.QUEUED, State.FAILED]
    for found in Message.objects.filter(posting=posting, state__in=waiting, out_at=None):
        row = held(found)
        over = _over(row, posting)
        if over:
            step(row, Verb.CANCEL, None, reason=over)
        elif row.state == State.QUEUED and row.rendering is not None and not row.rendering.is_current:
            step(row, Verb.RECALL, None, reason="信息刚刚更正，请换成新的成稿再送发")


def _over(row: Message, posting: Posting) -> str:
    """Why there is nothing left to send; "" while there is."""
    if posting.state == PostingState.CANCELLED:
        return posting.end_note or "渠道安排已取消"
    if row.purpose == Purpose.FIRST:
        return ENTERED if posting.state != PostingState.PLANNED else ""
    return ENTERED if posting.state == PostingState.ENDED and open_job_of(posting) is None else ""
