"""What happens by itself: pages put right are noticed, people are told and reminded, contacts erased."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.feedback.actions.answering import record
from mingbai.feedback.models import MailState, Report, Try
from mingbai.feedback.policies import ANSWER
from mingbai.feedback.queries import RETENTION, has_changed_since, open_reports, sealed_of
from mingbai.feedback.states import State
from mingbai.foi.sealing import Unreadable, reseal
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.queries import nearest_with
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

AT_ONCE = 200
MOST_TRIES = 5
SOON = timedelta(days=1)


@transaction.atomic
def follow(information: Information) -> None:
    """Of `disclosures.followers`: accepted opinions on this record may now be closed."""
    rows = Report.objects.select_for_update(of=("self",)).filter(
        information=information, state=State.ACCEPTED, received_at__lt=clock.now()
    )
    for row in rows.select_related("organisation"):
        if not has_changed_since(information, row):
            continue
        before, row.state, row.republished_at = row.state, State.REPUBLISHED, clock.now()
        row.save(update_fields=["state", "republished_at"])
        record("republish", None, row, row.organisation, before)
        words = f"“{row.title[:60]}”已经更正公开，请把群众的意见办结并告知本人。"
        people = nearest_with(ANSWER, row.organisation)
        notify_many(Draft(one, words, f"feedback:{row.pk}:changed", row.get_absolute_url()) for one in people)


def remind() -> str:
    """Remind those who answer on the day before the last, and when it is over. A round."""
    today, drafts = clock.today(), []
    for row, last in open_reports():
        if last - today > SOON:
            continue
        late = today > last
        words = f"群众意见“{row.title[:60]}”{'已经超过期限' if late else '快到期'}，最后一天 {last}。"
        key = f"feedback:{row.pk}:{'late' if late else 'soon'}:{last}"
        people = nearest_with(ANSWER, row.organisation)
        drafts += [Draft(one, words, key, row.get_absolute_url(), late) for one in people]
    given = notify_many(drafts)
    return f"网页意见提醒 {given} 条" if given else ""


def mail_due() -> str:
    """Write to those who left an e-mail address how it ended. A round; nothing without EMAIL_URL."""
    if not settings.EMAIL_URL:
        return ""
    closed = Report.objects.filter(mail=MailState.WAITING, closed_at__isnull=False)
    rows = closed.filter(mail_tries__lt=MOST_TRIES).select_related("organisation", "proof")
    sent = sum(_mailed(row) for row in rows[:AT_ONCE])
    return f"告知网页意见办理结果 {sent} 件" if sent else ""


def _mailed(row: Report) -> bool:
    """Taken by one guarded write before it is sent, so that two rounds never send it twice."""
    if not Report.objects.filter(pk=row.pk, mail=MailState.WAITING, mail_tries=row.mail_tries).update(
        mail_tries=F("mail_tries") + 1
    ):
        return False
    try:
        to = sealed_of(row).contact
        EmailMessage(subject=f"您的意见：{row.get_state_display()}", body=_letter(row), to=[to]).send()
    except (OSError, Unreadable):
        # The address stands in the error of many mail servers, so nothing of it is kept.
        if row.mail_tries + 1 >= MOST_TRIES:
            Report.objects.filter(pk=row.pk).update(mail=MailState.FAILED)
        return False
    Report.objects.filter(pk=row.pk).update(mail=MailState.SENT, told_at=clock.now())
    return True


def _letter(row: Report) -> str:
    base = settings.MINGBAI_BASE_URL.rstrip("/")
    lines = [
        f"您对“{one_line(row.title)}”的意见已经办结：{row.get_state_display()}。",
        f"{row.organisation}的答复：{row.answer}",
        f"网页：{base}{(row.proof.get_absolute_url() if row.proof else row.path)}",
        f"也可以用查询码查看：{base}{reverse('say_status')}",
        "这封信由政务公开网站自动发出，请不要回复。",
    ]
    return "\n\n".join(lines)


def erase_due() -> str:
    """Erase what tells who it was, ninety days (or as the county set) after closing. A round."""
    Try.objects.filter(at__lt=clock.now() - timedelta(days=1)).delete()
    known, today = timelimits.known(), clock.today()
    rows = Report.objects.filter(closed_at__isnull=False).exclude(sealed="").select_related("organisation")
    old = []
    for row in rows.order_by("closed_at")[:AT_ONCE]:
        day = row.closed_at.astimezone(clock.CHINA).date() if row.closed_at else today
        if due(known.limit(RETENTION, day), day, known.calendar(row.organisation)).due < today:
            old.append(row)
    return f"清除网页意见的联系方式 {sum(map(_erase, old))} 件" if old else ""


@transaction.atomic
def _erase(row: Report) -> bool:
    changed = Report.objects.filter(pk=row.pk).exclude(sealed="").update(sealed="", erased_at=clock.now())
    if changed:
        record("erase", None, row, row.organisation, row.state)
    return bool(changed)


def reseal_all() -> int:
    """Of `mingbai reseal`: everything sealed here under the newest key."""
    rows = Report.objects.exclude(sealed="")
    for pk, sealed in rows.values_list("pk", "sealed").iterator():
        Report.objects.filter(pk=pk, sealed=sealed).update(sealed=reseal(sealed.encode()).decode())
    return rows.count()
