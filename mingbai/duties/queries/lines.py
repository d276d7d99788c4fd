"""The lines the ledger should have, computed from everything that is known. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from mingbai.disclosures.models import Audience
from mingbai.disclosures.states import Status
from mingbai.duties import evidence
from mingbai.duties.models import Duty, Exemption, NilLine, Proof
from mingbai.duties.queries.records import Event, day_of, events
from mingbai.duties.queries.settings import setting
from mingbai.duties.rules import (
    Evidence,
    Expected,
    Known,
    Outcome,
    once,
    periodic,
    settle,
    settle_standing,
    standing,
)
from mingbai.duties.states import ExemptionState, Kind, Source
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.timelimits.queries import known as limits_known
from mingbai.timelimits.rules import Calendar, Unit, add_working_days

COLUMNS = (
    *("duty_id", "key", "organisation_id", "starts_on", "ends_on", "due_on", "estimated", "state"),
    *("met_on", "days_late", "evidence", "record_id"),
)
Line = tuple[Any, ...]
"""The values of COLUMNS."""


@dataclass(frozen=True)
class Settled:
    """One instance with its outcome; `record` is the text of an event."""

    duty: Duty
    outcome: Outcome
    record: int | None = None

    @property
    def line(self) -> Line:
        one, end = self.outcome.expected, self.outcome
        return (
            *(self.duty.pk, one.key, self.duty.organisation_id, one.start, one.end, one.due, one.estimated),
            *(str(end.state), end.met_on, end.days_late, len(end.evidence), self.record),
        )


@dataclass
class _Facts:
    """What is known about many duties at once."""

    found: dict[tuple[int, str], list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    given: dict[int, dict[str, list[Evidence]]] = field(default_factory=lambda: defaultdict(dict))
    nil: dict[int, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))
    exempt: dict[int, list[tuple[date, date | None]]] = field(default_factory=lambda: defaultdict(list))
    events: dict[tuple[int, int], list[Event]] = field(default_factory=lambda: defaultdict(list))

    def of(self, duty: Duty) -> Known:
        exempt = self.exempt.get(duty.pk, [])
        if duty.not_applicable:
            exempt = [*exempt, (duty.valid_from, None)]
        return Known(
            found=self.found.get((duty.organisation_id, duty.evidence), ()),
            given=self.given.get(duty.pk, {}),
            nil=self.nil.get(duty.pk, {}),
            exempt=exempt,
        )


def settled(
    duties: Iterable[Duty], places: Collection[int], few: bool = False, record: int | None = None
) -> Iterator[Settled]:
    """Every instance of `duties`, which belong to `places`, as it stands today.

    `few` reads only what concerns these duties, not all of the places; `record` leaves out events
    of other records.
    """
    rows = list(duties)
    facts = _facts(rows, places, few, record)
    here = _Circumstances(clock.today(), setting().standing_days, places)
    for duty in rows:
        known = facts.of(duty)
        for outcome in _outcomes(duty, known, here):
            yield Settled(duty, outcome)
        if duty.kind == Kind.PROMPT and duty.item_id is not None and duty.days is not None:
            for event in facts.events.get((duty.organisation_id, duty.item_id), ()):
                if event.written_on >= duty.valid_from and not _ended(duty, event.written_on):
                    yield Settled(duty, _of_event(duty, event, known, here), event.record)


class _Circumstances:
    """The day, the county's numbers, and the calendar of each place; read once for all duties."""

    def __init__(self, today: date, standing_days: int, places: Collection[int]) -> None:
        known = limits_known()
        self.today, self.standing_days = today, standing_days
        rows = Organisation.objects.filter(pk__in=places)
        self.calendars = {row.pk: known.calendar(row) for row in rows}
        self._due: dict[tuple[int, date, int, str], tuple[date, bool]] = {}

    def due(self, duty: Duty, start: date) -> tuple[date, bool]:
        """Last day in time for what began on `start`; the same question is counted once."""
        assert duty.days is not None
        days = self.calendars[duty.organisation_id]
        question = (id(days), start, duty.days, duty.days_unit)
        if question not in self._due:
            self._due[question] = _counted(start, duty.days, duty.days_unit, days)
        return self._due[question]


def _counted(start: date, number: int, unit: str, days: Calendar) -> tuple[date, bool]:
    if unit == Unit.CALENDAR_DAY:
        return start + timedelta(days=number), False
    counted = add_working_days(start, number, days)
    return counted.due, counted.estimated


def _outcomes(duty: Duty, known: Known, here: _Circumstances) -> list[Outcome]:
    days = here.calendars[duty.organisation_id]
    if duty.kind == Kind.ONCE:
        return settle(
            [once(duty.valid_from.replace(month=1, day=1), duty.due_on)], known, here.today, duty.at_least
        )
    if duty.kind == Kind.STANDING:
        one = standing(duty.valid_from, here.standing_days, days)
        return [settle_standing(one, known, here.today)]
    # A plan's year counts as a whole, however late the plan was confirmed.
    whole = duty.source == Source.PLAN
    expected = periodic(duty.rhythm, duty.valid_from, duty.valid_to, here.today, days, whole)
    return settle(expected, known, here.today, duty.at_least)


def _of_event(duty: Duty, event: Event, known: Known, here: _Circumstances) -> Outcome:
    last, estimated = here.due(duty, event.written_on)
    one = Expected(f"record:{event.record}", event.written_on, last, last, estimated)
    found = [(event.published_on, f"record:{event.record}")] if event.published_on else []
    return settle_standing(one, Known(found=found, given=known.given, exempt=known.exempt), here.today)


def _ended(duty: Duty, day: date) -> bool:
    return duty.valid_to is not None and day > duty.valid_to


def _facts(rows: list[Duty], places: Collection[int], few: bool, record: int | None) -> _Facts:
    facts = _Facts()
    kinds = {row.evidence for row in rows if row.evidence}
    # Asked for all kinds, a source leaves out what only few duties count (`update:`), so these are named.
    wanted = kinds if few else None
    _add_found(facts, evidence.find(places, wanted))
    if not few and (updates := {kind for kind in kinds if kind.startswith("update:")}):
        _add_found(facts, evidence.find(places, updates))
    for pieces in facts.found.values():
        pieces.sort()
    items = {row.item_id for row in rows if row.kind == Kind.PROMPT and row.item_id is not None}
    if items:
        for event in events(places, items if few else None, record):
            facts.events[event.organisation, event.item].append(event)
    _add_papers(facts, rows, places, few)
    return facts


def _add_found(facts: _Facts, found: Iterable[evidence.Found]) -> None:
    for place, kind, day, what in found:
        facts.found[place, kind].append((day, what))


def _add_papers(facts: _Facts, rows: list[Duty], places: Collection[int], few: bool) -> None:
    """What people assigned, declared and were granted."""
    only = {"duty_id__in": [row.pk for row in rows]} if few else {"duty__organisation_id__in": places}
    proofs = Proof.objects.filter(Q(record=None) | Q(record__status=Status.PUBLISHED), taken_back="", **only)
    for duty, key, day, pk, what in proofs.values_list("duty_id", "key", "done_on", "pk", "record_id"):
        piece = (day, f"record:{what}" if what else f"proof:{pk}")
        facts.given[duty].setdefault(key, []).append(piece)
    public = NilLine.objects.filter(
        report__information__status=Status.PUBLISHED,
        report__information__audience=Audience.PUBLIC,
        **only,
    )
    for duty, key, at in public.values_list("duty_id", "key", "report__information__published_at"):
        if at is not None:
            facts.nil[duty][key] = day_of(at)
    # One that was ended still excuses the periods before its last day.
    granted = Exemption.objects.filter(state__in=[ExemptionState.GRANTED, ExemptionState.ENDED], **only)
    for duty, start, end in granted.values_list("duty_id", "starts_on", "ends_on"):
        facts.exempt[duty].append((start, end))
