"""Table three: the requests behind every cell."""

from collections import defaultdict

from django.db.models import Count, Q, QuerySet

from mingbai.annual.rules.places import Place
from mingbai.annual.rules.requests import KINDS, Year, leaves_in, row_of
from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import figures
from mingbai.organisations.models import Organisation
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import name_of


def of_row(row: str, year: Year, form_name: str) -> Q:
    """What a row counts; see `foi.queries.figures`."""
    if row == three.NEW:
        return figures.received(year.first, year.last)
    if row == three.CARRIED:
        return figures.carried(year.first)
    if row == three.LEFT:
        return figures.left(year.last)
    return figures.closed(year.first, year.last) & Q(leaf__in=leaves_in(row, form_name))


def behind(organisation: Organisation, year: Year, place: Place, form_name: str) -> QuerySet[FoiRequest]:
    """The requests that one cell of table three counts."""
    rows = figures.counted([organisation]).filter(of_row(place.row, year, form_name))
    if place.column != three.TOTAL:
        rows = rows.filter(applicant_kind=KINDS[place.column])
    return rows.order_by("received_on", "pk")


def counts(organisation: Organisation, year: Year, form_name: str) -> dict[str, int]:
    """The figures of all cells that are no sums, by name. Four queries."""
    rows = figures.counted([organisation]).order_by()
    found: dict[str, int] = {}
    for key in (three.NEW, three.CARRIED, three.LEFT):
        kinds = rows.filter(of_row(key, year, form_name)).values_list("applicant_kind")
        for kind, number in kinds.annotate(number=Count("pk")):
            found[_name(key, kind)] = number
    done = rows.filter(of_row(three.DONE, year, form_name)).values_list("leaf", "applicant_kind")
    for leaf, kind, number in done.annotate(number=Count("pk")):
        name = _name(row_of(leaf, form_name), kind)
        found[name] = found.get(name, 0) + number
    return found


def by_cell(organisation: Organisation, year: Year, form_name: str) -> dict[str, list[FoiRequest]]:
    """The requests of every cell that is no sum, by name. Four queries."""
    found: dict[str, list[FoiRequest]] = defaultdict(list)
    for key in (three.NEW, three.CARRIED, three.LEFT, three.DONE):
        rows = (
            figures.counted([organisation]).filter(of_row(key, year, form_name)).order_by("received_on", "pk")
        )
        for row in rows.only("number", "received_on", "answered_on", "leaf", "applicant_kind"):
            here = row_of(row.leaf, form_name) if key == three.DONE else key
            found[_name(here, row.applicant_kind)].append(row)
    return dict(found)


def _name(row: str, kind: str) -> str:
    return name_of("three", row, three.PARTS[KINDS.index(kind)])
