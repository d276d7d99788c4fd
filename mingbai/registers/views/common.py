"""What the pages of all registers share: the filters, the rows within reach, the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.tables import Sheet, to_workbook
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.registers.policies import KEEP, READ, may_keep
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest

PER_PAGE = 30


@dataclass(frozen=True)
class Asked:
    """What the filters say: a unit within reach (with all below it), a year, and other words as typed."""

    places: list[tuple[int, str]]
    organisation: Organisation | None
    year: int | None
    years: list[int]
    typed: dict[str, str]
    query: str

    @property
    def place(self) -> int | None:
        return self.organisation.pk if self.organisation else None

    def of_place(self, rows: QuerySet[Any], field: str = "organisation") -> QuerySet[Any]:
        if self.organisation is None:
            return rows
        return rows.filter(**{f"{field}__path__startswith": self.organisation.path})

    def of_year(self, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
        if self.year is None:
            return rows
        return rows.filter(**{f"{field}__range": (date(self.year, 1, 1), date(self.year, 12, 31))})


def asked_of(request: StaffRequest, *names: str) -> Asked:
    """The filters of a list; whatever is not understood is left out."""
    places = places_of(request.user)
    wanted = _number(request.GET.get("organisation", ""))
    kept = request.GET.copy()
    for name in ("page", "xlsx"):
        kept.pop(name, None)
    this = clock.today().year
    year = _number(request.GET.get("year", ""))
    years = list(range(this + 1, this - 9, -1))
    return Asked(
        places=indented(places),
        organisation=next((one for one in places if one.pk == wanted), None),
        year=year if year in years else None,
        years=years,
        typed={name: request.GET.get(name, "").strip()[:100] for name in names},
        query=kept.urlencode(),
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def places_of(user: User, action: str = READ) -> list[Organisation]:
    return list(scope_of(user, action).filter(Organisation.objects.order_by("path"), ""))


def indented(places: Iterable[Organisation]) -> list[tuple[int, str]]:
    """(id, name set in by depth) for a select box."""
    rows = list(places)
    top = min((row.depth for row in rows), default=1)
    return [(row.pk, "　" * (row.depth - top) + row.name) for row in rows]


def paged(request: StaffRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def workbook(name: str, *sheets: Sheet) -> HttpResponse:
    return download(to_workbook(sheets), f"{name}{clock.today():%Y%m%d}.xlsx")


def mine(request: StaffRequest, rows: QuerySet[Any], pk: int, field: str = "organisation") -> Any:
    """A row within reach that the person may also change; 404 outside the reach, Denied without the right."""
    row = get_object_or_404(rows, pk=pk)
    place: Any = row
    for part in field.split("__"):
        place = getattr(place, part)
    require(may_keep(request.user, place))
    return row


def reach(request: StaffRequest, rows: QuerySet[Any], field: str = "organisation") -> QuerySet[Any]:
    return scope_of(request.user, READ).filter(rows, field)


def keeps(request: StaffRequest) -> set[int]:
    """Numbers of the units whose registers the person keeps."""
    return {one.pk for one in places_of(request.user, KEEP)}


def present_or_coming() -> Q:
    """Condition on rows with a first and a last day: not over."""
    return Q(valid_to=None) | Q(valid_to__gte=clock.today())
