"""How a list of households goes, what may be said against it, and the one table of what leads where."""

from typing import NamedTuple

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "待核对"
    CHECKED = "checked", "已核对，待签发"
    APPROVED = "approved", "已签发，待公示"
    POSTED = "posted", "公示中"
    STOPPED = "stopped", "有异议，暂停公示"
    ENDED = "ended", "公示结束"
    CORRECTED = "corrected", "已更正，另有新版"
    WITHDRAWN = "withdrawn", "已撤下"


class Verb(models.TextChoices):
    IMPORT = "import", "导入"
    CHECK = "check", "核对通过"
    RETURN = "return", "退回"
    APPROVE = "approve", "签发"
    POST = "post", "开始公示"
    CORRECT = "correct", "更正"
    WITHDRAW = "withdraw", "撤下"


BEFORE = (State.DRAFT, State.CHECKED, State.APPROVED)
RUNNING = (State.POSTED, State.STOPPED)
KNOWN_TO_THE_PUBLIC = (*RUNNING, State.ENDED)


class Transition(NamedTuple):
    verb: Verb
    states: tuple[State, ...]
    to: State


TRANSITIONS = (
    Transition(Verb.IMPORT, (State.DRAFT,), State.DRAFT),
    Transition(Verb.CHECK, (State.DRAFT,), State.CHECKED),
    Transition(Verb.RETURN, (State.CHECKED, State.APPROVED), State.DRAFT),
    Transition(Verb.APPROVE, (State.CHECKED,), State.APPROVED),
    Transition(Verb.POST, (State.APPROVED,), State.POSTED),
    Transition(Verb.CORRECT, KNOWN_TO_THE_PUBLIC, State.CORRECTED),
    Transition(Verb.WITHDRAW, (*BEFORE, *RUNNING), State.WITHDRAWN),
)


def leads_to(verb: str, state: str) -> State | None:
    """The state after `verb`; None where it may not happen."""
    return next((row.to for row in TRANSITIONS if row.verb == verb and state in row.states), None)


class ObjectionKind(models.TextChoices):
    AMOUNT = "amount", "金额、数量不对"
    NOT_DUE = "not_due", "不该有的在名单里"
    LEFT_OUT = "left_out", "该有的漏报了"
    OTHER = "other", "其他"


class ObjectionWay(models.TextChoices):
    WEB = "web", "网上"
    OWN = "own", "本户用查询码"
    ORAL = "oral", "口头、电话"
    LETTER = "letter", "书面"


class ObjectionState(models.TextChoices):
    OPEN = "open", "正在核查"
    UPHELD = "upheld", "情况属实，名单要更正"
    DISMISSED = "dismissed", "经核查，名单没有错"
