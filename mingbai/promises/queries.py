"""Reading promises: for staff, for the public, and for apps above."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import find_by_name, scope_of
from mingbai.organisations.rules import split_list
from mingbai.promises.models import Change, Progress, Promise, Rating
from mingbai.promises.policies import READ
from mingbai.promises.rules import Verdicts, verdicts


def promises_for(user: User) -> QuerySet[Promise]:
    """Promises of the organisations within reach, and those an organisation within reach answers for."""
    scope = scope_of(user, READ)
    rows = Promise.objects.select_related("organisation", "source", "entered_by", "confirmed_by")
    if scope.all:
        return rows
    own = scope.filter(Promise.objects.all(), "organisation").values("pk")
    theirs = scope.filter(Promise.objects.all(), "responsible").values("pk")
    return rows.filter(Q(pk__in=own) | Q(pk__in=theirs))


def of_year(user: User, year: int, organisation: int | None = None) -> QuerySet[Promise]:
    rows = promises_for(user).filter(year=year, cancelled_at=None)
    if organisation:
        rows = rows.filter(organisation=organisation)
    return rows.prefetch_related("responsible").order_by("organisation__path", "number")


def years_for(user: User, this: int) -> list[int]:
    found = set(promises_for(user).order_by().values_list("year", flat=True)) | {this}
    return sorted(found, reverse=True)


def places_for(user: User) -> list[Organisation]:
    """Organisations that have promises this person may see."""
    numbers = promises_for(user).order_by().values("organisation")
    return list(Organisation.objects.filter(pk__in=numbers).order_by("path"))


def valid_progress(promise: Promise) -> QuerySet[Progress]:
    """Entries that were not cancelled, the newest first."""
    return Progress.objects.filter(promise=promise, cancelled_at=None).order_by("-on", "-pk")


def last_progress(promise: Promise) -> Progress | None:
    return valid_progress(promise).first()


def latest(promises: Iterable[Promise], confirmed_only: bool = False) -> dict[int, Progress]:
    """The newest entry of each promise. One query."""
    rows = Progress.objects.filter(promise__in=list(promises), cancelled_at=None).select_related("promise")
    if confirmed_only:
        rows = rows.filter(confirmed_at__isnull=False)
    return {row.promise_id: row for row in rows.order_by("on", "pk")}


def has_evidence(promise: Promise) -> bool:
    """Whether any entry names a record that is public, or brings a file."""
    rows = valid_progress(promise)
    return rows.filter(Q(evidence__in=listed()) | ~Q(file="")).exists()


NEWEST = 20
_ADDRESS = re.compile(r"/r/(\d{1,15})/?(?:[?#].*)?$")


def evidence_choices(promise: Promise) -> QuerySet[Information]:
    """The newest public records of the promise's organisations, so few that they can be listed."""
    places = [promise.organisation_id, *promise.responsible.values_list("pk", flat=True)]
    newest = listed().filter(organisation__in=places).order_by("-published_at").values_list("pk", flat=True)
    return listed().filter(pk__in=list(newest[:NEWEST])).order_by("-published_at")


def public_text(typed: str) -> Information | None:
    """The public record with that index number, or whose page has that address."""
    address = _ADDRESS.search(typed)
    return (
        listed().filter(pk=int(address[1])).first()
        if address
        else listed().filter(index_number=typed).first()
    )


class Unknown(ValueError):
    """A name that is nobody's, or that of several; in Chinese."""


def bodies_named(text: str) -> list[Organisation]:
    """Existing organisations by full or short name, several separated by 、; raises Unknown."""
    found: list[Organisation] = []
    for name in split_list(text):
        places = [place for place in find_by_name(name) if place.valid_to is None]
        if not places:
            raise Unknown(f"“{name}”没有找到，请写单位的全称或者系统里的简称。")
        if len(places) > 1:
            raise Unknown(f"有几个单位都叫“{name}”，请写全称。")
        found.append(places[0])
    return found


def ratings_of(promise: Promise) -> QuerySet[Rating]:
    return Rating.objects.filter(promise=promise).select_related("hidden_by")


def opinion(promises: Collection[Promise], least: int) -> dict[int, Verdicts]:
    """What citizens think of each. One query."""
    scores: dict[int, list[int]] = defaultdict(list)
    rows = Rating.objects.filter(promise__in=list(promises)).values_list("promise_id", "score")
    for promise, score in rows:
        scores[promise].append(score)
    return {one.pk: verdicts(scores[one.pk], least) for one in promises}


# -- for the public -------------------------------------------------------------


def public_promises() -> QuerySet[Promise]:
    """The one definition of what the public sees: confirmed by a second person, and not cancelled."""
    return Promise.objects.filter(confirmed_at__isnull=False, cancelled_at=None).select_related(
        "organisation"
    )


@dataclass(frozen=True)
class PublicStep:
    """An entry as the public sees it: only records that can be opened, never files or who entered it."""

    on: date
    percent: int
    counted: str
    text: str
    reason: str
    evidence: tuple[Information, ...]


@dataclass(frozen=True)
class PublicPromise:
    """A promise as the public sees it; `steps` newest first, confirmed ones only."""

    promise: Promise
    responsible: tuple[Organisation, ...]
    source: Information | None
    steps: tuple[PublicStep, ...] = ()
    changes: tuple[Change, ...] = ()
    opinion: Verdicts = field(default_factory=lambda: Verdicts(0, None))

    @property
    def percent(self) -> int:
        return self.steps[0].percent if self.steps else 0

    @property
    def counted(self) -> str:
        return self.steps[0].counted if self.steps else ""


def as_public(promises: QuerySet[Promise], least: int) -> list[PublicPromise]:
    """Promises with everything the public may know. Eight queries however many promises."""
    open_texts = listed().select_related(None).only("title", "published_at")
    confirmed = Progress.objects.filter(cancelled_at=None, confirmed_at__isnull=False)
    rows = list(
        promises.prefetch_related(
            "responsible",
            "changes",
            Prefetch(
                "progress",
                confirmed.order_by("-on", "-pk").prefetch_related(
                    Prefetch("evidence", open_texts, to_attr="open_evidence")
                ),
                to_attr="confirmed_progress",
            ),
        )
    )
    sources = open_texts.in_bulk([row.source_id for row in rows if row.source_id])
    thought = opinion(rows, least)
    return [_public(row, sources, thought[row.pk]) for row in rows]


def _public(row: Promise, sources: dict[int, Information], thought: Verdicts) -> PublicPromise:
    steps = tuple(
        PublicStep(
            one.on,
            one.percent,
            _counted(one, row),
            one.text,
            one.reason,
            tuple(one.open_evidence),
        )
        for one in row.confirmed_progress  # type: ignore[attr-defined]
    )
    return PublicPromise(
        promise=row,
        responsible=tuple(row.responsible.all()),
        source=sources.get(row.source_id or 0),
        steps=steps,
        changes=tuple(row.changes.all()),
        opinion=thought,
    )


def _counted(step: Progress, promise: Promise) -> str:
    step.promise = promise
    return step.counted


def public_years() -> list[int]:
    found = public_promises().order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def public_counts(year: int) -> dict[str, int]:
    """How many promises of a year are in which state."""
    rows = public_promises().filter(year=year).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


# -- for apps above -------------------------------------------------------------


@dataclass(frozen=True)
class ProgressOn:
    """Progress that the public can read. `on` is the day it tells of, `public_on` when it became public;
    `path` opens the promise for staff."""

    organisation_id: int
    promise: int
    on: date
    public_on: date
    label: str

    @property
    def path(self) -> str:
        return f"/desk/promises/{self.promise}/"


def progress_dates(
    organisation_ids: Collection[int] | None, start: date, end: date, *, promise: int | None = None
) -> list[ProgressOn]:
    """Confirmed progress dated from `start` to `end` (both counted), by day; None means everybody.

    An entry counts for the organisation that promised and for those responsible for it.
    """
    rows = Progress.objects.filter(
        on__gte=start,
        on__lte=end,
        cancelled_at=None,
        confirmed_at__isnull=False,
        promise__cancelled_at=None,
        promise__confirmed_at__isnull=False,
    )
    if promise is not None:
        rows = rows.filter(promise=promise)
    rows = rows.select_related("promise").prefetch_related("promise__responsible").order_by("on", "pk")
    return [
        ProgressOn(place, row.promise_id, row.on, row.confirmed_at.astimezone(CHINA).date(), str(row))
        for row in rows
        if row.confirmed_at is not None
        for place in sorted({row.promise.organisation_id, *(one.pk for one in row.promise.responsible.all())})
        if organisation_ids is None or place in organisation_ids
    ]
