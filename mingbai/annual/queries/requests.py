"""Table three: the requests behind every cell."""

from collections import defaultdict

from django.db.models import Count, Q, QuerySet

from mingbai.annual.rules.places import Place
from mingbai.annual.rules.requests import KINDS, Year, leaves_in, row_of
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import COUNTED, Kind
from mingbai.organisations.models import Organisation
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import name_of


def counted(*organisations: Organisation) -> QuerySet[FoiRequest]:
    """Requests the report counts: for information (not corrections), neither merged nor void, received."""
    return FoiRequest.objects.filter(
        organisation__in=organisations,
        kind=Kind.INFORMATION,
        state__in=COUNTED,
        received_on__isnull=False,
    )


def of_row(row: str, year: Year, form_name: str) -> Q:
    """What a row counts.

    一、本年新收：收到日在本年；二、上年结转：上年底以前收到、当时没有答复；三、办理结果：本年答复；
    四、结转下年度：年底以前收到、年底没有答复。
    """
    if row == three.NEW:
        return Q(received_on__range=(year.first, year.last))
    if row == three.CARRIED:
        return Q(received_on__lt=year.first) & _open_on(Q(answered_on__gte=year.first))
    if row == three.LEFT:
        return Q(received_on__lte=year.last) & _open_on(Q(answered_on__gt=year.last))
    done = Q(answered_on__range=(year.first, year.last), received_on__lte=year.last)
    return done & Q(leaf__in=leaves_in(row, form_name))


def _open_on(answered_later: Q) -> Q:
    return Q(answered_on=None) | answered_later


def behind(organisation: Organisation, year: Year, place: Place, form_name: str) -> QuerySet[FoiRequest]:
    """The requests that one cell of table three counts."""
    rows = counted(organisation).filter(of_row(place.row, year, form_name))
    if place.column != three.TOTAL:
        rows = rows.filter(applicant_kind=KINDS[place.column])
    return rows.order_by("received_on", "pk")


def counts(organisation: Organisation, year: Year, form_name: str) -> dict[str, int]:
    """The figures of all cells that are no sums, by name. Four queries."""
    rows = counted(organisation).order_by()
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
        rows = counted(organisation).filter(of_row(key, year, form_name)).order_by("received_on", "pk")
        for row in rows.only("number", "received_on", "answered_on", "leaf", "applicant_kind"):
            here = row_of(row.leaf, form_name) if key == three.DONE else key
            found[_name(here, row.applicant_kind)].append(row)
    return dict(found)


def _name(row: str, kind: str) -> str:
    return name_of("three", row, three.PARTS[KINDS.index(kind)])
