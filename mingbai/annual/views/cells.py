"""The records behind a cell, and entering what the platform does not hold."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.annual import actions
from mingbai.annual.forms import FiguresForm
from mingbai.annual.models import AnnualReport
from mingbai.annual.policies import may_do
from mingbai.annual.queries import Row, below, shown_tables
from mingbai.annual.queries import cell as cell_of
from mingbai.annual.queries.cells import CASE, RECORD, counted, entered
from mingbai.annual.rules.places import Place, places, read
from mingbai.annual.states import WRITE, Verb
from mingbai.annual.views.finding import own_report, readable_report
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.report_check.form.cells import NOT_APPLICABLE
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 50


def _place(report: AnnualReport, name: str) -> Place:
    found = places(report.form).get(name)
    if found is None:
        raise Http404
    return found


def cell(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """What one cell counts today: registration numbers and days, never who asked."""
    report = readable_report(request, pk)
    place = _place(report, name)
    behind = cell_of(report, place.name)
    shown = Paginator(behind.rows, PER_PAGE).get_page(request.GET.get("page"))
    reads = bool(may(request.user, "foi.read", report.organisation))
    left = request.GET.copy()
    left.pop("page", None)
    return page(
        request,
        "annual/cell.html",
        report=report,
        place=place,
        behind=behind,
        value=read(shown_tables(report), place),
        shown=shown,
        rows=[(row, _url(request.user, report.organisation, row)) for row in shown],
        reads=reads,
        lower=[(one, read(one.tables, place)) for one in below(report) if one.is_summed and one.tables],
        late=[one.organisation for one in below(report) if one.is_missing],
        may_enter=not place.is_sum
        and behind.counted != NOT_APPLICABLE
        and bool(may_do(request.user, Verb.WRITE, report)),
        query=left.urlencode(),
    )


def _url(user: User, organisation: Organisation, row: Row) -> str:
    """The page of a record for those who may open it; "" for the others."""
    if row.kind == RECORD:
        return reverse("desk:record", args=[row.pk]) if may(user, "record.read", organisation) else ""
    if not may(user, "foi.read", organisation):
        return ""
    return reverse("remedies:case" if row.kind == CASE else "casework:file", args=[row.pk])


def figures(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter the cells of table two that the platform does not count; with `name` any single cell."""
    report = own_report(request, pk, WRITE)
    cells, known = _to_enter(report, request), entered(report)
    form = FiguresForm(request.POST or None, cells=cells, known=known)

    def do(figures: Sequence[actions.Figure]) -> None:
        try:
            actions.enter_figures(report=report, figures=figures, by=request.user)
        except ValidationError as error:
            raise _at_fields(form, error) from error

    one = cells[0] if len(cells) == 1 else None
    back = reverse("annual:cell", args=[pk, one.name]) if one else report.get_absolute_url()
    return form_page(
        request,
        form,
        do,
        "已保存。",
        back,
        template="annual/figures.html",
        heading="填报平台没有的数字",
        subject=report.title,
        submit="保存",
        single=one,
        counted=counted(report).get(one.name) if one else None,
    )


def _to_enter(report: AnnualReport, request: StaffRequest) -> list[Place]:
    if "name" in request.GET:
        place = _place(report, request.GET["name"])
        if place.is_sum or counted(report).get(place.name) == NOT_APPLICABLE:
            raise Http404
        return [place]
    held = counted(report)
    every = places(report.form).values()
    return [one for one in every if one.table == "two" and held.get(one.name) is None]


def _at_fields(form: FiguresForm, error: ValidationError) -> ValidationError:
    """The same problems by the form's fields instead of the names of cells."""
    if not hasattr(error, "error_dict"):
        return error
    told: dict[str, Any] = {}
    for name, found in error.error_dict.items():
        told[form.field_of_cell(name) or "__all__"] = found
    return ValidationError(told)
