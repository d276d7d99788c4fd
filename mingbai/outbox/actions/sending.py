"""The round that sends by itself. Nothing is sent twice: a step whose end is not known goes to a person.

Each row is taken by one guarded write, sent outside any transaction, and settled by another guarded write
that names the moment it was taken: whoever comes too late finds nothing to settle.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from mingbai.channels.states import ProofKind, RenderingKind
from mingbai.channels.values import Given
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.actions import Draft, notify_many
from mingbai.outbox.actions.recording import held, record, rows, step
from mingbai.outbox.actions.releasing import apply
from mingbai.outbox.adapters import Adapter, adapter_of, sends_itself
from mingbai.outbox.models import Message
from mingbai.outbox.policies import is_fit
from mingbai.outbox.queries import address_of, receipt_of
from mingbai.outbox.states import Purpose, State, Verb
from mingbai.outbox.values import Accepted, Outcome, Outgoing, Refused, Unclear

AT_ONCE = 10
MOST_TRIES = 4
WAIT = timedelta(minutes=5)
ASK_AGAIN = timedelta(minutes=2)
DEAD = timedelta(minutes=15)
"""Far beyond what the requests of one message may take: such a row has lost its worker."""

LONGEST_LOOK = timedelta(days=2)
INTERRUPTED = "发送时程序中断，不清楚发出来没有。请打开账号看一看"
NEVER_ANSWERED = "平台两天都没有给出发布结果。请打开账号看一看"


def send_due() -> str:
    """The round: doubts first, then what the platforms are asked about, then what is to go out."""
    doubted = sum(_doubt_dead(pk) for pk in _dead())
    looked = sum(_look(row) for row in _waiting()[:AT_ONCE])
    sent, resting = 0, set[int]()
    for row in _due()[: AT_ONCE * 5]:
        if sent >= AT_ONCE or row.account_id in resting or not sends_itself(row):
            continue
        sent += 1
        if _sent(row):
            resting.add(row.account_id)
    return (
        f"新媒体发送 {sent} 条，查询 {looked} 条，转人工核对 {doubted} 条" if sent + looked + doubted else ""
    )


def _due() -> Any:
    now = clock.now()
    due = Q(not_before=None) | Q(not_before__lte=now)
    return rows().filter(due, state=State.QUEUED, account__isnull=False).order_by("released_at", "pk")


def _waiting() -> Any:
    now = clock.now()
    due = Q(not_before=None) | Q(not_before__lte=now)
    return rows().filter(due, state=State.SENT, out_at=None, account__isnull=False).order_by("pk")


def _dead() -> list[int]:
    late = clock.now() - DEAD
    stuck = Message.objects.filter(state=State.SENDING, sending_since__lt=late)
    return list(stuck.values_list("pk", flat=True))


@transaction.atomic
def _doubt_dead(pk: int) -> bool:
    row = rows().select_for_update(of=("self",)).get(pk=pk)
    if row.state != State.SENDING:
        return False
    _doubt(row, INTERRUPTED)
    return True


def _doubt(row: Message, reason: str, **values: Any) -> None:
    step(row, Verb.DOUBT, None, reason=reason, **values)
    _tell(row, f"“{row.posting.title[:60]}”发到{row.outlet.name}的结果不清楚，请人工核对。", True)


def _tell(row: Message, text: str, urgent: bool) -> None:
    """Whoever released it, and whoever put it into the outbox."""
    people = {one.pk: one for one in (row.released_by, row.made_by) if one is not None}
    key = f"outbox:{row.pk}:{row.state}:{row.tries}"
    notify_many(Draft(one, text, key, row.get_absolute_url(), urgent) for one in people.values())


def _sent(found: Message) -> bool:
    """Take one row, send it, settle it; True when its account is better left alone for this round."""
    row = _take(found)
    adapter = adapter_of(found.account)
    if row is None or adapter is None:
        return False
    since = row.sending_since
    assert since is not None
    outcome = _ask(adapter, row, since)
    _settle(row, since, outcome)
    return isinstance(outcome, Refused) and outcome.again or isinstance(outcome, Unclear)


@transaction.atomic
def _take(found: Message) -> Message | None:
    """Only what is still released, and still the record's text; None when somebody else has it."""
    row = held(found)
    if row.state != State.QUEUED:
        return None
    fit = is_fit(row, row.released_by)
    if not fit:
        step(row, Verb.FAIL, None, reason=fit.reason)
        _tell(row, f"“{row.posting.title[:60]}”没有发到{row.outlet.name}：{fit.reason}", True)
        return None
    step(row, Verb.TAKE, None, sending_since=clock.now(), tries=row.tries + 1)
    return row


def _ask(adapter: Adapter, row: Message, since: datetime) -> Outcome:
    """Outside any transaction. A fault of our own leaves it open whether it is out."""
    try:
        if row.purpose == Purpose.DELETION:
            sent = receipt_of(row.posting)
            return adapter.delete(sent.receipt if sent else {})

        def keep(receipt: dict[str, Any]) -> None:
            mine = Message.objects.filter(pk=row.pk, state=State.SENDING, sending_since=since)
            mine.update(receipt={**row.receipt, **receipt})

        return adapter.send(_outgoing(row), keep)
    except Exception:  # whatever it is: the row must not be sent again by itself
        return Unclear(INTERRUPTED)


def _outgoing(row: Message) -> Outgoing:
    assert row.rendering is not None
    content = row.rendering.content
    address = address_of(row.posting.information)
    if row.rendering.kind != RenderingKind.WECHAT:
        return Outgoing(text=content["text"], address=address)
    return Outgoing(
        title=content["title"],
        digest=content["digest"],
        author=content["author"],
        html=content["html"],
        address=address,
        receipt=row.receipt,
    )


@transaction.atomic
def _settle(found: Message, since: datetime, outcome: Outcome) -> None:
    row = held(found)
    if row.state != State.SENDING or row.sending_since != since:
        # Somebody gave it up meanwhile; what the platform said is kept for the person who looks.
        if isinstance(outcome, Accepted) and row.sending_since == since:
            Message.objects.filter(pk=row.pk).update(receipt={**row.receipt, **outcome.receipt})
        return
    if isinstance(outcome, Unclear):
        _doubt(row, outcome.reason, receipt={**row.receipt, **outcome.receipt})
    elif isinstance(outcome, Refused):
        _refused(row, outcome)
    else:
        receipt, wait = {**row.receipt, **outcome.receipt}, clock.now() + ASK_AGAIN
        step(row, Verb.ACCEPT, None, receipt=receipt, url=outcome.url, not_before=wait)
        if outcome.final:
            _out(row)


def _refused(row: Message, outcome: Refused) -> None:
    if outcome.again and row.tries < MOST_TRIES:
        later = clock.now() + WAIT * 3 ** (row.tries - 1)
        step(row, Verb.PUT_BACK, None, reason=outcome.reason, not_before=later, sending_since=None)
        return
    step(row, Verb.FAIL, None, reason=outcome.reason)
    _tell(row, f"“{row.posting.title[:60]}”没有发到{row.outlet.name}：{outcome.reason}。", False)


def _look(found: Message) -> bool:
    """Ask the platform what became of what it took."""
    adapter = adapter_of(found.account)
    if adapter is None:
        return False
    outcome = adapter.look(found.receipt)
    with transaction.atomic():
        row = held(found)
        if row.state == State.SENT and row.out_at is None:
            _looked(row, outcome)
    return True


def _looked(row: Message, outcome: Outcome) -> None:
    if isinstance(outcome, Accepted) and outcome.final:
        row.receipt, row.url = outcome.receipt, outcome.url
        row.save(update_fields=["receipt", "url"])
        _out(row)
    elif isinstance(outcome, Unclear):
        _doubt(row, outcome.reason)
    elif isinstance(outcome, Refused) and not outcome.again:
        step(row, Verb.FAIL, None, reason=outcome.reason)
        _tell(row, f"“{row.posting.title[:60]}”没有发到{row.outlet.name}：{outcome.reason}。", True)
    elif row.sending_since is not None and row.sending_since < clock.now() - LONGEST_LOOK:
        _doubt(row, NEVER_ANSWERED)
    else:
        Message.objects.filter(pk=row.pk).update(not_before=clock.now() + ASK_AGAIN)


def _out(row: Message) -> None:
    """Enter it at the posting on behalf of whoever released it; what cannot be entered waits for a person."""
    assert row.released_by is not None
    said = "；".join(f"{name} {value}" for name, value in sorted(row.receipt.items()) if value)
    proof = Given(ProofKind.RECEIPT, f"平台回执：{row.url} {said}"[:500])
    try:
        with transaction.atomic():
            apply(row, row.released_by, note="系统发送，平台已给回执", proofs=[proof])
    except (Denied, ValidationError) as problem:
        row.out_at = None
        words = problem.reason if isinstance(problem, Denied) else "".join(problem.messages)
        _doubt(row, f"平台已经发出，但没有登记上：{words}")
        return
    row.save(update_fields=["out_at"])
    record("out", None, row, receipt=bool(row.receipt))
    _tell(row, f"“{row.posting.title[:60]}”已经发到{row.outlet.name}，请打开看一看，然后登记核对。", False)
