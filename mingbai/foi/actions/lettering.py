"""Letters: written from a template, signed by a second person, sent, and proven to have arrived."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.documents.official.typefaces import NoChineseFont
from mingbai.foi.actions.files import keep
from mingbai.foi.actions.linking import holders
from mingbai.foi.actions.recording import locked, log
from mingbai.foi.models import Consultation, FeeNotice, FoiRequest, Letter, Office, SealedFile
from mingbai.foi.policies import HANDLE, PAPERS, may_sign_letter, may_write_letter
from mingbai.foi.queries.letters import as_stored, values_of
from mingbai.foi.queries.reckoning import clock_of
from mingbai.foi.rules.delivery import DeliveryWay, WrongDelivery, answered_on
from mingbai.foi.rules.log import Event
from mingbai.foi.sealing import seal
from mingbai.foi.states import SIGN, LetterState, State
from mingbai.foi.values import Upload, wrong_files
from mingbai.ledger.actions import append
from mingbai.letters import exports
from mingbai.letters.actions import take_number
from mingbai.letters.kinds import Kind
from mingbai.letters.queries import compose
from mingbai.letters.rules import Composed
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.notifications.actions import Draft, notify_many, settle
from mingbai.organisations.policies import may

UNNUMBERED = frozenset(
    {Kind.RECEIPT, Kind.DELIVERY_PROOF, Kind.REQUEST_FORM, Kind.REGISTER_SHEET, Kind.APPROVAL_SHEET,
     Kind.CONSULTATION_CONFIRMATION}
)  # fmt: skip
GIVEN_TIMES = {Kind.CLARIFICATION: "补正期限", Kind.REASONS: "说明理由期限", Kind.ASSISTANCE: "协办期限"}
ANSWERS = frozenset({Kind.ANSWER, Kind.CORRECTION_ANSWER})


@transaction.atomic
def write_letter(
    *,
    request: FoiRequest,
    kind: str,
    values: Mapping[str, Any],
    by: User,
    leaf: str = "",
    variant: str = "",
    consultation: Consultation | None = None,
) -> Letter:
    """Begin a letter; `values` by the Chinese names its template knows (`letters.queries.names`).

    ValidationError names every value that is missing. Answers come from `draft_answer`, not from here.
    """
    if kind in ANSWERS:
        raise ValueError("answers are drafted with draft_answer")
    return new_letter(request, kind, values, by, leaf, variant, consultation)


def new_letter(
    request: FoiRequest,
    kind: str,
    values: Mapping[str, Any],
    by: User,
    leaf: str = "",
    variant: str = "",
    consultation: Consultation | None = None,
) -> Letter:
    """The letter itself, within the caller's verb."""
    require(may_write_letter(by, request))
    _refuse_past(kind, values)
    composed(request, kind, leaf, variant, values)
    letter = Letter.objects.create(
        request=request, kind=kind, leaf=leaf, variant=variant, values=sealed(values), written_by=by,
        written_at=clock.now(), consultation=consultation,
    )  # fmt: skip
    _trail("foi.letter_write", letter, by)
    _tell_signers(letter, by)
    return letter


def _tell_signers(letter: Letter, by: User) -> None:
    """Answers go through the links; other letters over which a second person decides are told here."""
    if letter.kind in ANSWERS or letter.kind in PAPERS:
        return
    text = f"依申请公开 {letter.request.number} 的{letter.get_kind_display()}等您签发。"
    people = [one for one in holders(letter.request.organisation, SIGN) if one != by]
    notify_many(Draft(one, text, _key(letter), _place(letter)) for one in people)


def _key(letter: Letter) -> str:
    return f"foi:{letter.request_id}:letter:{letter.pk}:"


def _place(letter: Letter) -> str:
    return f"/desk/foi/{letter.request_id}/letters/{letter.pk}/"


def _refuse_past(kind: str, values: Mapping[str, Any]) -> None:
    """A time that others are given lies ahead; ValidationError by the value's name."""
    name = GIVEN_TIMES.get(Kind(kind), "")
    day = values.get(name)
    if isinstance(day, date) and day <= clock.today():
        raise ValidationError({name: f"{name}（{day}）应当在今天以后，请留出合理的时间。"})


def composed(
    request: FoiRequest, kind: str, leaf: str, variant: str, values: Mapping[str, Any], number: str = ""
) -> Composed:
    """The text of the letter; the day it bears is that on which it is signed."""
    filled = {**values, "落款日期": clock.today()}
    if number:
        filled["文号"] = number
    online = kind in ANSWERS and request.delivery_wanted in (DeliveryWay.ONLINE, DeliveryWay.EMAIL)
    return compose(
        kind=kind, leaf=leaf, variant=variant, values=filled, organisation=request.organisation, online=online
    )


def sealed(values: Mapping[str, Any]) -> bytes:
    return seal(json.dumps(as_stored(values), ensure_ascii=False).encode())


@transaction.atomic
def rewrite_letter(*, letter: Letter, values: Mapping[str, Any], by: User) -> Letter:
    """Change a letter that is not signed; whoever changes it counts as its writer."""
    held = _draft(letter)
    require(may_write_letter(by, held.request))
    _refuse_past(held.kind, values)
    composed(held.request, held.kind, held.leaf, held.variant, values)
    held.values, held.written_by, held.written_at = sealed(values), by, clock.now()
    held.save(update_fields=["values", "written_by", "written_at"])
    _trail("foi.letter_rewrite", held, by)
    _tell_signers(held, by)
    return held


@transaction.atomic
def drop_letter(*, letter: Letter, by: User) -> None:
    """Give up a letter that did not go out, such as a notice that has become needless; it stays in the file.

    The number of a signed one stays taken.
    """
    held = hold_letter(letter)
    if held.kind in ANSWERS:
        raise Denied("答复不能不用：要改的，请审查人退回后重新拟写。")
    if held.state not in (LetterState.DRAFT, LetterState.SIGNED):
        raise Denied(f"这份文书{held.get_state_display()}，不能不用。请刷新页面看看最新情况。")
    require(may_write_letter(by, held.request))
    Letter.objects.filter(pk=held.pk).update(state=LetterState.DROPPED)
    _trail("foi.letter_drop", held, by)


def _draft(letter: Letter) -> Letter:
    held = hold_letter(letter)
    if held.state != LetterState.DRAFT:
        raise Denied(f"这份文书{held.get_state_display()}，不能再改。请刷新页面看看最新情况。")
    # What was checked is what is signed: an answer changes only by being sent back.
    if held.kind in ANSWERS and held.request.state != State.DRAFTED:
        raise Denied("答复已经进入审查，不能直接改。要改的，请审查人退回后重新拟写。")
    return held


def hold_letter(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("request__organisation")
    return rows.get(pk=letter.pk)


@transaction.atomic
def sign_letter(*, letter: Letter, by: User) -> Letter:
    """Give it its number and make Word and PDF, which are kept sealed and never made again."""
    held = hold_letter(letter)
    if held.kind in ANSWERS:
        raise ValueError("answers are signed with sign")
    require(may_sign_letter(by, held))
    return fix(held, by)


def fix(held: Letter, by: User) -> Letter:
    """Sign within the caller's verb, which has asked the policy."""
    number = "" if held.kind in UNNUMBERED else _number(held)
    text = composed(held.request, held.kind, held.leaf, held.variant, values_of(held), number)
    files = {"docx": exports.to_word(text)}
    # Without a Chinese typeface on the machine the letter is kept as Word alone, and is as valid.
    with suppress(NoChineseFont):
        files["pdf"] = exports.to_pdf(text)
    name = f"{Kind(held.kind).label}{number}"
    kept = {
        ending: keep(held.request, SealedFile.Kind.OTHER, f"{name}.{ending}", data, by)
        for ending, data in files.items()
    }
    held.state, held.number, held.signed_by, held.signed_at = LetterState.SIGNED, number, by, clock.now()
    held.word, held.pdf = kept["docx"], kept.get("pdf")
    held.save()
    _trail("foi.letter_sign", held, by, **{ending: one.digest for ending, one in kept.items()})
    settle(key=_key(held))
    if held.kind not in ANSWERS and held.written_by != by:
        told = f"依申请公开 {held.request.number} 的{held.get_kind_display()}已签发，请送出。"
        notify_many([Draft(held.written_by, told, f"{_key(held)}signed", _place(held))])
    return held


def _number(held: Letter) -> str:
    """××公复〔2026〕×号; notices count in the same book unless the office has a symbol for them."""
    office = Office.objects.get(organisation=held.request.organisation)
    symbol = office.symbol if held.kind in ANSWERS else office.notice_symbol or office.symbol
    return take_number(organisation=held.request.organisation, symbol=symbol, year=clock.today().year).text


@transaction.atomic
def prove_delivery(*, letter: Letter, on: date, note: str, by: User, file: Upload | None = None) -> Letter:
    """When it arrived: signature, postal number, read receipt; with a scan where there is one."""
    held = hold_letter(letter)
    require(may(by, HANDLE, held.request.organisation))
    if held.state != LetterState.SENT or held.sent_on is None:
        raise Denied("这份文书还没有送出，不能登记签收。")
    if on < held.sent_on or on > clock.today():
        raise ValidationError({"on": f"签收日期应在送出（{held.sent_on}）以后、今天以前，请核对。"})
    if file is not None:
        if problems := wrong_files([file]):
            raise ValidationError({"file": problems})
        held.proof = keep(held.request, SealedFile.Kind.DELIVERY, file.name, file.data, by)
    held.proof_on, held.proof_note = on, note.strip()[:200]
    held.save(update_fields=["proof", "proof_on", "proof_note"])
    _trail("foi.letter_prove", held, by, on=str(on))
    if held.kind == Kind.FEE_NOTICE:
        _fee_notice_arrived(held.request, on, by)
    return held


def _fee_notice_arrived(request: FoiRequest, on: date, by: User) -> None:
    """国办函〔2020〕109号：自收到收费通知次日起20个工作日内缴纳，逾期未缴纳的视为放弃申请。"""
    held = locked(request)
    known = held.log.filter(event=Event.FEE_NOTICE_RECEIVED, struck_at=None)
    if held.state != State.AWAITING_FEE or known.exists():
        return
    log(held, Event.FEE_NOTICE_RECEIVED, on, by)
    counted = clock_of(held)
    ends = [one.due for one in counted.deadlines if one.kind == "fee_payment"] if counted else []
    FeeNotice.objects.filter(request=held).update(due_on=ends[0] if ends else None)


def mark_sent(held: Letter, way: str, on: date, by: User) -> date:
    """Note way and day of sending; returns the day that counts in law (交邮、签收或者发出当日)."""
    if held.state != LetterState.SIGNED:
        raise Denied(f"这份文书是“{held.get_state_display()}”，签发以后才能送出。")
    try:
        counted = answered_on(
            way,
            today=clock.today(),
            posted_on=on if way == DeliveryWay.POST else None,
            signed_on=on if way in (DeliveryWay.DIRECT, DeliveryWay.ENTRUSTED) else None,
            sent_on=on,
        )
    except (WrongDelivery, ValueError) as wrong:
        raise ValidationError({"on": str(wrong)}) from wrong
    if held.signed_at is not None and on < held.signed_at.astimezone(clock.CHINA).date():
        raise ValidationError({"on": "送出日期早于签发日期，请核对。"})
    held.state, held.sent_way, held.sent_on, held.sent_by = LetterState.SENT, way, on, by
    held.save(update_fields=["state", "sent_way", "sent_on", "sent_by"])
    _trail("foi.letter_send", held, by, way=way, on=str(on))
    return counted.on or on


def _trail(verb: str, letter: Letter, by: User, **detail: str) -> None:
    append(
        verb=verb, by=by, subject=letter, organisation=letter.request.organisation,
        detail={"request": letter.request.number, "kind": letter.kind, "number": letter.number, **detail},
    )  # fmt: skip
