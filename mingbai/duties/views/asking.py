"""What a list was asked for: year, unit, column and state, from the address; wrong values are ignored."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.duties import queries
from mingbai.duties.models import Instance
from mingbai.duties.states import Source, State
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of, tree
from mingbai.shell.views import StaffRequest

BELOW = "below"


@dataclass(frozen=True)
class Asked:
    """`unit` with `below`: also everything under it. `column` is a field's key or a source."""

    year: int
    unit: Organisation | None = None
    below: bool = True
    column: str = ""
    state: str = ""
    source: str = ""
    item: int | None = None
    task: int | None = None
    plan: int | None = None
    quota: str = ""
    month: int | None = None
    due: bool = False

    @property
    def query(self) -> str:
        """The address's query that asks for the same again."""
        values = {
            "year": self.year,
            "organisation": self.unit.pk if self.unit else "",
            "below": "" if self.below else "0",
            "column": self.column,
            "state": self.state,
            "source": self.source,
            "item": self.item or "",
            "task": self.task or "",
            "plan": self.plan or "",
            "quota": self.quota,
            "month": self.month or "",
            "due": "1" if self.due else "",
        }
        return urlencode({name: value for name, value in values.items() if value != ""})


def asked_of(request: StaffRequest) -> Asked:
    got = request.GET
    year = _number(got.get("year")) or clock.today().year
    return Asked(
        year=year if 2000 <= year <= 2100 else clock.today().year,
        unit=_unit(request.user, _number(got.get("organisation"))),
        below=got.get("below") != "0",
        column=_key(got.get("column", "")),
        state=got.get("state", "") if got.get("state") in State.values else "",
        source=got.get("source", "") if got.get("source") in Source.values else "",
        item=_number(got.get("item")),
        task=_number(got.get("task")),
        plan=_number(got.get("plan")),
        quota=_key(got.get("quota", "")),
        month=_number(got.get("month")),
        due=got.get("due") == "1",
    )


def lines_of(user: User, asked: Asked) -> QuerySet[Instance]:
    """The lines asked for, within the person's reach."""
    rows = queries.of_year(queries.instances(user), asked.year)
    if asked.unit is not None:
        of_unit = (
            Q(organisation__path__startswith=asked.unit.path) if asked.below else Q(organisation=asked.unit)
        )
        rows = rows.filter(of_unit)
    if asked.column:
        rows = queries.in_cell(rows, asked.column)
    if asked.state:
        rows = queries.ended_as(rows, asked.state)
    same = {"duty__source": asked.source, "duty__item": asked.item}
    same |= {"duty__task": asked.task, "duty__task__plan": asked.plan, "duty__quota": asked.quota}
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    if asked.month and 1 <= asked.month <= 12:
        rows = rows.filter(due_on__year=asked.year, due_on__month=asked.month)
    return rows.exclude(state__in=[State.OPEN, State.NOT_APPLICABLE]) if asked.due else rows


def units_of(user: User) -> list[tuple[int, str]]:
    """The organisations whose ledger the person may read, set in by depth, for a select box."""
    mine = set(
        scope_of(user, queries.READ).filter(Organisation.objects.all(), "").values_list("pk", flat=True)
    )
    rows = [row for row in tree() if row.pk in mine]
    top = min((row.depth for row in rows), default=1)
    return [(row.pk, "　" * (row.depth - top) + row.name) for row in rows]


def years() -> list[int]:
    """From the ledger's beginning to this year, newest first."""
    first = queries.setting().begins_on.year
    return list(range(clock.today().year, min(first, clock.today().year) - 1, -1))


def soon() -> date:
    """What is due until then belongs to "now": the end of this month, a week ahead at least."""
    today = clock.today()
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return max(month_end, today + timedelta(days=7))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _key(text: str) -> str:
    """A key of a field, a source or a quota; "" for anything else."""
    return text if re.fullmatch(r"[\w-]{1,40}", text, re.ASCII) else ""


def _unit(user: User, pk: int | None) -> Organisation | None:
    if pk is None:
        return None
    return scope_of(user, queries.READ).filter(Organisation.objects.filter(pk=pk), "").first()
