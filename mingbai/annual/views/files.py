"""Files to take away: Word, PDF, Excel and JSON, each with the same text and figures."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from mingbai.annual.exports.data import as_data
from mingbai.annual.exports.official import to_pdf, to_word
from mingbai.annual.exports.workbook import to_xlsx
from mingbai.annual.queries import shown
from mingbai.annual.views.finding import readable_report
from mingbai.documents.official import NoChineseFont
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest


def word(request: StaffRequest, pk: int) -> HttpResponse:
    report = readable_report(request, pk)
    return download(to_word(shown(report)), f"{report.title[:80]}.docx")


def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    report = readable_report(request, pk)
    try:
        return download(to_pdf(shown(report)), f"{report.title[:80]}.pdf")
    except NoChineseFont as problem:
        messages.error(request, str(problem))
        return redirect(report)


def excel(request: StaffRequest, pk: int) -> HttpResponse:
    report = readable_report(request, pk)
    return download(to_xlsx(shown(report)), f"{report.title[:80]}.xlsx")


def json(request: StaffRequest, pk: int) -> HttpResponse:
    """The report as `mingbai report annual --records --json` prints it."""
    report = readable_report(request, pk)
    response = JsonResponse(
        as_data(report, with_records=True), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    name = f"{report.title[:80]}.json"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
