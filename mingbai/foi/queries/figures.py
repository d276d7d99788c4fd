"""Requests as numbers, for reports: rows without anything about a person."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import COUNTED, Kind
from mingbai.organisations.models import Organisation


def counted(organisations: Iterable[Organisation]) -> QuerySet[FoiRequest]:
    """What the annual report counts: requests for information that were received; not corrections."""
    return FoiRequest.objects.filter(
        organisation__in=list(organisations), kind=Kind.INFORMATION, state__in=COUNTED,
        received_on__isnull=False,
    ).defer("code_digest", "submission_key")  # fmt: skip


def received(organisations: Iterable[Organisation], year: int) -> QuerySet[FoiRequest]:
    """一、本年新收：by the day of receipt."""
    return counted(organisations).filter(received_on__year=year)


def carried(organisations: Iterable[Organisation], year: int) -> QuerySet[FoiRequest]:
    """二、上年结转：received before the year and not dealt with before it."""
    first = date(year, 1, 1)
    return counted(organisations).filter(
        Q(answered_on=None) | Q(answered_on__gte=first), received_on__lt=first
    )


def closed(organisations: Iterable[Organisation], year: int) -> QuerySet[FoiRequest]:
    """三、本年度办理结果：by the day of the answer; each has a `leaf`."""
    return counted(organisations).filter(answered_on__year=year)


def left(organisations: Iterable[Organisation], year: int) -> QuerySet[FoiRequest]:
    """四、结转下年度继续办理：received up to the end of the year and not dealt with by then."""
    return carried(organisations, year + 1)
