"""What goes out, how far it has come, and the one table of what leads from one state to the next."""

from typing import NamedTuple

from django.db import models


class Purpose(models.TextChoices):
    FIRST = "first", "发布"
    CORRECTION = "correction", "更正"
    DELETION = "deletion", "删除"


class State(models.TextChoices):
    DRAFT = "draft", "待送发"
    QUEUED = "queued", "已同意送发"
    SENDING = "sending", "正在发送"
    SENT = "sent", "平台已受理"
    UNCLEAR = "unclear", "请人工核对"
    FAILED = "failed", "没有发出"
    CONFIRMED = "confirmed", "已核对"
    CANCELLED = "cancelled", "已取消"


class Verb(models.TextChoices):
    QUEUE = "queue", "送发"
    RECALL = "recall", "撤回送发"
    TAKE = "take", "开始发送"
    PUT_BACK = "put_back", "稍后再试"
    ACCEPT = "accept", "平台受理"
    FAIL = "fail", "记下没有发出"
    DOUBT = "doubt", "转人工核对"
    CONFIRM = "confirm", "登记已经发出"
    DENY = "deny", "登记确实没有发出"
    CANCEL = "cancel", "取消"


OPEN = (State.DRAFT, State.QUEUED, State.SENDING, State.SENT, State.UNCLEAR, State.FAILED)
TO_SEND = (State.DRAFT, State.QUEUED, State.SENDING)
TO_CONFIRM = (State.SENT, State.UNCLEAR)
BY_HAND = (State.QUEUED, State.FAILED, State.SENT, State.UNCLEAR)
"""Where a person may say that it is out: after somebody released it, never before."""


class Transition(NamedTuple):
    verb: Verb
    states: tuple[State, ...]
    to: State


TRANSITIONS = (
    Transition(Verb.QUEUE, (State.DRAFT, State.FAILED), State.QUEUED),
    Transition(Verb.RECALL, (State.QUEUED,), State.DRAFT),
    Transition(Verb.TAKE, (State.QUEUED,), State.SENDING),
    Transition(Verb.PUT_BACK, (State.SENDING,), State.QUEUED),
    Transition(Verb.ACCEPT, (State.SENDING,), State.SENT),
    Transition(Verb.FAIL, (State.SENDING, State.SENT, State.QUEUED), State.FAILED),
    Transition(Verb.DOUBT, (State.SENDING, State.SENT), State.UNCLEAR),
    Transition(Verb.CONFIRM, BY_HAND, State.CONFIRMED),
    Transition(Verb.DENY, (State.UNCLEAR, State.SENT), State.FAILED),
    Transition(Verb.CANCEL, (State.DRAFT, State.QUEUED, State.FAILED), State.CANCELLED),
)


def leads_to(verb: str, state: str) -> State | None:
    """The state after `verb`; None where it may not happen."""
    return next((row.to for row in TRANSITIONS if row.verb == verb and state in row.states), None)
