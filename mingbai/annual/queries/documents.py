"""Table two: normative documents made, ended and in force, from the public records."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max, Q

from mingbai.annual.queries.parameters import parameter
from mingbai.annual.rules.documents import COLUMNS_2019, COLUMNS_2021, Document, end_of, of_column
from mingbai.annual.rules.requests import Year
from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Organisation
from mingbai.report_check.form.cells import NOT_APPLICABLE, Cell

RULES = "规章"
NORMATIVE = {"2021": "行政规范性文件", "2019": "规范性文件"}
SHOWN = (
    "written_on", "published_at", "created_at", "validity", "expires_on", "organisation", "theme", "genre"
)  # fmt: skip
ENDINGS = (Validity.REPEALED, Validity.EXPIRED)


def columns(form_name: str) -> Sequence[str]:
    return COLUMNS_2019 if form_name == "2019" else COLUMNS_2021


def documents(organisation: Organisation) -> list[Document]:
    """Normative documents of the organisation itself that are public now, with the days that count."""
    marked = Max("versions__at", filter=Q(versions__kind__in=ENDINGS))
    rows = listed().filter(organisation=organisation, genre__name__in=parameter("normative_genres"))
    return [_document(row) for row in rows.annotate(marked_at=marked).order_by("pk").only(*SHOWN)]


def _document(row: Information) -> Document:
    marked_at: datetime | None = row.marked_at
    public_on = _day(row.published_at) or row.created_at.date()
    ended_on = end_of(
        ended=row.validity in ENDINGS,
        expires_on=row.expires_on,
        marked_on=_day(marked_at),
        public_on=public_on,
    )
    return Document(row.pk, row.written_on or public_on, public_on, ended_on)


def _day(at: datetime | None) -> date | None:
    return at.astimezone(CHINA).date() if at else None


def behind(organisation: Organisation, year: Year, column: int, form_name: str) -> list[int]:
    """Numbers of the records that one cell of the row counts."""
    found = of_column(documents(organisation), columns(form_name)[column], year)
    return [one.pk for one in found]


def counts(organisation: Organisation, year: Year, form_name: str) -> list[Cell]:
    """The row of normative documents; not applicable to organs that make none."""
    every = columns(form_name)
    if organisation.kind not in parameter("normative_kinds"):
        return [NOT_APPLICABLE] * len(every)
    held = documents(organisation)
    return [len(of_column(held, column, year)) for column in every]


def rules_row(organisation: Organisation) -> Cell:
    """The row of 规章: not applicable below a city with districts, else for a person to enter."""
    return None if organisation.kind in parameter("rules_kinds") else NOT_APPLICABLE


def records(pks: Sequence[int]) -> list[Information]:
    found = Information.objects.filter(pk__in=pks).select_related("organisation")
    return list(found.order_by("written_on", "pk"))
