"""States of a review or court case, its verbs, and the words of table four."""

from typing import NamedTuple

from django.db import models


class Kind(models.TextChoices):
    REVIEW = "review", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class Group(models.TextChoices):
    """The three groups of table four, labelled as the form prints them."""

    REVIEW = "review", "行政复议"
    DIRECT = "litigation_direct", "未经复议直接起诉"
    AFTER_REVIEW = "litigation_after_review", "复议后起诉"


class Result(models.TextChoices):
    """The four columns of table four before the total, labelled as the form prints them."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


ENDINGS = (Result.UPHELD, Result.CORRECTED, Result.OTHER)
"""How a case can end."""


class Instance(models.TextChoices):
    FIRST = "first", "一审"
    SECOND = "second", "二审"


class Procedure(models.TextChoices):
    """Of a review. 行政复议法第五十三条：政府信息公开案件可以适用简易程序。"""

    NORMAL = "normal", "普通程序"
    SIMPLE = "simple", "简易程序"


class State(models.TextChoices):
    OPEN = "open", "正在审理"
    DECIDED = "decided", "已有结果，待落实"
    CLOSED = "closed", "已办结"
    VOID = "void", "登记作废"


class Verb(models.TextChoices):
    CORRECT = "correct", "更正登记"
    LINK = "link", "关联申请"
    RECORD = "record", "记录经过"
    STRIKE = "strike", "划去一条经过"
    ADD = "add", "加入材料"
    DROP = "drop", "撤下材料"
    DECIDE = "decide", "登记结果"
    AMEND = "amend", "更正结果"
    ORDER = "order", "登记重新答复"
    PREPARE = "prepare", "拟好重新答复"
    SIGN = "sign", "签发重新答复"
    SEND = "send", "送出重新答复"
    CLOSE = "close", "办结"
    REOPEN = "reopen", "重新打开"
    VOIDED = "void", "作废登记"


class Transition(NamedTuple):
    """From any of `states`, `verb` leads to `to`; None leaves the state as it is."""

    verb: Verb
    states: tuple[State, ...]
    to: State | None


_RUNNING = (State.OPEN, State.DECIDED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Verb.CORRECT, _RUNNING, None),
    Transition(Verb.LINK, _RUNNING, None),
    Transition(Verb.RECORD, _RUNNING, None),
    Transition(Verb.STRIKE, _RUNNING, None),
    Transition(Verb.ADD, _RUNNING, None),
    Transition(Verb.DROP, _RUNNING, None),
    Transition(Verb.DECIDE, (State.OPEN,), State.DECIDED),
    Transition(Verb.AMEND, (State.DECIDED,), None),
    Transition(Verb.ORDER, (State.DECIDED,), None),
    Transition(Verb.PREPARE, (State.DECIDED,), None),
    Transition(Verb.SIGN, (State.DECIDED,), None),
    Transition(Verb.SEND, (State.DECIDED,), None),
    Transition(Verb.CLOSE, (State.DECIDED,), State.CLOSED),
    Transition(Verb.REOPEN, (State.CLOSED,), State.DECIDED),
    Transition(Verb.VOIDED, _RUNNING, State.VOID),
)

_BY_VERB = {row.verb: row for row in TRANSITIONS}


def may_lead(state: str, verb: Verb) -> bool:
    """Whether the verb is possible in this state, whoever asks."""
    return state in _BY_VERB[verb].states


def state_after(state: str, verb: Verb) -> State:
    return _BY_VERB[verb].to or State(state)


class Event(models.TextChoices):
    """What happens in a case between its beginning and its end, as far as it counts for a deadline."""

    ANSWERED = "answered", "提交书面答复和证据"
    EVIDENCE = "evidence", "提交答辩状和证据"
    POSTPONED = "postponed", "法院准许延期提供证据"
    HEARD = "heard", "听取意见、听证或者开庭"
    EXTENDED = "extended", "批准延长审理期限"
    SUSPENDED = "suspended", "中止审理"
    RESUMED = "resumed", "恢复审理"


EVENTS_OF: dict[Kind, tuple[Event, ...]] = {
    Kind.REVIEW: (Event.ANSWERED, Event.HEARD, Event.EXTENDED, Event.SUSPENDED, Event.RESUMED),
    Kind.LITIGATION: (Event.EVIDENCE, Event.POSTPONED, Event.HEARD, Event.EXTENDED, Event.SUSPENDED,
                      Event.RESUMED),
}  # fmt: skip


class FileKind(models.TextChoices):
    NOTICE = "notice", "答复通知、应诉通知"
    COMPLAINT = "complaint", "申请书、起诉状副本"
    ANSWER = "answer", "书面答复、答辩状"
    EVIDENCE = "evidence", "证据和依据"
    DECISION = "decision", "决定书、判决书、裁定书"
    RENEWAL = "renewal", "重新答复"
    OTHER = "other", "其他材料"


class RenewalState(models.TextChoices):
    ORDERED = "ordered", "待拟写"
    PREPARED = "prepared", "待签发"
    SIGNED = "signed", "待送出"
    SENT = "sent", "已送出"
    DROPPED = "dropped", "不用了"


OPEN_RENEWALS = (RenewalState.ORDERED, RenewalState.PREPARED, RenewalState.SIGNED)


class DaysUnit(models.TextChoices):
    """How a decision counts the time it gives for a new answer."""

    WORKING = "working_day", "个工作日"
    CALENDAR = "calendar_day", "日（自然日）"
