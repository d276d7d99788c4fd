"""Files to take away: Word and Excel."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.documents.official import OfficialDocument, write
from mingbai.evaluation.queries import reach
from mingbai.lib import clock
from mingbai.lib.tables import to_workbook
from mingbai.reports import exports, papers
from mingbai.reports.actions.fixing import lists_of
from mingbai.reports.queries import reports_for
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest


def _word(document: OfficialDocument) -> HttpResponse:
    return download(write(document), f"{document.title[:80]}.docx")


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
    return download(book, f"{report.title[:60]}（数字和清单）{clock.today():%Y%m%d}.xlsx")


def circular(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.circular(get_object_or_404(reach.circulars_for(request.user), pk=pk)))


def notice(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.notice(get_object_or_404(reach.notices_for(request.user), pk=pk)))


def selfcheck(request: StaffRequest, pk: int) -> HttpResponse:
    return _word(papers.selfcheck(get_object_or_404(reach.self_checks_for(request.user), pk=pk)))
