"""What is said against a list: it stops the period, is answered within its own limit, and lets it go on."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.foi.sealing import seal_text
from mingbai.households.actions.recording import locked, refuse
from mingbai.households.models import HouseholdList, Objection, Pause, Row, Try
from mingbai.households.policies import EDIT, may_decide, may_enter_objection, may_see_person
from mingbai.households.queries import digest, due_on, objection_by_code, said, standing_of
from mingbai.households.rules.codes import new_code, plain_code
from mingbai.households.states import RUNNING, ObjectionKind, ObjectionState, ObjectionWay, State
from mingbai.households.values import Receipt, Said
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.notifications.actions import Draft, notify_many, settle
from mingbai.organisations.queries import nearest_with
from mingbai.organisations.trail import record
from mingbai.timelimits import queries as timelimits

LONGEST, LONGEST_CONTACT, LONGEST_ANSWER = 1000, 100, 1000
TOO_MANY = "同一个网络短时间内提得太多，请过一小时再来，或者打监督电话。"


class SaidBefore(Exception):
    """The same form came once more; nothing new is kept."""


@transaction.atomic
def object_to(
    *,
    row: HouseholdList,
    kind: str,
    text: str,
    contact: str,
    key: str,
    address: str,
    household: Row | None = None,
) -> Receipt:
    """Anybody may object while a list hangs, with or without a name; the period stops at once.

    `household` is the line of whoever has its query code. `key` is the form's random word.
    ValidationError by field; SaidBefore.
    """
    if Objection.objects.filter(key=digest("key", key)).exists():
        raise SaidBefore
    _refuse_wrong(kind, text, contact)
    who = Try.from_address(address)
    if Try.reached(Try.What.OBJECT, who, settings.HOUSEHOLDS_PER_HOUR):
        raise ValidationError(TOO_MANY)
    Try.note(Try.What.OBJECT, who)
    now = locked(row)
    if now.state not in RUNNING or not _hangs(now):
        raise ValidationError("这份名单现在不在公示期，不能在网上提异议。可以打咨询、监督电话反映。")
    way = ObjectionWay.OWN if household is not None else ObjectionWay.WEB
    made, code = _kept(now, kind, way, text, contact, key, household, None, clock.today())
    return Receipt(code, due_on(made, timelimits.known()))


@transaction.atomic
def enter(
    *,
    row: HouseholdList,
    by: User,
    kind: str,
    way: str,
    text: str,
    contact: str,
    received_on: date,
    key: str,
) -> Objection:
    """What somebody said at the counter, by telephone or in a letter."""
    require(may_enter_objection(by, row))
    now = locked(row)
    require(may_enter_objection(by, now))
    _refuse_wrong(kind, text, contact)
    if way not in (ObjectionWay.ORAL, ObjectionWay.LETTER):
        refuse("way", "请选口头或者书面。")
    assert now.posted_on is not None
    if not now.posted_on <= received_on <= clock.today():
        refuse("received_on", f"日期应当在 {now.posted_on} 到今天之间。")
    if Objection.objects.filter(key=digest("key", key)).exists():
        raise ValidationError("这条异议已经登记过了。")
    made, _ = _kept(now, kind, ObjectionWay(way), text, contact, key, None, by, received_on)
    return made


def _hangs(now: HouseholdList) -> bool:
    """A stopped list is open to further objections even when its names are hidden already."""
    return now.state == State.STOPPED or standing_of(now).shown


def _refuse_wrong(kind: str, text: str, contact: str) -> None:
    problems = {}
    if kind not in ObjectionKind.values:
        problems["kind"] = "请选一项。"
    if not storable(text).strip():
        problems["text"] = "请写一两句：哪一户、哪里不对。"
    if len(text) > LONGEST:
        problems["text"] = f"最多 {LONGEST} 字，请写短一些。"
    if len(contact) > LONGEST_CONTACT:
        problems["contact"] = f"最多 {LONGEST_CONTACT} 字。"
    if problems:
        raise ValidationError(problems)


def _kept(
    now: HouseholdList,
    kind: str,
    way: ObjectionWay,
    text: str,
    contact: str,
    key: str,
    household: Row | None,
    by: User | None,
    received_on: date,
) -> tuple[Objection, str]:
    """Keep it, stop the list, tell those who answer. One event."""
    code, words = new_code(), Said(storable(text).strip(), one_line(contact))
    try:
        with transaction.atomic():
            made = Objection.objects.create(
                list=now,
                row=household,
                organisation=now.organisation,
                kind=kind,
                way=way,
                sealed=seal_text(words.to_text()),
                has_contact=bool(words.contact),
                code=digest("receipt", plain_code(code)),
                key=digest("key", key),
                received_on=received_on,
                entered_by=by,
                entered_at=clock.now(),
            )
    except IntegrityError:
        raise SaidBefore from None
    before = now.state
    _stop(now)
    detail = {"kind": kind, "way": way.value, "list": now.pk}
    record("household.object", by, made, now.organisation, EDIT, before=before, after=now.state, **detail)
    _tell(made)
    return made, code


def _stop(now: HouseholdList) -> None:
    if now.state == State.POSTED:
        now.state = State.STOPPED
        now.save(update_fields=["state"])
        Pause.objects.create(list=now, stopped_on=clock.today())


def _tell(made: Objection) -> None:
    last = due_on(made, timelimits.known())
    words = f"{made.list}收到一条异议（{made.get_kind_display()}），公示已暂停，请在 {last} 前核查办结。"
    link = made.get_absolute_url()
    people = nearest_with(EDIT, made.organisation)
    notify_many(Draft(one, words, f"household-objection:{made.pk}:new", link) for one in people)


@transaction.atomic
def decide(*, objection: Objection, by: User, upheld: bool, answer: str) -> Objection:
    """Say what came of it. When the last one is unfounded, the list goes on by itself.

    One that is right keeps the list stopped until it is corrected.
    """
    rows = Objection.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.get(pk=objection.pk)
    require(may_decide(by, row))
    words = storable(answer).strip()
    if not words:
        refuse("answer", "请写一两句，提出的人用回执能看到。不要写别人的个人信息。")
    if len(words) > LONGEST_ANSWER:
        refuse("answer", f"最多 {LONGEST_ANSWER} 字，请写短一些。")
    now = locked(row.list)
    row.state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    row.answer, row.decided_by, row.decided_at = words, by, clock.now()
    row.save()
    _go_on(now)
    detail = {"list": now.pk, "list_state": now.state}
    record(
        "household.decide",
        by,
        row,
        row.organisation,
        EDIT,
        before=ObjectionState.OPEN,
        after=row.state,
        **detail,
    )
    settle(key=f"household-objection:{row.pk}:")
    return row


def _go_on(now: HouseholdList) -> None:
    """The list hangs on when nothing is open and nothing said of this version was right."""
    keeps = now.objections.filter(state__in=(ObjectionState.OPEN, ObjectionState.UPHELD))
    if now.state != State.STOPPED or keeps.exists():
        return
    now.state = State.POSTED
    now.save(update_fields=["state"])
    Pause.objects.filter(list=now, resumed_on=None).update(resumed_on=clock.today())


@transaction.atomic
def see_person(*, objection: Objection, by: User) -> Said:
    """The words and how to reach the person; that somebody looked stands in the trail."""
    require(may_see_person(by, objection))
    found = said(objection)
    record("household.see_person", by, objection, objection.organisation, EDIT)
    return found


@transaction.atomic
def told(*, objection: Objection, by: User) -> Objection:
    """Note that the person was told."""
    row = (
        Objection.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=objection.pk)
    )
    require(may_see_person(by, row))
    if row.decided_at is None or row.told_at is not None:
        raise ValidationError("只有办结了、还没有登记过告知的，才能登记。")
    row.told_at = clock.now()
    row.save(update_fields=["told_at"])
    record("household.told", by, row, row.organisation, EDIT)
    return row


def look_up(*, code: str, address: str) -> Objection:
    """The objection with that receipt. ValidationError when there is none, or too many wrong ones came."""
    who = Try.from_address(address)
    if Try.reached(Try.What.ADDRESS, who, settings.HOUSEHOLDS_WRONG_PER_HOUR):
        raise ValidationError("输错的次数太多，请过一小时再查，或者打咨询电话。")
    found = objection_by_code(code)
    if found is None:
        Try.note(Try.What.ADDRESS, who)
        raise ValidationError("没有查到。请对照回执，看有没有写错。")
    return found
