"""Requests as numbers, for reports: what counts, and when."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import COUNTED, Kind
from mingbai.organisations.models import Organisation


def counted(organisations: Iterable[Organisation]) -> QuerySet[FoiRequest]:
    """Requests for information that were received; not corrections, merged or void ones."""
    return FoiRequest.objects.filter(
        organisation__in=list(organisations),
        kind=Kind.INFORMATION,
        state__in=COUNTED,
        received_on__isnull=False,
    )


def received(first: date, last: date) -> Q:
    """一、本年新收：收到日在这一段时间里。"""
    return Q(received_on__range=(first, last))


def carried(first: date) -> Q:
    """二、上年结转：这一天以前收到，到这一天还没有答复。"""
    return Q(received_on__lt=first) & _open_on(Q(answered_on__gte=first))


def closed(first: date, last: date) -> Q:
    """三、本年度办理结果：答复日在这一段时间里；每件都有 `leaf`。"""
    return Q(answered_on__range=(first, last), received_on__lte=last)


def left(last: date) -> Q:
    """四、结转下年度继续办理：到这一天为止收到，到这一天还没有答复。"""
    return Q(received_on__lte=last) & _open_on(Q(answered_on__gt=last))


def _open_on(answered_later: Q) -> Q:
    return Q(answered_on=None) | answered_later
