"""What this person can do with a request now, and which of it is the one next thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.casework.queries.lists import ANSWERS
from mingbai.casework.views.verbs import BY_NAME
from mingbai.foi.actions.linking import owners_of
from mingbai.foi.actions.sending import ASKED_WITH
from mingbai.foi.models import Consultation, FoiRequest, Letter
from mingbai.foi.policies import HANDLE, PAPERS, may_do, may_sign_letter
from mingbai.foi.rules.clock import Clock
from mingbai.foi.rules.log import Event
from mingbai.foi.states import CLOSED, LetterState, Party, State, Step, Verb
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib import clock
from mingbai.organisations.policies import may

LATER = 100
SEPARATE = "放入要提供的文件、区分处理"


@dataclass(frozen=True)
class Offer:
    """A button. The one with the smallest `weight` is the next thing; from LATER on it is only possible.

    `why` says in a sentence why it is next; `beside`: often needed, stands in sight beside the next thing.
    """

    label: str
    url: str
    weight: int = LATER
    why: str = ""
    danger: bool = False
    beside: bool = False


@dataclass(frozen=True)
class Offers:
    """`main` is None when nothing waits for this person; `waits` then says for whom it does."""

    main: Offer | None
    others: list[Offer]
    waits: str
    beside: list[Offer] = field(default_factory=list)


_NEXT: dict[Verb, tuple[int, str]] = {
    Verb.CONFIRM: (40, "申请人提交了申请，要与他确认收到。确认那一天起算期限。"),
    Verb.REGISTER: (40, "写一句内容摘要，定经办人。"),
    Verb.ACCEPT: (40, "看看身份、联系方式、要什么信息写得清不清楚。不清楚的，写补正告知书。"),
    Verb.TAKE_CLARIFICATION: (40, "已告知申请人补正。收到以后在这里登记。"),
    Verb.TAKE_FEE: (40, "已发收费通知。缴费以后在这里登记。"),
    Verb.CHECK_LAW: (40, "答复已经拟好，请看事实、依据、救济告知对不对。"),
    Verb.CHECK_SECRECY: (40, "请看准备提供的内容能不能公开（第十七条）。"),
    Verb.SIGN: (40, "两道审查都通过了，请看答复书，没有问题就签发。"),
    Verb.DELIVER: (40, "答复已签发，请送达并登记方式和日期。"),
    Verb.ARCHIVE: (40, "已经答复，材料齐了就归档。"),
}
"""What follows from the state alone."""

LAST = 2 * LATER
_OFTEN = frozenset({State.REGISTERED, State.EXAMINING})
"""States in which something may turn out to be unclear."""

_MORE = (
    "void", "withdraw", "merge", "reasons", "delay", "consult", "extension", "fee", "fee-waive",
    "search", "send-back",
)  # fmt: skip
_WRITE = {
    Verb.ASK_CLARIFICATION: LetterKind.CLARIFICATION,
    Verb.ASK_REASONS: LetterKind.REASONS,
    Verb.ASSIST: LetterKind.ASSISTANCE,
}
_ONCE: dict[Verb, str] = {
    Verb.ASK_CLARIFICATION: Event.CLARIFICATION_SENT,
    Verb.ASK_REASONS: Event.REASONS_ASKED,
}
"""What is asked of an applicant only once (第三十条：一次性告知)."""


def offers(user: User, row: FoiRequest, counted: Clock | None) -> Offers:
    """Everything this person may do now; `counted` is the clock as read for the page."""
    found = sorted(
        [
            *_of_state(user, row, counted),
            *_of_letters(user, row),
            *_of_consultations(user, row),
            *_of_extension(user, row),
            *_others(user, row),
        ],
        key=lambda one: one.weight,
    )
    main = found[0] if found and found[0].weight < LATER else None
    rest = [one for one in found if one is not main]
    return Offers(
        main,
        [one for one in rest if not one.beside],
        "" if main else _waits(row, counted),
        [one for one in rest if one.beside],
    )


def _to(name: str, *args: int | str) -> str:
    return reverse(f"casework:{name}", args=args)


def _of_state(user: User, row: FoiRequest, counted: Clock | None) -> Iterator[Offer]:
    over = any(one.until and one.until < clock.today() for one in (counted.waiting if counted else ()))
    for name, page in BY_NAME.items():
        if page.verb in _NEXT and may_do(user, row, page.verb):
            weight, why = _NEXT[page.verb]
            waits = page.verb in (Verb.TAKE_CLARIFICATION, Verb.TAKE_FEE)
            yield Offer(page.heading, _to(name, row.pk), LATER - 1 if waits and not over else weight, why)
    if may_do(user, row, Verb.DRAFT_ANSWER) and (row.state == State.EXAMINING or over):
        why = (
            "给的时间已经过了，可以答复不再处理。"
            if over
            else "信息找好、意见征求完了，就选定结果、拟写答复。"
        )
        yield Offer("拟写答复", _to("answer", row.pk), 30 if over else 50, why)


def _of_letters(user: User, row: FoiRequest) -> Iterator[Offer]:
    for letter in row.letters.filter(state__in=(LetterState.DRAFT, LetterState.SIGNED)).exclude(
        kind__in=ANSWERS
    ):
        words = letter.get_kind_display()
        if letter.state == LetterState.DRAFT and may_sign_letter(user, letter):
            weight = LATER if letter.kind in PAPERS else 20
            yield Offer(
                f"签发{words}", _to("letter", row.pk, letter.pk), weight, f"{words}已经拟好，等您签发。"
            )
        elif letter.state == LetterState.SIGNED and letter.kind not in PAPERS and _handles(user, row):
            yield Offer(
                f"送出{words}", _to("letter-send", row.pk, letter.pk), 20, f"{words}已经签发，请送出并登记。"
            )


def _handles(user: User, row: FoiRequest) -> bool:
    return bool(may(user, HANDLE, row.organisation)) and row.state not in (State.MERGED, State.VOID)


def _of_consultations(user: User, row: FoiRequest) -> Iterator[Offer]:
    if not may_do(user, row, Verb.TAKE_OPINION):
        return
    for one in row.consultations.filter(ended_on=None).prefetch_related("letters"):
        yield from _of_consultation(row, one)


def _of_consultation(row: FoiRequest, one: Consultation) -> Iterator[Offer]:
    who = f"{one.get_party_display()}{one.sequence}"
    if one.sent_on is None:
        if not any(letter.state != LetterState.DROPPED for letter in one.letters.all()):
            url = f"{_to('letter-new', row.pk, ASKED_WITH[Party(one.party)].value)}?consultation={one.pk}"
            yield Offer(f"写征求意见书（{who}）", url, 25, "已经决定征求意见，请写征求意见书。")
        return
    over = one.due_on is not None and one.due_on < clock.today()
    why = "对方提意见的时间已经过了，请登记结果，期限接着数。" if over else "收到对方意见以后在这里登记。"
    yield Offer(f"登记意见（{who}）", _to("opinion", row.pk, one.pk), 30 if over else 60, why)
    if one.received_on is None and one.party != Party.OTHER_ORGAN:
        why = "对方收到以后登记日期，15 个工作日从那天起数。"
        yield Offer(f"登记对方收到（{who}）", _to("party-received", row.pk, one.pk), 35, why)


def _of_extension(user: User, row: FoiRequest) -> Iterator[Offer]:
    extension = getattr(row, "extension", None)
    if extension is None:
        return
    if extension.approved_on is None and not extension.refused_reason and may_do(user, row, Verb.EXTEND):
        yield Offer("审批延期", _to("extension-decide", row.pk), 10, "经办人提出延期，等您决定。")
    told = row.letters.filter(kind=LetterKind.EXTENSION).exclude(state=LetterState.DROPPED)
    if extension.approved_on and _handles(user, row) and row.state not in CLOSED and not told.exists():
        url = _to("letter-new", row.pk, LetterKind.EXTENSION.value)
        yield Offer("写延期告知书", url, 15, "延期已批准，要告知申请人。")


def _others(user: User, row: FoiRequest) -> Iterator[Offer]:
    for name in _MORE:
        page = BY_NAME[name]
        if may_do(user, row, page.verb) and _makes_sense(name, row):
            weight = {"void": LAST, "withdraw": LAST + 1}.get(name, LATER)
            beside = name == "search" and row.state == State.EXAMINING
            yield Offer(page.heading, _to(name, row.pk), weight, danger=page.danger, beside=beside)
    happened = set(row.log.filter(struck_at=None).values_list("event", flat=True))
    for verb, kind in _WRITE.items():
        if _ONCE.get(verb) not in happened and may_do(user, row, verb):
            beside = verb == Verb.ASK_CLARIFICATION and row.state in _OFTEN
            yield Offer(f"写{kind.label}", _to("letter-new", row.pk, kind.value), beside=beside)
    if may_do(user, row, Verb.SEPARATE):
        yield Offer(SEPARATE, _to("parts", row.pk), beside=row.state == State.EXAMINING)
    if row.made_public_id is None and may_do(user, row, Verb.MAKE_PUBLIC):
        yield Offer("转为主动公开", _to("public", row.pk))
    if may(user, HANDLE, row.organisation) and row.state not in CLOSED:
        if row.received_on and not row.letters.filter(kind=LetterKind.RECEIPT).exists():
            yield Offer("出收件回执", _to("receipt", row.pk))
        yield Offer("换经办人", _to("assign", row.pk))
        yield Offer("标为重复申请", _to("repeat", row.pk))


def _makes_sense(name: str, row: FoiRequest) -> bool:
    """Leaves out what the state allows but nothing calls for."""
    if name in ("reasons", "delay"):
        events = set(row.log.filter(struck_at=None).values_list("event", flat=True))
        needed = Event.REASONS_ASKED if name == "reasons" else Event.REASONS_GIVEN
        return needed in events and (name == "delay" or Event.REASONS_GIVEN not in events)
    if name == "extension":
        extension = getattr(row, "extension", None)
        return extension is None or bool(extension.refused_reason)
    if name == "fee-waive":
        fee = getattr(row, "fee", None)
        return fee is not None and fee.amount > 0 and fee.paid_on is None and fee.waived_by_id is None
    return True


def _waits(row: FoiRequest, counted: Clock | None) -> str:
    """Who has it now, when this person has nothing to do."""
    if row.state in CLOSED:
        return "这件申请已经结束，不用再办。"
    if counted and counted.waiting:
        until = counted.waiting[0].until
        return f"现在{row.get_state_display()}{f'，到 {until} 为止' if until else ''}。"
    if not row.step:
        return f"现在是“{row.get_state_display()}”。"
    people = "、".join(str(one) for one in owners_of(row, Step(row.step))) or "本单位还没有能办这一步的人"
    return f"现在不用您办。在“{Step(row.step).label}”这一步，由{people}办理。"


def kinds_to_write(user: User, row: FoiRequest) -> list[tuple[str, str]]:
    """The letters that may be begun from the list of letters: all but answers, which are drafted."""
    if not _handles(user, row):
        return []
    left_out = (*ANSWERS, LetterKind.THIRD_PARTY_CONSULTATION, LetterKind.CO_PRODUCER_CONSULTATION)
    return [(one.value, one.label) for one in LetterKind if one not in left_out]


def letters_of(row: FoiRequest) -> list[Letter]:
    return list(row.letters.select_related("written_by", "signed_by", "word", "pdf", "proof", "consultation"))
