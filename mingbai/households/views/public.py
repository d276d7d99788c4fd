"""What everybody sees of lists, and a household of its own line. Nothing here is kept, indexed or copied."""

import secrets
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from mingbai.accounts.policies import lockout_address
from mingbai.households import actions, queries
from mingbai.households.actions.objecting import SaidBefore
from mingbai.households.exports.totals import named_totals
from mingbai.households.forms.lists import ObjectForm, QueryForm, ReceiptForm, villages_in
from mingbai.households.models import HouseholdList, Row
from mingbai.households.rules.definitions import View
from mingbai.households.states import KNOWN_TO_THE_PUBLIC, RUNNING, State
from mingbai.portal.models import SiteSettings
from mingbai.shell.paging import number_in
from mingbai.shell.views import refuse

PER_PAGE = 50
OWN = "mingbai.households.own"
OWN_FOR = 30 * 60


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    context["site"] = SiteSettings.current()
    return render(request, f"households/{template}", context, status=status)


def lists(request: HttpRequest) -> HttpResponse:
    """What hangs now, and what has hung, of which the sums stay."""
    rows = queries.public_lists()
    hanging = [(row, queries.standing_of(row)) for row in rows.filter(state__in=RUNNING)[:200]]
    past = Paginator(rows.filter(state=State.ENDED), PER_PAGE).get_page(request.GET.get("page"))
    return _page(request, "lists.html", hanging=hanging, found=past)


def of(request: HttpRequest, pk: int) -> HttpResponse:
    """The masked lines while the list hangs, by village and group; before and after that no name at all."""
    row = queries.public_list(pk)
    if row is None:
        raise Http404
    if row.state not in KNOWN_TO_THE_PUBLIC:
        later = HouseholdList.objects.filter(replaces=row, state__in=KNOWN_TO_THE_PUBLIC).first()
        return _page(request, "gone.html", 410, row=row, later=later)
    standing = queries.standing_of(row)
    lines = _lines(request, row) if standing.shown else {}
    return _page(request, "public.html", row=row, standing=standing, totals=named_totals(row), **lines)


def _lines(request: HttpRequest, row: HouseholdList) -> dict[str, Any]:
    villages = villages_in(row)
    wanted = number_in(request.GET.get("village", ""))
    village = next((one for one in villages if one.pk == wanted), villages[0] if len(villages) == 1 else None)
    group = request.GET.get("group", "")[:20].replace("\x00", "") if village else ""
    columns = row.rules.definition.seen(View.PUBLIC)
    found = Paginator(queries.rows_of(row, village, group), PER_PAGE).get_page(request.GET.get("page"))
    titles = [one.label for one in columns]
    groups = row.rows.filter(village=village).exclude(group="") if village else row.rows.none()
    return {
        "villages": [(one, queries.short_name(one)) for one in villages],
        "village": village,
        "groups": groups.order_by("group").values_list("group", flat=True).distinct(),
        "group": group,
        "titles": titles,
        "lines": [
            list(zip(titles, queries.cells(one, columns, View.PUBLIC), strict=True))
            for one in found.object_list
        ],
        "found": found,
    }


def object_to(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Anybody's objection, while the list hangs."""
    row = queries.public_list(pk)
    if row is None or row.state not in RUNNING:
        raise Http404
    return _object(request, row, None, "")


def object_own(request: HttpRequest) -> HttpResponseBase:
    """A household's own, led here by the page that its query code opened, for half an hour."""
    token = request.POST.get("token", "")
    try:
        pk = signing.loads(token, salt=OWN, max_age=OWN_FOR)
    except signing.BadSignature:
        return redirect("household_query")
    row = Row.objects.filter(pk=pk).select_related("list__rules__kind", "list__area").first()
    if row is None or row.list.state not in RUNNING:
        return redirect("household_query")
    return _object(request, row.list, row, token)


def _object(request: HttpRequest, row: HouseholdList, own: Row | None, token: str) -> HttpResponse:
    is_sent = request.method == "POST" and "text" in request.POST
    form = ObjectForm(request.POST if is_sent else None, initial={"key": secrets.token_urlsafe(32)})
    if is_sent and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        address = lockout_address(request)
        try:
            receipt = actions.object_to(row=row, household=own, address=address, **given)
        except ValidationError as error:
            refuse(form, error)
        except SaidBefore:
            return _page(request, "said.html", row=row, receipt=None)
        else:
            return _page(request, "said.html", row=row, receipt=receipt)
    return _page(request, "object.html", 422 if is_sent else 200, form=form, row=row, own=own, token=token)


def query(request: HttpRequest) -> HttpResponse:
    """Code and digits are posted, so that they stand in no address; the answer is for this one time."""
    form = QueryForm(request.POST if request.method == "POST" else None)
    found: list[Row] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.query(address=lockout_address(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
    if not found:
        return _page(request, "query.html", 422 if request.method == "POST" else 200, form=form)
    row = found[0].list
    columns = row.rules.definition.seen(View.HOUSEHOLD)
    names = [one.label for one in columns]
    return _page(
        request,
        "own.html",
        row=row,
        standing=queries.standing_of(row),
        lines=[list(zip(names, queries.cells(one, columns, View.HOUSEHOLD), strict=True)) for one in found],
        token=signing.dumps(found[0].pk, salt=OWN),
    )


def receipt(request: HttpRequest) -> HttpResponse:
    """What became of an objection, for whoever has its receipt."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.look_up(address=lockout_address(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
    status = 422 if request.method == "POST" and found is None else 200
    return _page(request, "receipt.html", status, form=form, objection=found)
