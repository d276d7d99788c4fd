"""The year in pictures, each drawn from the table that stands beside it."""

from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpResponse

from mingbai.catalogue.models import Field
from mingbai.duties import queries
from mingbai.duties.models import Instance
from mingbai.duties.rules import Counts
from mingbai.duties.states import State
from mingbai.duties.views.asking import Asked, asked_of, lines_of, units_of, years
from mingbai.organisations.models import Organisation
from mingbai.shell.views import StaffRequest, page

SERIES = (State.MET, State.NIL, State.LATE, State.MISSING, State.OPEN)
Row = tuple[str, str, list[tuple[str, int]], Counts]


def charts(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request)
    rows = lines_of(request.user, asked)
    shown = [
        {"key": "units", "kind": "bars", "head": "单位", "title": "各单位", "rows": _by_unit(rows, asked)},
        {"key": "fields", "kind": "bars", "head": "领域", "title": "各领域", "rows": _by_field(rows, asked)},
        {
            "key": "months",
            "kind": "columns",
            "head": "到期月份",
            "title": "各月到期的",
            "rows": _by_month(rows, asked),
        },
    ]
    return page(
        request,
        "duties/charts.html",
        asked=asked,
        years=years(),
        units=units_of(request.user),
        charts=shown,
        series=[(str(state.value), str(state.label)) for state in SERIES],
    )


def _chart(key: str, kind: str, head: str, title: str, rows: list[Row]) -> dict[str, object]:
    return {"key": key, "kind": kind, "head": head, "title": title, "rows": rows}


def _row(name: str, asked: Asked, counts: Counts) -> Row:
    return name, asked.query, [(str(state.value), getattr(counts, state.value)) for state in SERIES], counts


def _by_unit(rows: QuerySet[Instance], asked: Asked) -> list[Row]:
    groups = queries.counts_by(rows, "organisation_id")
    places = Organisation.objects.filter(pk__in=[pk for (pk,) in groups]).order_by("depth", "order", "path")
    return [_row(place.name, replace(asked, unit=place, below=False), groups[place.pk,]) for place in places]


def _by_field(rows: QuerySet[Instance], asked: Asked) -> list[Row]:
    groups = queries.counts_by(rows.filter(duty__item__isnull=False), "duty__item__field_id")
    found = [
        _row(field.name, replace(asked, column=field.key), groups[field.key,])
        for field in Field.objects.all()
        if (field.key,) in groups
    ]
    others = queries.counts_by(rows.filter(duty__item=None), "duty__source")
    return found + [
        _row(str(name), replace(asked, column=str(key)), others[key,])
        for key, name in queries.OTHER_FIELDS.items()
        if (key,) in others
    ]


def _by_month(rows: QuerySet[Instance], asked: Asked) -> list[Row]:
    groups = queries.counts_by(rows.filter(due_on__year=asked.year), "due_on__month")
    return [
        _row(f"{month}月", replace(asked, month=month), groups.get((month,), Counts()))
        for month in range(1, 13)
        if groups
    ]
