"""The year at a glance: counts, what is owed now, the matrix, pace and doubts."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from mingbai.duties import actions, queries
from mingbai.duties.exports import matrix_sheet, spreadsheet
from mingbai.duties.rules import Counts, light
from mingbai.duties.states import State
from mingbai.duties.views.asking import asked_of, lines_of, soon, units_of, years
from mingbai.lib import clock
from mingbai.shell.views import StaffRequest, page

MOST = 8
PER_PAGE = 50
LAMPS = {"red": "缺", "amber": "迟", "green": "齐", "none": "—"}
"""What a cell says beside its colour."""


def home(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request)
    counts = queries.count(lines_of(request.user, asked))
    owed = queries.owed(request.user, soon(), asked.unit and [asked.unit])
    return page(
        request,
        "duties/home.html",
        asked=asked,
        years=years(),
        units=units_of(request.user),
        counts=counts,
        states=_states(counts),
        owed=owed[:MOST],
        owed_count=owed.count(),
        doubts=queries.doubtful(request.user),
        today=clock.today(),
        refreshed_at=queries.setting().refreshed_at,
    )


def _states(counts: Counts) -> list[tuple[str, str, int]]:
    return [(str(state.value), str(state.label), getattr(counts, state.value)) for state in State]


def owed(request: StaffRequest) -> HttpResponse:
    """What is missing or due soon, oldest first."""
    asked = asked_of(request)
    units = [asked.unit] if asked.unit and not asked.below else None
    rows = queries.owed(request.user, soon(), units)
    if asked.unit and units is None:
        rows = rows.filter(organisation__path__startswith=asked.unit.path)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "duties/owed.html",
        asked=asked,
        query=asked.query,
        shown=shown,
        nil_lines={row.pk for row in shown if actions.may_be_nil(row)},
        units=units_of(request.user),
        today=clock.today(),
        until=soon(),
    )


def matrix(request: StaffRequest) -> HttpResponse:
    """Organisation × field: each cell opens its lines."""
    asked = asked_of(request)
    table = queries.matrix(lines_of(request.user, asked))
    if request.GET.get("format") == "xlsx":
        return spreadsheet([matrix_sheet(table)], f"{asked.year}年履职覆盖表")
    rows = [
        (place, [_cell(key, cells.get(key)) for key, _ in table.columns], _cell("", total))
        for place, cells, total in table.rows
    ]
    return page(
        request,
        "duties/matrix.html",
        asked=asked,
        years=years(),
        units=units_of(request.user),
        columns=table.columns,
        rows=rows,
        total=table.total,
    )


def _cell(key: str, counts: Counts | None) -> dict[str, Any]:
    if counts is None:
        return {"key": key, "counts": None}
    lamp = light(counts)
    return {"key": key, "counts": counts, "lamp": lamp, "word": LAMPS[lamp]}


def paces(request: StaffRequest) -> HttpResponse:
    """How quotas and counted tasks will end at this pace."""
    asked = asked_of(request)
    rows = queries.paces(lines_of(request.user, asked))
    behind = [row for row in rows if row.forecast.expected < row.forecast.wanted]
    return page(
        request,
        "duties/paces.html",
        asked=asked,
        years=years(),
        units=units_of(request.user),
        behind=behind,
        rest=[row for row in rows if row not in behind],
    )
