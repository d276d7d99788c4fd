"""States of an information request, and the one table of what leads from one to the next.

Consultations, the wait for reasons and an extension run beside the work and change only the clock; they
are kept in the log of the request and not in its state. See `docs/foi-states.md`, which is generated.
"""

from typing import NamedTuple

from django.db import models


class State(models.TextChoices):
    SUBMITTED = "submitted", "已提交，待确认收到"
    RECEIVED = "received", "已收到，待登记"
    REGISTERED = "registered", "已登记，待审查"
    CLARIFYING = "clarifying", "等待申请人补正"
    EXAMINING = "examining", "正在办理"
    AWAITING_FEE = "awaiting_fee", "等待申请人缴费"
    DRAFTED = "drafted", "答复已拟，待法制审查"
    LEGALLY_CHECKED = "legally_checked", "待保密审查"
    CHECKED = "checked", "待签发"
    SIGNED = "signed", "已签发，待送达"
    ANSWERED = "answered", "已答复"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "申请人已撤回"
    MERGED = "merged", "已并入同一申请"
    VOID = "void", "登记作废"


class Verb(models.TextChoices):
    CONFIRM = "confirm", "确认收到"
    REGISTER = "register", "登记"
    ACCEPT = "accept", "审查通过，开始办理"
    ASK_CLARIFICATION = "ask_clarification", "告知补正"
    TAKE_CLARIFICATION = "take_clarification", "收到补正"
    ASK_REASONS = "ask_reasons", "要求说明理由"
    TAKE_REASONS = "take_reasons", "收到理由说明"
    DELAY = "delay", "确定合理延迟期限"
    CONSULT = "consult", "征求意见"
    TAKE_OPINION = "take_opinion", "征求意见结束"
    ASSIST = "assist", "请其他单位协办"
    PROPOSE_EXTENSION = "propose_extension", "提出延期"
    EXTEND = "extend", "批准延期"
    ASK_FEE = "ask_fee", "发出收费通知"
    WAIVE_FEE = "waive_fee", "免收信息处理费"
    TAKE_FEE = "take_fee", "收到缴费"
    SEARCH = "search", "记录检索"
    SEPARATE = "separate", "区分处理"
    DRAFT_ANSWER = "draft_answer", "拟写答复"
    CHECK_LAW = "check_law", "法制审查通过"
    CHECK_SECRECY = "check_secrecy", "保密审查通过"
    SEND_BACK = "send_back", "退回修改"
    SIGN = "sign", "签发答复"
    DELIVER = "deliver", "送达答复"
    ARCHIVE = "archive", "归档"
    WITHDRAW = "withdraw", "申请人撤回"
    MERGE = "merge", "并入同一申请"
    VOIDED = "void", "作废登记"
    MAKE_PUBLIC = "make_public", "转为主动公开"


class Transition(NamedTuple):
    """From any of `states`, `verb` leads to `to`; None leaves the state as it is.

    `action` is the row of the authorisation table that allows it, in the organisation that was asked.
    """

    verb: Verb
    states: tuple[State, ...]
    to: State | None
    action: str


HANDLE, CHECK, SECRECY, SIGN = "foi.handle", "foi.check", "foi.secrecy", "foi.sign"

_IN_HAND = (State.REGISTERED, State.EXAMINING)
_REVIEWING = (State.DRAFTED, State.LEGALLY_CHECKED, State.CHECKED)
_UNANSWERED = (
    State.SUBMITTED, State.RECEIVED, State.REGISTERED, State.CLARIFYING, State.EXAMINING,
    State.AWAITING_FEE, *_REVIEWING, State.SIGNED,
)  # fmt: skip
_ANSWERABLE = (State.EXAMINING, State.CLARIFYING, State.AWAITING_FEE)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Verb.CONFIRM, (State.SUBMITTED,), State.RECEIVED, HANDLE),
    Transition(Verb.REGISTER, (State.RECEIVED,), State.REGISTERED, HANDLE),
    Transition(Verb.ACCEPT, (State.REGISTERED,), State.EXAMINING, HANDLE),
    # 第三十条：申请内容不明确的，7个工作日内一次性告知补正。
    Transition(Verb.ASK_CLARIFICATION, _IN_HAND, State.CLARIFYING, HANDLE),
    Transition(Verb.TAKE_CLARIFICATION, (State.CLARIFYING,), State.EXAMINING, HANDLE),
    # 第三十五条：数量、频次明显超过合理范围的，可以要求说明理由。
    Transition(Verb.ASK_REASONS, (State.EXAMINING,), None, HANDLE),
    Transition(Verb.TAKE_REASONS, (State.EXAMINING,), None, HANDLE),
    Transition(Verb.DELAY, (State.EXAMINING,), None, SIGN),
    Transition(Verb.CONSULT, (State.EXAMINING,), None, HANDLE),
    Transition(Verb.TAKE_OPINION, (State.EXAMINING, *_REVIEWING, State.SIGNED), None, HANDLE),
    Transition(Verb.ASSIST, (State.EXAMINING,), None, HANDLE),
    Transition(Verb.PROPOSE_EXTENSION, (State.EXAMINING, *_REVIEWING), None, HANDLE),
    # 第三十三条：延长答复期限，须经政府信息公开工作机构负责人同意并告知申请人。
    Transition(Verb.EXTEND, (State.EXAMINING, *_REVIEWING), None, SIGN),
    Transition(Verb.ASK_FEE, (State.EXAMINING,), State.AWAITING_FEE, HANDLE),
    Transition(Verb.WAIVE_FEE, (State.AWAITING_FEE, State.EXAMINING), State.EXAMINING, SIGN),
    Transition(Verb.TAKE_FEE, (State.AWAITING_FEE,), State.EXAMINING, HANDLE),
    Transition(Verb.SEARCH, (State.EXAMINING,), None, HANDLE),
    Transition(Verb.SEPARATE, (State.EXAMINING,), None, HANDLE),
    # From waiting only when the time given has run out: the answer then says that it is not continued.
    Transition(Verb.DRAFT_ANSWER, _ANSWERABLE, State.DRAFTED, HANDLE),
    Transition(Verb.CHECK_LAW, (State.DRAFTED,), State.LEGALLY_CHECKED, CHECK),
    Transition(Verb.CHECK_SECRECY, (State.LEGALLY_CHECKED,), State.CHECKED, SECRECY),
    Transition(Verb.SIGN, (State.CHECKED,), State.SIGNED, SIGN),
    Transition(Verb.DELIVER, (State.SIGNED,), State.ANSWERED, HANDLE),
    Transition(Verb.ARCHIVE, (State.ANSWERED,), State.ARCHIVED, HANDLE),
    Transition(Verb.WITHDRAW, _UNANSWERED, State.WITHDRAWN, HANDLE),
    Transition(Verb.MERGE, (State.RECEIVED, State.REGISTERED, State.EXAMINING), State.MERGED, HANDLE),
    Transition(Verb.VOIDED, (State.SUBMITTED, State.RECEIVED), State.VOID, HANDLE),
    Transition(Verb.MAKE_PUBLIC, (State.ANSWERED, State.ARCHIVED), None, HANDLE),
)

SENT_BACK_BY: dict[State, str] = {State.DRAFTED: CHECK, State.LEGALLY_CHECKED: SECRECY, State.CHECKED: SIGN}
"""Whoever has the answer before them may send it back: state → action of the authorisation table."""

SENT_BACK_TO: dict[str, State] = {
    "": State.EXAMINING,
    "clarification": State.CLARIFYING,
    "fee": State.AWAITING_FEE,
}
"""Where a returned answer goes, by what the request was waiting for when the answer was drafted."""

WAITING_OR_WORKED_ON = frozenset(SENT_BACK_TO.values())
"""Between these a correction of the log may move a request."""

OPEN = frozenset(_UNANSWERED)
CLOSED = frozenset({State.ANSWERED, State.ARCHIVED, State.WITHDRAWN, State.MERGED, State.VOID})
COUNTED = frozenset(State) - {State.MERGED, State.VOID}
"""What the annual report counts: a request that is the same as another counts once, a voided one never."""


def transition(verb: Verb) -> Transition:
    """The row of a verb; KeyError for SEND_BACK, which depends on who has the answer."""
    return _BY_VERB[verb]


_BY_VERB = {row.verb: row for row in TRANSITIONS}


def may_lead(state: str, verb: Verb) -> bool:
    """Whether the verb is possible in this state, whoever asks."""
    if verb == Verb.SEND_BACK:
        return state in SENT_BACK_BY
    return state in transition(verb).states


def action_of(state: str, verb: Verb) -> str:
    """The action of the authorisation table that the verb needs in this state; KeyError where impossible."""
    if verb == Verb.SEND_BACK:
        return SENT_BACK_BY[State(state)]
    return transition(verb).action


class Kind(models.TextChoices):
    INFORMATION = "information", "获取政府信息"
    CORRECTION = "correction", "更正本人信息"


class ApplicantKind(models.TextChoices):
    """The six columns of table three of the annual report."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    PUBLIC_WELFARE = "public_welfare", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他组织"


class FormWanted(models.TextChoices):
    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文件"
    INSPECT = "inspect", "当面查阅、抄录"


class LetterState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SIGNED = "signed", "已签发"
    SENT = "sent", "已送出"
    DROPPED = "dropped", "不用了"


class Party(models.TextChoices):
    """Who is asked for an opinion, and what silence means."""

    THIRD_PARTY = "third_party", "第三方"
    CO_PRODUCER = "co_producer", "共同制作机关"
    OTHER_ORGAN = "other_organ", "其他机关"


class Opinion(models.TextChoices):
    AGREES = "agrees", "同意公开"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "逾期没有提出意见"


class Step(models.TextChoices):
    """The links of the chain, each with an owner and an internal limit (`foi.step.*`)."""

    REGISTER = "register", "登记"
    EXAMINE = "examine", "审查"
    DRAFT = "draft", "拟写答复"
    LAW = "law", "法制审查"
    SECRECY = "secrecy", "保密审查"
    SIGN = "sign", "签发"
    DELIVER = "deliver", "送达"
    ARCHIVE = "archive", "归档"


STEP_IN: dict[State, Step] = {
    State.SUBMITTED: Step.REGISTER,
    State.RECEIVED: Step.REGISTER,
    State.REGISTERED: Step.EXAMINE,
    State.EXAMINING: Step.DRAFT,
    State.DRAFTED: Step.LAW,
    State.LEGALLY_CHECKED: Step.SECRECY,
    State.CHECKED: Step.SIGN,
    State.SIGNED: Step.DELIVER,
    State.ANSWERED: Step.ARCHIVE,
}
"""Which link a request is in; while it waits for the applicant it is in none."""

STEP_ACTION: dict[Step, str] = {
    Step.REGISTER: HANDLE, Step.EXAMINE: HANDLE, Step.DRAFT: HANDLE, Step.LAW: CHECK,
    Step.SECRECY: SECRECY, Step.SIGN: SIGN, Step.DELIVER: HANDLE, Step.ARCHIVE: HANDLE,
}  # fmt: skip
