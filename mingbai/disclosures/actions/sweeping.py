"""What is due by the tables: done each minute, done late after a stop, recorded when really done."""

from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

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
    for information in Information.objects.filter(NOT_READ_BACK)[:200]:
        read_back(information)
        done.read_back.append(information.pk)
    return done


NOT_READ_BACK = Q(status__in=SEEN) & (
    Q(read_back_at=None) | ~Q(read_back_note="") | Q(read_back_at__lt=F("changed_at"))
)


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


def _publish(information: Information, done: Sweep) -> None:
    try:
        publish(information=information, by=None)
        done.published.append(information.pk)
    except Denied as denial:
        done.failed[information.pk] = denial.reason
