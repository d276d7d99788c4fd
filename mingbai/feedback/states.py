"""What is said about a page, how that goes, and the one table of what leads from one state to the next."""

from typing import NamedTuple

from django.db import models


class Kind(models.TextChoices):
    TYPO = "typo", "有错别字"
    FIGURE = "figure", "数字、日期、电话不对"
    BROKEN = "broken", "打不开、看不到"
    OUTDATED = "outdated", "内容过时了"
    UNCLEAR = "unclear", "看不懂"
    MISSING = "missing", "应该公开的没有公开"
    OTHER = "other", "其他意见"


class State(models.TextChoices):
    RECEIVED = "received", "等待处理"
    ACCEPTED = "accepted", "正在核实更正"
    REPUBLISHED = "republished", "网页已改，等待办结"
    CORRECTED = "corrected", "已更正"
    ANSWERED = "answered", "已答复"
    REJECTED = "rejected", "没有采纳"


class Verb(models.TextChoices):
    ACCEPT = "accept", "受理"
    REPUBLISH = "republish", "网页已更正"
    CORRECT = "correct", "以“已更正”办结"
    ANSWER = "answer", "以答复办结"
    REJECT = "reject", "不采纳"
    PASS_ON = "pass_on", "转给别的单位"


OPEN = (State.RECEIVED, State.ACCEPTED, State.REPUBLISHED)
CLOSED = (State.CORRECTED, State.ANSWERED, State.REJECTED)


class Transition(NamedTuple):
    verb: Verb
    states: tuple[State, ...]
    to: State


TRANSITIONS = (
    Transition(Verb.ACCEPT, (State.RECEIVED,), State.ACCEPTED),
    # The system's own: the page was published anew after it was accepted.
    Transition(Verb.REPUBLISH, (State.ACCEPTED,), State.REPUBLISHED),
    Transition(Verb.CORRECT, (State.ACCEPTED, State.REPUBLISHED), State.CORRECTED),
    Transition(Verb.ANSWER, OPEN, State.ANSWERED),
    Transition(Verb.REJECT, (State.RECEIVED, State.ACCEPTED), State.REJECTED),
    Transition(Verb.PASS_ON, (State.RECEIVED, State.ACCEPTED), State.RECEIVED),
)


def leads_to(verb: str, state: str) -> State | None:
    """The state after `verb`; None where it may not happen."""
    return next((row.to for row in TRANSITIONS if row.verb == verb and state in row.states), None)
