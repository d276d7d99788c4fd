"""What visitors do: say that something is wrong, say whether a page was useful, ask how it went."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from mingbai.checks.masking import mask
from mingbai.checks.queries import context_for
from mingbai.disclosures.models import Information
from mingbai.feedback.models import MailState, Report, Try, Vote
from mingbai.feedback.policies import ANSWER
from mingbai.feedback.queries import LIMIT, by_code, code_digest, due_on
from mingbai.feedback.rules import new_code
from mingbai.feedback.states import Kind
from mingbai.feedback.values import Page, Receipt, Sealed
from mingbai.foi.sealing import seal_text
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.queries import nearest_with
from mingbai.timelimits import queries as timelimits

LONGEST, LONGEST_CONTACT = 1000, 100
TOO_MANY = "同一个网络一小时内提的意见太多。请过一会儿再提交，写好的内容还在；也可以打公开电话反映。"


class SaidBefore(Exception):
    """This very form was sent before: nothing new is kept."""


@transaction.atomic
def say(*, page: Page, kind: str, text: str, contact: str, key: str, address: str) -> Receipt:
    """Keep what somebody says about a page, and tell those who answer for it.

    `key` is the form's random word, `address` that of the connection; only digests of both are kept.
    ValidationError by field, at "__all__" when too many came from this address; SaidBefore.
    """
    text, contact, known = storable(text).strip(), one_line(contact), _digest("key", key)
    if Report.objects.filter(key=known).exists():
        raise SaidBefore
    _refuse_wrong(kind, text, contact)
    who = Try.from_address(address)
    if Try.reached(Try.What.SAY, who, settings.FEEDBACK_PER_HOUR):
        raise ValidationError(TOO_MANY)
    Try.note(Try.What.SAY, who)
    masked = mask(text, clock.today(), context_for(page.organisation, clock.today()).telephones)
    sealed = Sealed(contact, text if masked != text else "")
    code = new_code()
    report = _kept(page, kind, masked, sealed, code_digest(code), known)
    append(
        verb="feedback.say",
        by=None,
        subject=report,
        organisation=page.organisation,
        detail={"kind": kind, "path": page.path},
    )
    _tell(report)
    until = due_on(report, timelimits.known())
    return Receipt(code, page.title, until.isoformat(), bool(sealed.text))


def _refuse_wrong(kind: str, text: str, contact: str) -> None:
    problems = {}
    if kind not in Kind.values:
        problems["kind"] = "请选一项。"
    if not text:
        problems["text"] = "请写一两句：哪里不对，应该是什么。"
    if len(text) > LONGEST:
        problems["text"] = f"最多 {LONGEST} 字，请写短一些。"
    if len(contact) > LONGEST_CONTACT:
        problems["contact"] = f"最多 {LONGEST_CONTACT} 字，请只写一个电话或者电子邮箱。"
    if problems:
        raise ValidationError(problems)


def _kept(page: Page, kind: str, text: str, sealed: Sealed, code: str, key: str) -> Report:
    try:
        with transaction.atomic():
            return Report.objects.create(
                information=page.information,
                path=page.path,
                title=page.title,
                organisation=page.organisation,
                kind=kind,
                text=text,
                sealed=seal_text(sealed.to_text()) if sealed.contact or sealed.text else "",
                has_contact=bool(sealed.contact),
                mail=MailState.WAITING if _is_email(sealed.contact) else MailState.NONE,
                code=code,
                key=key,
                received_at=clock.now(),
            )
    except IntegrityError:
        raise SaidBefore from None


def _is_email(contact: str) -> bool:
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True


def _tell(report: Report) -> None:
    days = timelimits.limit(LIMIT).number
    what = f"“{report.title[:60]}”（{report.get_kind_display()}）"
    words = f"群众对网页提了意见：{what}，请在 {days} 个工作日内办理。"
    people = nearest_with(ANSWER, report.organisation)
    link = report.get_absolute_url()
    notify_many(Draft(one, words, f"feedback:{report.pk}:new", link) for one in people)


@transaction.atomic
def vote(*, information: Information, useful: bool, browser: str, address: str) -> None:
    """Count a yes or no; the same browser changes its mind instead. ValidationError when there are too many.

    `browser` is a random word from the visitor's session; it and the address are kept as digests only.
    """
    who = Try.from_address(address)
    if Try.reached(Try.What.VOTE, who, settings.VOTES_PER_HOUR):
        raise ValidationError("同一个网络短时间内点得太多，请过一小时再来。")
    Try.note(Try.What.VOTE, who)
    Vote.objects.update_or_create(
        information=information,
        browser=_digest("browser", browser),
        defaults={"useful": useful, "at": clock.now()},
    )


def look_up(*, code: str, address: str) -> Report:
    """The report with that code. ValidationError when there is none, or too many wrong ones came."""
    who = Try.from_address(address)
    if Try.reached(Try.What.CODE, who, settings.FEEDBACK_WRONG_PER_HOUR):
        raise ValidationError("输错的次数太多，请过一小时再查，或者打公开电话询问。")
    found = by_code(code)
    if found is None:
        Try.note(Try.What.CODE, who)
        raise ValidationError("没有查到。请对照回执，看查询码有没有写错。")
    return found


def _digest(what: str, value: str) -> str:
    return salted_hmac(f"mingbai.feedback.{what}", value, algorithm="sha256").hexdigest()
