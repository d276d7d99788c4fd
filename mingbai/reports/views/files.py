"""Files to take away: Word and Excel."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from mingbai.documents.official import OfficialDocument, write
from mingbai.evaluation.queries import reach
from mingbai.lib import clock
from mingbai.lib.tables import to_workbook
from mingbai.reports import exports, papers
from mingbai.reports.actions.fixing import lists_of
from mingbai.reports.queries import reports_for
from mingbai.shell.views import StaffRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _word(document: OfficialDocument) -> HttpResponse:
    return _file(write(document), f"{document.title[:80]}.docx", DOCX)


def word(request: StaffRequest, pk: int) -> HttpResponse:
    """The report as an official document; `figures=1` adds the table of numbers with their lists."""
    report = get_object_or_404(reports_for(request.user), pk=pk)
    base = request.build_absolute_uri("/").rstrip("/")
    return _word(exports.official(report, base, request.GET.get("figures") == "1"))


def excel(request: StaffRequest, pk: int) -> HttpResponse:
    """All figures and the lists behind them; of a fixed report as they were when it was fixed."""
    report = get_object_or_404(reports_for(request.user), pk=pk)
    base = request.build_absolute_uri("/").rstrip("/")
    lists = lists_of(request.user, report) if report.is_draft else report.snapshot["lists"]
    book = to_workbook([exports.figures_sheet(report, base), exports.lists_sheet(lists)])
    return _file(book, f"{report.title[:60]}（数字和清单）{clock.today():%Y%m%d}.xlsx", XLSX)


def circular(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.circular(get_object_or_404(reach.circulars_for(request.user), pk=pk)))


def notice(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.notice(get_object_or_404(reach.notices_for(request.user), pk=pk)))


def selfcheck(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.selfcheck(get_object_or_404(reach.self_checks_for(request.user), pk=pk)))
