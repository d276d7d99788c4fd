"""A report as Word, as Excel and as the body of a record."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from mingbai.documents.official import Block, Heading, Link, OfficialDocument, Paragraph, Table
from mingbai.lib.tables import Sheet
from mingbai.reports.models import FulfilmentReport, ReportPart
from mingbai.reports.rules import numbered

FIGURES = ("序号", "所在部分", "数字", "数量", "清单")
LISTED = ("所属数字", "内容", "单位", "日期", "说明")


def marked(parts: Iterable[ReportPart]) -> list[tuple[str, ReportPart]]:
    """Each part with the number of its heading; "" for parts without heading."""
    listed = list(parts)
    marks = iter(numbered(part.level for part in listed if part.heading))
    return [(next(marks) if part.heading else "", part) for part in listed]


def blocks(report: FulfilmentReport) -> list[Block]:
    found: list[Block] = []
    for mark, part in marked(report.parts.all()):
        if part.heading:
            found.append(Heading(part.level, f"{mark}{part.heading}"))
        found += [Paragraph(one) for one in part.paragraphs]
    return found


def official(report: FulfilmentReport, base: str = "", with_figures: bool = False) -> OfficialDocument:
    """The report to be sent. `with_figures` adds the table of numbers; `base` makes its addresses whole."""
    annex: list[Block] = []
    if with_figures:
        rows = [(*row[:4], Link("打开清单", f"{base}{row[4]}")) for row in figure_rows(report)]
        annex = [Table(FIGURES, rows, widths=(1.5, 4, 7, 1.5, 2.5))]
    return OfficialDocument(
        title=report.title,
        number=report.document_number,
        signer=report.signer,
        addressee=report.addressee,
        blocks=blocks(report),
        attachments=["数字和清单"] if with_figures else [],
        signed=[report.organisation.name],
        written_on=report.written_on or report.as_of,
        annex=annex,
        annex_title="数字和清单" if with_figures else "",
    )


def figure_rows(report: FulfilmentReport) -> list[tuple[int, str, str, int, str]]:
    """Every figure once with its part; those of a fixed report as they stood."""
    found = [(str(part), one) for part in report.parts.all() for one in part.figures]
    return [
        (place, part, one["label"], one["number"], one["address"])
        for place, (part, one) in enumerate(found, 1)
    ]


def figures_sheet(report: FulfilmentReport, base: str) -> Sheet:
    rows = [(*row[:4], f"{base}{row[4]}") for row in figure_rows(report)]
    return Sheet("数字", FIGURES, rows)


def lists_sheet(lists: Mapping[str, Mapping[str, Any]]) -> Sheet:
    """The rows behind every number, below one another; `lists` as in a snapshot."""
    rows = [(one["label"], *cells) for one in lists.values() for cells in one["rows"]]
    return Sheet("清单", LISTED, rows)


def as_html(report: FulfilmentReport) -> str:
    """The body of a record; everything escaped, without the addresses of the desk."""
    found = []
    for mark, part in marked(report.parts.all()):
        if part.heading:
            level = min(part.level + 1, 5)
            found.append(f"<h{level}>{escape(mark + part.heading)}</h{level}>")
        found += [f"<p>{escape(one)}</p>" for one in part.paragraphs]
    if report.addressee:
        found.insert(0, f"<p>{escape(report.addressee.rstrip('：:'))}：</p>")
    return "".join(found)
