"""What applicants are told about their request, in plain words and without the names of staff."""

from dataclasses import dataclass
from datetime import date

from mingbai.foi.models import FoiRequest, Letter, Office, SealedFile
from mingbai.foi.queries.reckoning import clock_of
from mingbai.foi.rules.answering import RELEASING
from mingbai.foi.rules.clock import Clock
from mingbai.foi.rules.log import Event
from mingbai.foi.states import CLOSED, Kind, LetterState, State
from mingbai.letters.kinds import Kind as LetterKind

TO_APPLICANT = frozenset({
    LetterKind.RECEIPT, LetterKind.CLARIFICATION, LetterKind.REASONS, LetterKind.EXTENSION,
    LetterKind.CONSULTATION_NOTICE, LetterKind.FEE_NOTICE, LetterKind.ANSWER, LetterKind.CORRECTION_ANSWER,
})  # fmt: skip
"""Letters that are for the applicant; those to third parties and other organs are not shown."""

_WHO = {State.CLARIFYING: "等您补正", State.AWAITING_FEE: "等您缴费"}

_NEXT = {
    State.SUBMITTED: "工作人员会打电话或者用您留下的方式与您确认。双方确认的那一天算收到申请。",
    State.RECEIVED: "工作人员正在登记。",
    State.REGISTERED: "工作人员正在看申请是否清楚、完整。不清楚的会一次性告诉您怎样补正。",
    State.CLARIFYING: "请按补正告知书写明白再交上来。超过期限又没有正当理由的，视为放弃申请。",
    State.EXAMINING: "正在查找和办理。",
    State.AWAITING_FEE: "请按收费通知书缴费。缴费以后继续办理；逾期没有缴的，不再办理。",
    State.DRAFTED: "答复已经拟好，正在审查。",
    State.LEGALLY_CHECKED: "答复已经拟好，正在审查。",
    State.CHECKED: "答复已经审查，等待签发。",
    State.SIGNED: "答复已经签发，马上按您选的方式送达。",
    State.ANSWERED: "已经答复。对答复不服的，可以按答复书最后一段写的办法申请行政复议或者起诉。",
    State.ARCHIVED: "已经答复。对答复不服的，可以按答复书最后一段写的办法申请行政复议或者起诉。",
    State.WITHDRAWN: "您已经撤回这件申请，不再办理。",
    State.MERGED: "这件申请与您的另一件申请相同，合并在一起办理。",
    State.VOID: "这件申请没有受理，原因请打电话询问。",
}
_EVENTS = {
    Event.RECEIVED: "收到申请",
    Event.CLARIFICATION_SENT: "请您补正",
    Event.CLARIFIED: "收到您的补正，答复期限重新计算",
    Event.REASONS_ASKED: "请您说明理由",
    Event.REASONS_GIVEN: "收到您说明的理由",
    Event.EXTENDED: "批准延长答复期限",
    Event.DELAYED: "确定延迟答复的期限",
    Event.FEE_NOTICE_SENT: "发出收费通知",
    Event.FEE_PAID: "收到缴费，答复期限重新计算",
    Event.FEE_WAIVED: "免收信息处理费",
    Event.THIRD_PARTY_START: "征求第三方意见，这段时间不计入答复期限",
    Event.THIRD_PARTY_STOP: "征求第三方意见结束",
    Event.CO_PRODUCER_START: "征求共同制作机关意见，这段时间不计入答复期限",
    Event.CO_PRODUCER_STOP: "征求共同制作机关意见结束",
    Event.OTHER_ORGAN_START: "征求其他机关意见，这段时间不计入答复期限",
    Event.OTHER_ORGAN_STOP: "征求其他机关意见结束",
    Event.ANSWERED: "送出答复",
    Event.WITHDRAWN: "您撤回了申请",
    Event.LAPSED: "期限已过，不再办理，已经书面告知",
}


@dataclass(frozen=True)
class Progress:
    """`who` has the request, what comes `next` and `until` when; `lines` tell what happened so far."""

    stage: str
    who: str
    next: str
    until: date | None
    clock: Clock | None
    lines: tuple[tuple[date, str], ...]
    letters: tuple[Letter, ...]
    files: tuple[SealedFile, ...]
    """What is released to the applicant; empty until the answer was delivered."""


def progress(request: FoiRequest) -> Progress:
    """Where the request stands, for the person who made it."""
    state = State(request.state)
    office = Office.objects.filter(organisation=request.organisation).first()
    name, telephone = (office.name, office.telephone) if office else ("", request.organisation.telephone)
    counted = clock_of(request)
    entries = request.log.filter(struck_at=None, event__in=list(_EVENTS))
    return Progress(
        stage=_stage(request),
        who="" if state in CLOSED else _WHO.get(state, f"{request.organisation}（{name}，电话 {telephone}）"),
        next=_NEXT[state],
        until=_until(request, counted),
        clock=counted,
        lines=tuple((one.on, _EVENTS[Event(one.event)]) for one in entries),
        letters=tuple(_letters(request)),
        files=tuple(_released(request)),
    )


def _stage(request: FoiRequest) -> str:
    """Once answered, the outcome in words; archiving is a matter of the organ."""
    if request.state not in (State.ANSWERED, State.ARCHIVED):
        return str(request.get_state_display())
    return f"已答复：{request.get_leaf_display()}" if request.leaf else "已答复"


def _until(request: FoiRequest, counted: Clock | None) -> date | None:
    if counted is None or request.answered_on is not None:
        return None
    waits = [one.until for one in counted.waiting if one.until is not None]
    return waits[0] if waits else counted.due


def _letters(request: FoiRequest) -> list[Letter]:
    rows = request.letters.filter(state=LetterState.SENT, kind__in=TO_APPLICANT)
    return list(rows.select_related("word", "pdf"))


def _released(request: FoiRequest) -> list[SealedFile]:
    """The files of the parts that the answer releases; not of parts taken back, withheld or refused."""
    answered = request.state in (State.ANSWERED, State.ARCHIVED)
    if not answered or (request.kind == Kind.INFORMATION and request.leaf not in RELEASING):
        return []
    parts = request.parts.filter(is_released=True).values("released")
    return list(request.files.filter(kind=SealedFile.Kind.RELEASED, deleted_at=None, pk__in=parts))
