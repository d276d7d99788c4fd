"""Reading lists of households: who may see which, what of a line is shown, and for how long."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.foi.sealing import unseal_text
from mingbai.households.models import HouseholdList, KindVersion, ListKind, Objection, Row
from mingbai.households.policies import EDIT, READ
from mingbai.households.rules.codes import plain_code
from mingbai.households.rules.definitions import Column, Definition, View
from mingbai.households.rules.hanging import hangs, serves
from mingbai.households.rules.masking import shown
from mingbai.households.rules.names import village_name
from mingbai.households.states import KNOWN_TO_THE_PUBLIC, RUNNING, ObjectionState, State
from mingbai.households.values import Said, Standing
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import existing, scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

ANSWER, RETENTION = "household.objection", "household.retention"
_WITH = ("organisation", "area", "rules", "rules__kind")


# -- kinds --------------------------------------------------------------------------------------------------


def kinds() -> list[KindVersion]:
    """The version in force of every kind that is used."""
    found: dict[int, KindVersion] = {}
    rows = KindVersion.objects.filter(kind__retired_at=None).select_related("kind")
    for row in rows.order_by("kind", "number"):
        found[row.kind_id] = row
    return list(found.values())


def version_of(kind: ListKind) -> KindVersion:
    return kind.versions.select_related("kind").order_by("-number")[0]


def hanging_limits() -> list[tuple[str, str]]:
    """The limits by which a list can hang: key and name."""
    found = timelimits.limits()
    return [(key, one.name) for key, one in found.items() if key.startswith("posting.") and serves(one)]


# -- places -------------------------------------------------------------------------------------------------


def villages_of(area: Organisation) -> list[Organisation]:
    """The villages that a list of that place covers; the place itself when it is one."""
    rows = Organisation.objects.filter(existing(clock.today()), path__startswith=area.path, kind=Kind.VILLAGE)
    return list(rows.order_by("path"))


def areas_for(organisation: Organisation) -> QuerySet[Organisation]:
    """Where that organisation may make lists: itself and below; a department wherever its government is."""
    top = organisation
    if organisation.kind in (Kind.DEPARTMENT, Kind.STATION) and organisation.depth > 1:
        top = organisation.get_parent()
    places = (Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE)
    rows = Organisation.objects.filter(existing(clock.today()), path__startswith=top.path, kind__in=places)
    return rows.order_by("path")


def short_name(village: Organisation) -> str:
    return village_name(village.name)


def names_of(villages: Iterable[Organisation]) -> dict[str, Organisation]:
    """Every way a village of these may be written; a name that two bear is none."""
    found: dict[str, list[Organisation]] = {}
    for one in villages:
        for name in {one.name, short_name(one), one.code, *one.short_names}:
            found.setdefault(name, []).append(one)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


# -- lists --------------------------------------------------------------------------------------------------


def readable(user: User) -> QuerySet[HouseholdList]:
    return scope_of(user, READ).filter(HouseholdList.objects.select_related(*_WITH))


def public_lists() -> QuerySet[HouseholdList]:
    """Lists that hang or have hung; what was taken down or corrected is not among them."""
    rows = HouseholdList.objects.filter(state__in=KNOWN_TO_THE_PUBLIC).select_related(*_WITH)
    return rows.order_by("-posted_on", "-pk")


def public_list(pk: int) -> HouseholdList | None:
    """With lists that were corrected or taken down, whose pages say so and show nothing."""
    rows = HouseholdList.objects.filter(posted_on__isnull=False).select_related(*_WITH)
    return rows.filter(pk=pk).first()


def standing_of(row: HouseholdList, known: timelimits.Known | None = None) -> Standing:
    """Whether names may be seen now. Nothing stored decides it, so they vanish at midnight by themselves.

    While an objection has stopped the list, the names stay as they hang on the board, but no longer than the
    objection may take: after that the page shows the sums alone until it is decided.
    """
    if row.posted_on is None or row.state not in RUNNING:
        return Standing(row, False, row.ended_on, False)
    known = known or timelimits.known()
    result = _result(row, known)
    last = max(result.due, row.wanted_until or result.due)
    steps = tuple(str(step) for step in result.steps)
    if row.state == State.STOPPED:
        return Standing(row, clock.today() <= _answered_by(row, known), last, True, steps)
    return Standing(row, clock.today() <= last, last, result.estimated, steps)


def _result(row: HouseholdList, known: timelimits.Known) -> Any:
    assert row.posted_on is not None
    limit = known.limit(row.rules.definition.limit, row.posted_on)
    pauses = [(one.stopped_on, one.resumed_on) for one in row.pauses.all()]
    return hangs(limit, row.posted_on, pauses, known.calendar(row.area))


def _answered_by(row: HouseholdList, known: timelimits.Known) -> date:
    """The last day on which some open objection, or the last one decided, is still in time."""
    waiting = row.objections.filter(state=ObjectionState.OPEN)
    rows = list(waiting) or list(row.objections.order_by("-received_on")[:1])
    return max((due_on(one, known) for one in rows), default=date.min)


def rows_of(row: HouseholdList, village: Organisation | None = None, group: str = "") -> QuerySet[Row]:
    rows = row.rows.select_related("village").order_by("village__path", "number")
    if village is not None:
        rows = rows.filter(village=village)
    return rows.filter(group=group) if group else rows


def opened(row: Row) -> dict[str, str]:
    """The cells by column name; `foi.sealing.Unreadable` when the key is gone."""
    return dict(json.loads(unseal_text(row.sealed)))


def cells(row: Row, columns: Iterable[Column], view: View) -> list[str]:
    values = opened(row)
    return [shown(column, values.get(column.name, ""), view) for column in columns]


def amounts(rows: Iterable[Row], definition: Definition) -> list[dict[str, Any]]:
    """Households and sums of each village, in the order of the rows: what may stay when names are gone."""
    found: dict[int, dict[str, Any]] = {}
    people: dict[int, set[str]] = {}
    for row in rows:
        at = found.setdefault(
            row.village_id, {"village": row.village_id, "name": short_name(row.village), "sums": {}}
        )
        people.setdefault(row.village_id, set()).add(row.identity)
        values = opened(row)
        for column in definition.summed:
            before = Decimal(at["sums"].get(column.name, "0"))
            at["sums"][column.name] = str(before + Decimal(values.get(column.name) or "0"))
    for pk, one in found.items():
        one["households"] = len(people[pk])
    return list(found.values())


def overlaps(row: HouseholdList) -> int:
    """How many households of this list stand in another list of the same kind and period."""
    others = HouseholdList.objects.filter(rules__kind=row.rules.kind_id, period_key=row.period_key).exclude(
        Q(pk=row.pk) | Q(state__in=[State.CORRECTED, State.WITHDRAWN])
    )
    mine = row.rows.values("identity")
    return Row.objects.filter(list__in=others, identity__in=mine).values("identity").distinct().count()


def with_counts(rows: QuerySet[HouseholdList]) -> QuerySet[HouseholdList]:
    open_ = Count("objections", filter=Q(objections__state=ObjectionState.OPEN), distinct=True)
    return rows.annotate(waiting=open_).order_by("-pk")


# -- digests ------------------------------------------------------------------------------------------------


def digest(what: str, value: str) -> str:
    return salted_hmac(f"mingbai.households.{what}", value, algorithm="sha256").hexdigest()


def identity_digest(identity: str) -> str:
    return digest("identity", identity)


def code_digest(code: str, tail: str) -> str:
    return digest("code", f"{plain_code(code)}|{tail}")


def rows_by_code(code: str, tail: str) -> list[Row]:
    """The lines of that household in the newest list its code was printed for, while it is known at all."""
    if not plain_code(code) or len(tail) != 4:
        return []
    rows = Row.objects.filter(code=code_digest(code, tail), list__state__in=KNOWN_TO_THE_PUBLIC)
    found = list(
        rows.select_related("village", *(f"list__{name}" for name in _WITH)).order_by("-list", "number")
    )
    return [row for row in found if row.list_id == found[0].list_id]


# -- objections ---------------------------------------------------------------------------------------------


def objections_for(user: User) -> QuerySet[Objection]:
    rows = Objection.objects.select_related("organisation", *(f"list__{name}" for name in _WITH))
    return scope_of(user, READ).filter(rows)


def count_waiting(user: User) -> int:
    return scope_of(user, EDIT).filter(Objection.objects.filter(state=ObjectionState.OPEN)).count()


def due_on(objection: Objection, known: timelimits.Known) -> date:
    """The last day for an answer; no query by itself."""
    day = objection.received_on
    return due(known.limit(ANSWER, day), day, known.calendar(objection.organisation)).due


def said(objection: Objection) -> Said:
    return Said.from_text(unseal_text(objection.sealed)) if objection.sealed else Said()


def objection_by_code(code: str) -> Objection | None:
    plain = plain_code(code)
    rows = Objection.objects.select_related("organisation", *(f"list__{name}" for name in _WITH))
    return rows.filter(code=digest("receipt", plain)).first() if plain else None


def all_open() -> Iterator[tuple[Objection, date]]:
    known = timelimits.known()
    rows = Objection.objects.filter(state=ObjectionState.OPEN).select_related(
        "organisation", *(f"list__{name}" for name in _WITH)
    )
    yield from ((row, due_on(row, known)) for row in rows.iterator(500))


def summed(totals: Iterable[Mapping[str, Any]], columns: Iterable[Column]) -> dict[str, Any]:
    """All villages together."""
    totals = list(totals)
    sums = {one.name: sum((Decimal(row["sums"].get(one.name, "0")) for row in totals), Decimal("0"))
            for one in columns}  # fmt: skip
    return {"households": sum(row["households"] for row in totals), "sums": sums}


def shows_names(information: Information) -> bool:
    """Whether photographs of what hung for this record may show a list of names."""
    return HouseholdList.objects.filter(information=information).exists()
