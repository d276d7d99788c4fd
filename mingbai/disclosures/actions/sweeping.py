"""What is due by the tables: done each minute, done late after a stop, recorded when really done."""

from contextlib import suppress
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from mingbai.disclosures.actions.filing import settle
from mingbai.disclosures.actions.lifecycle import set_validity
from mingbai.disclosures.actions.publishing import publish
from mingbai.disclosures.actions.reading_back import read_back
from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.states import SEEN, Stage, Status
from mingbai.lib import clock
from mingbai.lib.verdict import Denied


@dataclass
class Sweep:
    """Numbers of the records that a sweep published, let expire, read back, and could not publish."""

    published: list[int] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)
    read_back: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


def sweep() -> Sweep:
    """Do everything that is due now. Safe to run twice, and by two processes at once."""
    done = Sweep()
    for information in due_for_publication():
        _publish(information, done)
    for information in due_to_expire():
        set_validity(information=information, validity=Validity.EXPIRED, note="有效期届满。", by=None)
        done.expired.append(information.pk)
    for information in _not_read_back()[:200]:
        _settle(information)
        done.read_back.append(information.pk)
    return done


ONCE_PUBLIC = SEEN | {Status.REMOVED, Status.MERGED}
NOT_READ_BACK = Q(status__in=ONCE_PUBLIC) & (
    Q(read_back_at=None) | ~Q(read_back_note="") | Q(read_back_at__lt=F("changed_at"))
)


def _not_read_back() -> QuerySet[Information]:
    """Longest unseen first, so that a page that stays wrong does not keep others from their turn."""
    return Information.objects.filter(NOT_READ_BACK).order_by(F("read_back_at").asc(nulls_first=True))


def due_for_publication() -> QuerySet[Information]:
    return Information.objects.filter(stage=Stage.APPROVED, go_live_at__lte=clock.now()).select_related(
        "latest_revision", "organisation"
    )


def due_to_expire() -> QuerySet[Information]:
    return Information.objects.filter(
        status=Status.PUBLISHED,
        expires_on__lt=clock.today(),
        validity__in=[Validity.IN_FORCE, Validity.AMENDED],
    )


def _settle(information: Information) -> None:
    """Files first: what a stop left half done would be found wrong each time."""
    with suppress(Denied):  # reading back says what is missing
        settle(information)
    read_back(information)


def _publish(information: Information, done: Sweep) -> None:
    try:
        publish(information=information, by=None)
        done.published.append(information.pk)
    except Denied as denial:
        if due_for_publication().filter(pk=information.pk).exists():  # else somebody was quicker
            done.failed[information.pk] = denial.reason
