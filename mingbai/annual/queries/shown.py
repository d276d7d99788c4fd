"""A report as it is shown and handed out: what was signed, or how it stands today while it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.below import tables_of
from mingbai.annual.rules.sums import from_json
from mingbai.lib.clock import CHINA
from mingbai.report_check.form.forms import FORMS, NUMERALS, SECTIONS, Form, Tables

TABLE_OF = {2: "two", 3: "three", 4: "four"}
"""Sections that are tables."""


@dataclass(frozen=True)
class Part:
    """One of the six sections: its heading and the paragraphs of text; `table` is two, three, four or ""."""

    number: int
    title: str
    text: str
    table: str = ""

    @property
    def heading(self) -> str:
        return f"{NUMERALS[self.number - 1]}、{self.title}"

    @property
    def paragraphs(self) -> list[str]:
        return [one.strip() for one in self.text.splitlines() if one.strip()]


@dataclass(frozen=True)
class Shown:
    """Everything that is printed. `signed_on` is None while the report is being written."""

    title: str
    organisation: str
    year: int
    form: Form
    parts: Sequence[Part]
    tables: Tables
    signed_on: date | None = None


def shown(report: AnnualReport) -> Shown:
    if report.is_final and report.signing is not None:
        at = report.signing.signed_at.astimezone(CHINA).date()
        return of_snapshot(report.signing.snapshot, at)
    return Shown(
        title=report.title,
        organisation=report.organisation.name,
        year=report.year,
        form=report.statutory,
        parts=_parts({one.number: one.text for one in report.sections.all()} if report.pk else {}),
        tables=tables_of(report),
    )


def of_snapshot(snapshot: dict[str, Any], signed_on: date | None) -> Shown:
    return Shown(
        title=snapshot["title"],
        organisation=snapshot["organisation_name"],
        year=snapshot["year"],
        form=FORMS[snapshot["form"]],
        parts=_parts({one["number"]: one["text"] for one in snapshot["sections"]}),
        tables=from_json(snapshot["form"], snapshot["tables"]),
        signed_on=signed_on,
    )


def _parts(texts: dict[int, str]) -> list[Part]:
    return [
        Part(number, title, texts.get(number, ""), TABLE_OF.get(number, ""))
        for number, title in enumerate(SECTIONS, 1)
    ]
