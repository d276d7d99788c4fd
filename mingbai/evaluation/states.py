"""States of inspections, findings, schemes, rounds and self-checks, and what may follow what."""

from dataclasses import dataclass

from django.db import models


class InspectionState(models.TextChoices):
    DRAWN = "drawn", "已抽取，待检查"
    UNDER_WAY = "under_way", "检查中"
    CLOSED = "closed", "已办结"


class FindingState(models.TextChoices):
    FOUND = "found", "已发现，待通知"
    NOTICED = "noticed", "已通知，待整改"
    ANSWERED = "answered", "已答复，待复查"
    SENT_BACK = "sent_back", "复查未通过，重新整改"
    RECHECKED = "rechecked", "复查通过"
    OBJECTED = "objected", "有异议，待裁定"
    UPHELD = "upheld", "异议不成立，待整改"
    CANCELLED = "cancelled", "已撤销"


class FindingVerb(models.TextChoices):
    NOTIFY = "notify", "发出整改通知"
    ANSWER = "answer", "答复整改"
    PASS = "pass", "复查通过"
    SEND_BACK = "send_back", "退回重新整改"
    OBJECT = "object", "提出异议"
    UPHOLD = "uphold", "驳回异议"
    CANCEL = "cancel", "撤销问题"
    DROP = "drop", "不再通知"
    SETTLE = "settle", "机器核对已改"


class SchemeState(models.TextChoices):
    DRAFT = "draft", "编制中"
    IN_USE = "in_use", "使用中"
    RETIRED = "retired", "已停用"


class SchemeVerb(models.TextChoices):
    USE = "use", "启用"
    RETIRE = "retire", "停用"


class RoundState(models.TextChoices):
    OPEN = "open", "单位自评中"
    SELF_SCORED = "self_scored", "自评结束，审核中"
    REVIEWED = "reviewed", "审核结果已发单位核对"
    OBJECTED = "objected", "有异议，复核中"
    FROZEN = "frozen", "结果已固定"


class RoundVerb(models.TextChoices):
    CLOSE_SELF = "close_self", "结束自评"
    REVIEW = "review", "发单位核对"
    OBJECT = "object", "提出异议"
    FREEZE = "freeze", "固定结果"


class SelfCheckState(models.TextChoices):
    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "已上报"
    RETURNED = "returned", "已退回补充"
    RECEIVED = "received", "已接收"


class SelfCheckVerb(models.TextChoices):
    EDIT = "edit", "填写"
    SUBMIT = "submit", "上报"
    RETURN = "return", "退回补充"
    RECEIVE = "receive", "接收"


@dataclass(frozen=True)
class Transition:
    """`verb` leads from any of `sources` to `to`; `to` None leaves the state as it is."""

    verb: str
    sources: frozenset[str]
    to: str | None


def _row(verb: models.TextChoices, to: models.TextChoices | None, *sources: models.TextChoices) -> Transition:
    return Transition(str(verb), frozenset(map(str, sources)), None if to is None else str(to))


F, FV = FindingState, FindingVerb
R, RV = RoundState, RoundVerb
C, CV = SelfCheckState, SelfCheckVerb

FINDING_TRANSITIONS = (
    _row(FV.NOTIFY, F.NOTICED, F.FOUND),
    _row(FV.DROP, F.CANCELLED, F.FOUND),
    _row(FV.ANSWER, F.ANSWERED, F.NOTICED, F.SENT_BACK, F.UPHELD),
    _row(FV.PASS, F.RECHECKED, F.ANSWERED),
    _row(FV.SEND_BACK, F.SENT_BACK, F.ANSWERED),
    # One objection per finding: after the decision it is answered, not argued again.
    _row(FV.OBJECT, F.OBJECTED, F.NOTICED),
    _row(FV.UPHOLD, F.UPHELD, F.OBJECTED),
    _row(FV.CANCEL, F.CANCELLED, F.OBJECTED),
    # Only what the machine found, and nobody by hand.
    _row(FV.SETTLE, F.RECHECKED, F.FOUND, F.NOTICED, F.ANSWERED, F.SENT_BACK, F.OBJECTED, F.UPHELD),
)

ROUND_TRANSITIONS = (
    _row(RV.CLOSE_SELF, R.SELF_SCORED, R.OPEN),
    _row(RV.REVIEW, R.REVIEWED, R.SELF_SCORED),
    _row(RV.OBJECT, R.OBJECTED, R.REVIEWED, R.OBJECTED),
    _row(RV.FREEZE, R.FROZEN, R.REVIEWED, R.OBJECTED),
)

SCHEME_TRANSITIONS = (
    _row(SchemeVerb.USE, SchemeState.IN_USE, SchemeState.DRAFT),
    _row(SchemeVerb.RETIRE, SchemeState.RETIRED, SchemeState.DRAFT, SchemeState.IN_USE),
)

SELFCHECK_TRANSITIONS = (
    _row(CV.EDIT, None, C.DRAFT, C.RETURNED),
    _row(CV.SUBMIT, C.SUBMITTED, C.DRAFT, C.RETURNED),
    _row(CV.RETURN, C.RETURNED, C.SUBMITTED),
    _row(CV.RECEIVE, C.RECEIVED, C.SUBMITTED),
)

WAITS_FOR_UNIT = frozenset({F.NOTICED, F.SENT_BACK, F.UPHELD})
"""States in which the organisation at fault has to act and its time runs."""

SETTLED = frozenset({F.RECHECKED, F.CANCELLED})
"""States after which nothing is due any more."""

OPEN_ROUND = frozenset({R.OPEN, R.SELF_SCORED, R.REVIEWED, R.OBJECTED})
"""States of a round in which numbers may still change."""


def transition(table: tuple[Transition, ...], verb: str, state: str) -> Transition | None:
    """The row of `table` that lets `verb` happen in `state`, or None."""
    return next((row for row in table if row.verb == verb and state in row.sources), None)
