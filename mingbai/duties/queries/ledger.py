"""Reading the ledger: lines within somebody's reach, what stands behind a line, who has to act."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from mingbai.catalogue.models import Field
from mingbai.duties import evidence
from mingbai.duties.evidence import Piece
from mingbai.duties.models import Duty, Instance, NilLine, Proof
from mingbai.duties.queries.counting import counts_by
from mingbai.duties.queries.lines import settled
from mingbai.duties.queries.settings import setting
from mingbai.duties.rules import Counts, Forecast, forecast, suspicious
from mingbai.duties.states import ENDED, Kind, Source, State
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of

READ = "duty.read"


def instances(
    user: Any = None,
    organisations: QuerySet[Organisation] | Iterable[Organisation] | None = None,
    start: date | None = None,
    end: date | None = None,
) -> QuerySet[Instance]:
    """Lines of the ledger whose period ends from `start` to `end`.

    With `user` only those of organisations the person may read; without, all: for callers that have
    asked a policy of their own.
    """
    rows = Instance.objects.all()
    if user is not None:
        rows = scope_of(user, READ).filter(rows)
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    if start is not None:
        rows = rows.filter(ends_on__gte=start)
    if end is not None:
        rows = rows.filter(ends_on__lte=end)
    return rows


def shown(rows: QuerySet[Instance]) -> QuerySet[Instance]:
    """With what a table of lines shows, each read once."""
    return rows.select_related(
        "duty__item__field", "duty__task__plan", "duty__quota", "duty__owner", "organisation", "record"
    )


def of_year(rows: QuerySet[Instance], year: int) -> QuerySet[Instance]:
    """Lines that belong to the year: their period ends in it, or, for what has no date, begins in it."""
    return rows.filter(ends_on__range=(date(year, 1, 1), date(year, 12, 31)))


def duties(user: Any) -> QuerySet[Duty]:
    return scope_of(user, READ).filter(Duty.objects.select_related("organisation", "item__field", "owner"))


def evidence_of(instance: Instance) -> list[Piece]:
    """What the line counts, oldest first: the very pieces that the settling assigned to it."""
    duty = instance.duty
    record = instance.record_id
    for one in settled([duty], [duty.organisation_id], few=True, record=record):
        if one.outcome.expected.key == instance.key:
            return evidence.described(_dated(duty, one.outcome.evidence))
    return []


def _dated(duty: Duty, names: Iterable[str]) -> list[tuple[date, str]]:
    wanted = set(names)
    kinds = [duty.evidence] if duty.evidence else []
    found = {what: day for _, _, day, what in evidence.find([duty.organisation_id], kinds)}
    for proof in Proof.objects.filter(duty=duty, taken_back=""):
        found[f"record:{proof.record_id}" if proof.record_id else f"proof:{proof.pk}"] = proof.done_on
    return sorted((found[what], what) for what in wanted if what in found)


def nil_report_of(instance: Instance) -> NilLine | None:
    """The nearest nil report that names this line, public or still on its way."""
    lines = NilLine.objects.filter(duty=instance.duty_id, key=instance.key)
    return lines.select_related("report__information").order_by("-pk").first()


# -- who has to act ----------------------------------------------------------------

NEEDS_ACTION = Q(state__in=[State.OPEN, State.MISSING])


def owed(user: Any, until: date, organisations: Any = None) -> QuerySet[Instance]:
    """What is missing, or due by `until` and not done yet, oldest due first."""
    rows = instances(user, organisations).filter(NEEDS_ACTION, due_on__lte=until)
    return shown(rows).order_by("due_on", "organisation", "duty")


def assigned_to(user: Any, until: date) -> QuerySet[Instance]:
    """What the person answers for by name."""
    rows = instances(user).filter(NEEDS_ACTION, duty__owner=user, due_on__lte=until)
    return shown(rows).order_by("due_on", "duty")


# -- the matrix ----------------------------------------------------------------------

OTHER_FIELDS = {Source.PLAN: "计划任务", Source.QUOTA: "次数要求"}
"""Columns beside the catalogue's fields, for duties that stand in no row."""


@dataclass(frozen=True)
class Matrix:
    """`columns` are (key, name); `rows` are (organisation, counts by column key, counts of all)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Organisation, dict[str, Counts], Counts], ...]
    total: Counts


def matrix(rows: QuerySet[Instance]) -> Matrix:
    """Organisation × field over these lines; columns and organisations without a line are left out."""
    groups = counts_by(rows, "organisation_id", "duty__item__field_id", "duty__source")
    cells: dict[int, dict[str, Counts]] = defaultdict(dict)
    for (place, field, source), counts in groups.items():
        key = field or source
        cells[place][key] = cells[place].get(key, Counts()) + counts
    used = {key for row in cells.values() for key in row}
    names = [*Field.objects.values_list("key", "name"), *((str(k), v) for k, v in OTHER_FIELDS.items())]
    places = Organisation.objects.in_bulk(list(cells))
    listed = sorted(cells, key=lambda pk: (places[pk].depth, places[pk].order, places[pk].path))
    table = [(places[pk], cells[pk], sum(cells[pk].values(), Counts())) for pk in listed]
    total = sum((row[2] for row in table), Counts())
    return Matrix(tuple(one for one in names if one[0] in used), tuple(table), total)


def in_cell(rows: QuerySet[Instance], column: str) -> QuerySet[Instance]:
    """The lines behind one column of the matrix."""
    if column in OTHER_FIELDS:
        return rows.filter(duty__source=column, duty__item=None)
    return rows.filter(duty__item__field=column)


# -- pace and doubt --------------------------------------------------------------------


@dataclass(frozen=True)
class Pace:
    instance: Instance
    forecast: Forecast


def paces(rows: QuerySet[Instance]) -> list[Pace]:
    """How each quota or counted task of these lines will end at this pace; lines that ended are left out."""
    counted = shown(rows).filter(
        duty__source__in=[Source.QUOTA, Source.PLAN],
        duty__kind=Kind.PERIODIC,
        state__in=[State.OPEN, State.MET],
    )
    today = clock.today()
    return [
        Pace(row, forecast(row.evidence, row.duty.at_least, row.starts_on, row.ends_on, today))
        for row in counted.order_by("organisation", "duty")
    ]


@dataclass(frozen=True)
class Doubt:
    duty: Duty
    reason: str


def doubtful(user: Any) -> list[Doubt]:
    """Duties within reach that ended in nil so often in a row that somebody should ask."""
    run = setting().nil_run
    nil = instances(user).filter(state=State.NIL).values_list("duty_id", flat=True)
    often = {pk for pk in nil if pk is not None}
    found = []
    for duty in duties(user).filter(pk__in=often).order_by("organisation", "key"):
        lines = duty.instances.filter(state__in=ENDED, record=None).order_by("ends_on")
        states = list(lines.values_list("state", flat=True))
        reason = suspicious(states, *_peers(duty, lines), run=run)
        if reason:
            found.append(Doubt(duty, reason))
    return found


def _peers(duty: Duty, lines: QuerySet[Instance]) -> tuple[int, int]:
    """Of the other organisations of its kind with this row: how many had something, of how many."""
    last = lines.last()
    if last is None or duty.item_id is None:
        return 0, 0
    others = Instance.objects.filter(
        duty__item=duty.item_id,
        duty__kind=duty.kind,
        organisation__kind=duty.organisation.kind,
        key=last.key,
    ).exclude(organisation=duty.organisation_id)
    done = others.filter(state__in=[State.MET, State.LATE]).values("organisation").distinct().count()
    return done, others.values("organisation").distinct().count()
