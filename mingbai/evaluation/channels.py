"""Measures of the channels: whether a record went out, in time, wherever its row of the catalogue asks."""

from collections import defaultdict

from django.db.models import Case, CharField, QuerySet, Value, When
from django.urls import reverse

from mingbai.channels.queries import Owed, owed_of
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.evaluation.measures import Entry, Measure, register
from mingbai.lib import clock
from mingbai.timelimits.periods import Period


def _owed(period: Period) -> list[Owed]:
    """Records first published in the period that need more than the website, whose time for it is over."""
    rows = listed().filter(published_at__date__range=(period.start, period.end))
    return [one for one in owed_of(rows) if one.due_on < clock.today()]


def _all(period: Period) -> QuerySet[Information]:
    return _with_words(_owed(period))


def _in_time(period: Period) -> QuerySet[Information]:
    return _with_words([one for one in _owed(period) if not one.names and not one.late_on])


def _missing(period: Period) -> QuerySet[Information]:
    return _with_words([one for one in _owed(period) if one.names])


def _with_words(owed: list[Owed]) -> QuerySet[Information]:
    """The records, each with `channels_said`: what is missing, or how late the last channel came."""
    said: dict[str, list[int]] = defaultdict(list)
    for one in owed:
        said[_words(one)].append(one.information.pk)
    cases = [When(pk__in=records, then=Value(words)) for words, records in said.items()]
    rows = Information.objects.filter(pk__in=[one.information.pk for one in owed])
    rows = rows.annotate(channels_said=Case(*cases, default=Value(""), output_field=CharField()))
    return rows.select_related("organisation").order_by("-published_at", "pk")


def _words(owed: Owed) -> str:
    if owed.names:
        return f"还缺：{owed.names}"
    return f"晚 {(owed.late_on - owed.due_on).days} 天发齐" if owed.late_on else "按时发齐"


def _record(row: Information) -> Entry:
    on = row.published_at.astimezone(clock.CHINA).date() if row.published_at else None
    said: str = getattr(row, "channels_said", "")
    return Entry(str(row), on, said, reverse("channels:record", args=[row.pk]))


MEASURES = (
    Measure(
        "channels.in_time",
        "渠道按时发齐率",
        "时段内公开、目录要求还要用别的渠道、期限已过的信息中，按时发齐的占比",
        _in_time,
        _record,
        base=_all,
    ),
    Measure(
        "channels.missing",
        "渠道没有发齐",
        "时段内公开的信息中，期限已过、目录要求的渠道仍有缺的",
        _missing,
        _record,
        ground=_all,
    ),
)


def install() -> None:
    for measure in MEASURES:
        register(measure)
