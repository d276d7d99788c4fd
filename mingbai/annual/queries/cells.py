"""What one cell says and what stands behind it; all tables of a report from its own records."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingbai.annual.models import AnnualReport, Entered
from mingbai.annual.queries import documents, requests
from mingbai.annual.rules.places import Place, leaves_of, places, read
from mingbai.annual.rules.requests import Year
from mingbai.annual.rules.sums import added, filled
from mingbai.disclosures.models import Information
from mingbai.foi.models import FoiRequest
from mingbai.lib import digests
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.remedies.queries.figures import Counted
from mingbai.remedies.queries.figures import counted as counted_cases
from mingbai.remedies.states import Result
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.forms import Tables

REQUEST, RECORD, CASE = "request", "record", "case"


@dataclass(frozen=True)
class Row:
    """A record behind a figure. Nothing in it tells who asked.

    `name` is what staff of the organisation see: the registration number, a record's title, a case's
    number. `outcome` is for those who may read the request. `digest` covers what the figure stands on, so
    that a later change can be seen.
    """

    kind: str
    pk: int
    name: str
    on: date | None
    note: str = ""
    outcome: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def facts(self) -> dict[str, str]:
        return {"name": self.name, "on": str(self.on or ""), "note": self.note, "outcome": self.outcome}

    @property
    def digest(self) -> str:
        return digests.of_value(self.facts)


@dataclass(frozen=True)
class Behind:
    """One cell of a report: `counted` by the platform, what was `entered`, and the `value` of both."""

    place: Place
    value: Cell
    counted: Cell
    rows: Sequence[Row] = ()
    entered: Sequence[Entered] = field(default_factory=tuple)

    @property
    def is_zero(self) -> bool:
        return self.value == 0

    @property
    def is_empty(self) -> bool:
        return self.value is None


def counted(report: AnnualReport) -> dict[str, Cell]:
    """What the platform itself counts, by the names of cells that are no sums.

    A cell that is not there is one the platform knows nothing about: somebody has to enter it.
    """
    place, year, form = report.organisation, Year(report.year), report.form
    found: dict[str, Cell] = {
        one.name: 0 for one in places(form).values() if one.table != "two" and not one.is_sum
    }
    found |= requests.counts(place, year, form)
    found |= Counter(_case_name(one) for one in counted_cases([place], year.number))
    return found | _of_documents(place, year, form)


def _case_name(one: Counted) -> str:
    return name_of("four", str(one.group.label), str(one.result.label))


def _of_documents(place: Organisation, year: Year, form: str) -> dict[str, Cell]:
    row = documents.NORMATIVE[form]
    every = [one for one in places(form).values() if one.table == "two"]
    values = documents.counts(place, year, form)
    found: dict[str, Cell] = {one.name: values[one.column] for one in every if one.row == row}
    rules = documents.rules_row(place)
    return found | {one.name: rules for one in every if one.row == documents.RULES and rules is not None}


def entered(report: AnnualReport) -> dict[str, Entered]:
    if report.pk is None:
        return {}
    return {one.name: one for one in report.entered.select_related("by")}


def own_tables(report: AnnualReport) -> Tables:
    """The organisation's own figures: what is counted and what was entered."""
    known = entered(report)
    found = counted(report)
    return filled(
        report.form,
        {
            name: value_of(found.get(name), known.get(name), name in found)
            for name in {*found, *known}
            if name in places(report.form)
        },
    )


def value_of(number: Cell, given: Entered | None, is_counted: bool) -> Cell:
    """Counted and entered together; what is not counted is what was entered."""
    if given is None:
        return number
    if given.value is None:
        return number if is_counted else "not_applicable"
    whole = int(given.value) if given.value == given.value.to_integral_value() else given.value.normalize()
    return added([number, whole])


def cell(report: AnnualReport, name: str) -> Behind:
    """One cell of the organisation's own figures with every record behind it; KeyError for no cell."""
    place = places(report.form)[name]
    known, leaves = entered(report), leaves_of(report.form, name)
    rows = rows_of(report, place)
    number = added(value for leaf, value in counted(report).items() if leaf in leaves)
    return Behind(
        place=place,
        value=read(own_tables(report), place),
        counted=number,
        rows=rows,
        entered=[known[leaf] for leaf in leaves if leaf in known],
    )


def rows_of(report: AnnualReport, place: Place) -> list[Row]:
    year, organisation = Year(report.year), report.organisation
    if place.table == "three":
        found = requests.behind(organisation, year, place, report.form)
        return [_request(row, place.row) for row in found.only(*_OF_REQUEST)]
    if place.table == "four":
        result = four.RESULTS[place.column]
        return [
            _case(one)
            for one in counted_cases([organisation], year.number)
            if one.group.label == place.row and (place.is_sum or one.result.label == result)
        ]
    if place.row != documents.NORMATIVE[report.form] or not _makes_documents(report):
        return []
    pks = documents.behind(organisation, year, place.column, report.form)
    return [_record(row) for row in documents.records(pks)]


def _makes_documents(report: AnnualReport) -> bool:
    return documents.counts(report.organisation, Year(report.year), report.form)[0] != "not_applicable"


_OF_REQUEST = ("number", "received_on", "answered_on", "leaf", "applicant_kind")


def _request(row: FoiRequest, key: str) -> Row:
    """What came later than the row speaks of is left out: a new request stays one when it is answered."""
    told, outcome = "", ""
    if key not in (three.NEW, three.CARRIED, three.LEFT):
        told, outcome = f"，{row.answered_on}答复", row.get_leaf_display()
    return Row(REQUEST, row.pk, row.number, row.received_on, f"{row.received_on}收到{told}", outcome)


def _record(row: Information) -> Row:
    on = row.written_on or (row.published_at.astimezone(CHINA).date() if row.published_at else None)
    return Row(RECORD, row.pk, row.title, on, row.document_number)


def _case(one: Counted) -> Row:
    """As it stood on 31 December: what was pending then stays so."""
    row, ended = one.case, ""
    if one.result != Result.PENDING and row.ended_on:
        ended = f"，{row.ended_on}审结"
    return Row(CASE, row.pk, str(row), row.began_on, f"{row.began_on}受理{ended}", str(one.result.label))


def records_behind(report: AnnualReport) -> Mapping[str, Sequence[Row]]:
    """Every cell that is no sum with the records it counts; cells without records are left out.

    The same as `rows_of` for each of them, in seven queries.
    """
    place, year, form = report.organisation, Year(report.year), report.form
    found: dict[str, list[Row]] = {}
    for name, asked in requests.by_cell(place, year, form).items():
        found[name] = [_request(row, places(form)[name].row) for row in asked]
    for one in counted_cases([place], year.number):
        found.setdefault(_case_name(one), []).append(_case(one))
    for one_place in places(form).values():
        if one_place.table == "two" and (rows := rows_of(report, one_place)):
            found[one_place.name] = rows
    return found
