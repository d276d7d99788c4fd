"""Who did what when, for auditors: filtered, verified, taken along as a table."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from mingbai.desk import queries
from mingbai.desk.forms.administration import EventForm
from mingbai.disclosures.verification import verify
from mingbai.lib import clock
from mingbai.lib.tables import to_csv
from mingbai.shell.views import StaffRequest, page

PER_PAGE = 100
MOST_EXPORTED = 50_000


def events(request: StaffRequest) -> HttpResponse:
    """Who did what when; and, on request, whether the chain still holds."""
    form = EventForm(request.GET or None)
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = queries.events_of(**values)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    left = request.GET.copy()
    left.pop("page", None)
    if "csv" in request.GET and not form.errors and shown.paginator.count <= MOST_EXPORTED:
        return _table(queries.entries(request.user, rows))
    left.pop("csv", None)
    return page(
        request,
        "desk/events.html",
        form=form,
        shown=shown,
        query=left.urlencode(),
        rows=queries.entries(request.user, shown),
        too_many=shown.paginator.count > MOST_EXPORTED,
        most=MOST_EXPORTED,
        report=verify() if request.method == "POST" else None,
    )


def _table(rows: list[queries.Entry]) -> HttpResponse:
    data = to_csv(queries.HEAD, (one.cells() for one in rows))
    name = f"events-{clock.today():%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
