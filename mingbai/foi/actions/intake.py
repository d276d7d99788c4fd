"""How requests come in: from the applicant online, or through a clerk who types for them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.foi.actions.files import keep
from mingbai.foi.actions.linking import DOING, follow_state
from mingbai.foi.actions.recording import count_anew, done, hold, locked, log, refresh, said
from mingbai.foi.followers import tell
from mingbai.foi.models import Applicant, FoiRequest, Office, SealedFile, Serial, Wish
from mingbai.foi.policies import HANDLE, may_enter
from mingbai.foi.rules import codes
from mingbai.foi.rules.log import Event
from mingbai.foi.rules.receipt import Received, Way, WrongReceipt, received_on
from mingbai.foi.rules.submissions import SHORTEST_KEY, code_digest, code_of
from mingbai.foi.sealing import seal
from mingbai.foi.states import State, Verb
from mingbai.foi.values import Asked, Person, Upload, checked, wrong_files
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role


@dataclass(frozen=True)
class Submitted:
    """A request and the query code that opens its status. The code is kept nowhere."""

    request: FoiRequest
    code: str


def submit(*, organisation: Organisation, asked: Asked, submission_key: str) -> Submitted:
    """Take a request from the applicant. The same key gives the same request, however often it comes.

    Online the day of receipt is that on which both sides confirm (第三十一条第三项), so the request waits
    as SUBMITTED. ValidationError by field.
    """
    return _take(organisation, asked, submission_key, None, Way.ONLINE, Received(None, "", ""), None)


def enter(
    *,
    organisation: Organisation,
    asked: Asked,
    way: str,
    by: User,
    submission_key: str,
    submitted_on: date | None = None,
    signed_on: date | None = None,
    arrived_on: date | None = None,
    confirmed_on: date | None = None,
    original: Upload | None = None,
) -> Submitted:
    """Type in a request that came on paper, by telephone line or by mouth; `original` is its scan.

    The dates are those of `rules.receipt.needs(way)`; until the deciding one is known it waits.
    """
    require(may_enter(by, organisation))
    try:
        received = received_on(
            way, today=clock.today(), submitted_on=submitted_on, signed_on=signed_on,
            arrived_on=arrived_on, confirmed_on=confirmed_on,
        )  # fmt: skip
    except WrongReceipt as wrong:
        raise ValidationError({wrong.field: str(wrong)}) from wrong
    if original is not None and (problems := wrong_files([original])):
        raise ValidationError({"original": problems})
    return _take(organisation, asked, submission_key, by, Way(way), received, original)


def _take(
    organisation: Organisation,
    asked: Asked,
    submission_key: str,
    by: User | None,
    way: Way,
    received: Received,
    original: Upload | None,
) -> Submitted:
    asked = checked(asked, online=by is None)
    if len(submission_key) < SHORTEST_KEY:
        raise ValidationError("这张表已经失效，请重新打开填写页面。")
    office = Office.objects.filter(organisation=organisation, is_open=True).first()
    if office is None:
        raise ValidationError({"organisation": f"“{organisation}”不受理依申请公开，请选择其他机关。"})
    key = digests.of_bytes(submission_key.encode())
    code = code_of(submission_key)
    try:
        with transaction.atomic():
            known = FoiRequest.objects.filter(submission_key=key).first()
            request = known or _store(organisation, asked, key, code, by, way, received, original)
    except IntegrityError:
        # The same form came a second time while the first was being stored.
        request = FoiRequest.objects.get(submission_key=key)
    _refuse_another(request, organisation, asked)
    return Submitted(request, code)


def _refuse_another(known: FoiRequest, organisation: Organisation, asked: Asked) -> None:
    """Somebody went back to a sent form and filled it in for another request, which must not be lost."""
    names = [one.name for one in asked.people]
    before = list(known.applicants.order_by("order").values_list("name", flat=True))
    same = known.organisation_id == organisation.pk and known.wish.content == asked.content
    if not same or names != before:
        raise ValidationError(
            f"这张表已经登记为 {known.number}，改过的内容没有保存。另一件申请请重新打开填写页面录入。"
        )


def _store(
    organisation: Organisation,
    asked: Asked,
    key: str,
    code: str,
    by: User | None,
    way: Way,
    received: Received,
    original: Upload | None,
) -> FoiRequest:
    year = clock.today().year
    serial = _next_serial(organisation, year)
    tail = codes.telephone_tail(asked.people[0].telephone) if asked.people[0].telephone else ""
    request = FoiRequest.objects.create(
        organisation=organisation,
        year=year,
        serial=serial,
        number=f"{organisation.code}-{year}-{serial:04d}",
        kind=asked.kind,
        way=way,
        state=State.RECEIVED if received.on else State.SUBMITTED,
        applicant_kind=asked.applicant_kind,
        form_wanted=asked.form_wanted,
        delivery_wanted=asked.delivery_wanted,
        submitted_at=clock.now(),
        entered_by=by,
        handler=by,
        received_on=received.on,
        received_how=received.how[:200],
        submission_key=key,
        code_digest=code_digest(code, tail),
    )
    Wish.objects.create(request=request, content=asked.content, document_number=asked.document_number)
    for order, person in enumerate(asked.people):
        _applicant(request, order, person)
    for proof in asked.proofs:
        keep(request, SealedFile.Kind.IDENTITY, proof.name, proof.data, by)
    if original is not None:
        keep(request, SealedFile.Kind.APPLICATION, original.name, original.data, by)
    _begin(request, by)
    return request


def _begin(request: FoiRequest, by: User | None) -> None:
    if request.received_on is not None:
        log(request, Event.RECEIVED, request.received_on, by, note=request.received_how)
        count_anew(request)
        request.save(update_fields=["due_on", "due_estimated", "paused"])
    follow_state(request, by)
    append(
        verb="foi.enter" if by else "foi.submit",
        by=by,
        subject=request,
        organisation=request.organisation,
        role=acting_role(by, HANDLE, request.organisation) if by else "applicant",
        after=request.state,
        detail={"request": request.number, "way": request.way},
    )
    tell(request, Verb.CONFIRM)


def _next_serial(organisation: Organisation, year: int) -> int:
    """The next number of the organisation's book, inside the transaction that stores the request: no gaps."""
    Serial.objects.get_or_create(organisation=organisation, year=year)
    row = Serial.objects.select_for_update().get(organisation=organisation, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _applicant(request: FoiRequest, order: int, person: Person) -> Applicant:
    return Applicant.objects.create(
        request=request,
        order=order,
        name=person.name,
        contact_person=person.contact_person,
        identity_kind=person.identity_kind,
        identity_sealed=seal(person.identity_number.encode()) if person.identity_number else b"",
        telephone=person.telephone,
        email=person.email,
        address=person.address,
        postcode=person.postcode,
    )


@transaction.atomic
def confirm_receipt(*, request: FoiRequest, on: date, by: User) -> FoiRequest:
    """Both sides confirmed on this day that the request was received: it is the day of receipt."""
    held = hold(request, Verb.CONFIRM, by)
    arrived = held.submitted_at.astimezone(clock.CHINA).date()
    try:
        received = received_on(
            held.way, today=clock.today(), arrived_on=arrived, confirmed_on=on, signed_on=None
        )
    except WrongReceipt as wrong:
        raise ValidationError({"on": str(wrong)}) from wrong
    held.received_on = received.on or on
    held.received_how = received.how[:200]
    log(held, Event.RECEIVED, held.received_on, by, note=received.how)
    done(held, Verb.CONFIRM, by, {"on": str(held.received_on)}, handler=held.handler or by)
    refresh(request, held)
    return request


@transaction.atomic
def register(*, request: FoiRequest, topic: str, by: User, handler: User | None = None) -> FoiRequest:
    """Register what it is about in a few words without personal data, and who handles it."""
    held = hold(request, Verb.REGISTER, by)
    topic = said(one_line(topic), "topic", "内容摘要", 100)
    if any(mark and mark in topic for one in held.applicants.all() for mark in (one.name, one.telephone)):
        raise ValidationError({"topic": "内容摘要里不要写申请人的姓名、电话：它会出现在列表上。"})
    Wish.objects.filter(request=held).update(topic=topic)
    done(held, Verb.REGISTER, by, handler=_handler(held, handler or held.handler or by))
    refresh(request, held)
    return request


@transaction.atomic
def assign(*, request: FoiRequest, handler: User, by: User) -> FoiRequest:
    """Let another officer of the organisation handle it."""
    require(may(by, HANDLE, request.organisation))
    held = locked(request)
    held.handler = _handler(held, handler)
    held.save(update_fields=["handler"])
    # The checks and the signature stay with those who have them.
    held.links.filter(ended_on=None).exclude(step__in=DOING).update(owner=handler)
    append(
        verb="foi.assign", by=by, subject=held, organisation=held.organisation,
        detail={"request": held.number, "handler": str(handler)},
    )  # fmt: skip
    refresh(request, held)
    return request


def _handler(held: FoiRequest, handler: User) -> User:
    if not may(handler, HANDLE, held.organisation):
        raise ValidationError({"handler": f"{handler}不是本单位的依申请公开经办人，不能承办。"})
    return handler


@transaction.atomic
def accept(*, request: FoiRequest, by: User) -> FoiRequest:
    """The request is complete and clear: it is handled on."""
    held = hold(request, Verb.ACCEPT, by)
    done(held, Verb.ACCEPT, by)
    refresh(request, held)
    return request
