"""Yearly packages and the three copies on the desk."""

from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from mingbai.archive import actions, exports, queries
from mingbai.archive.forms import MakeForm
from mingbai.archive.models import Package
from mingbai.archive.policies import MAKE, READ, is_past, may_make, may_propose
from mingbai.archive.rules import kinds
from mingbai.archive.states import PackageState
from mingbai.lib import bags, clock
from mingbai.lib.tables import to_workbook
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell.exports import download as attached
from mingbai.shell.views import StaffRequest, form_page, page
from mingbai.timelimits.queries import limit
from mingbai.timelimits.rules import in_words

PER_PAGE = 50
CERTAINTIES = {"own": "本县自定", "local": "地方做法，不是全国规定"}


def _places(request: StaffRequest, action: str) -> Any:
    return scope_of(request.user, action).filter(Organisation.objects.order_by("path"), "")


def package_of(request: StaffRequest, pk: int) -> Package:
    found: Package = get_object_or_404(queries.packages(request.user), pk=pk)
    return found


def home(request: StaffRequest) -> HttpResponse:
    """The packages within reach, and where to look for the three copies."""
    places = list(_places(request, READ))
    this_year = clock.today().year
    chosen = next((one for one in places if str(one.pk) == request.GET.get("organisation")), None)
    rows = queries.packages(request.user)
    if chosen is not None:
        rows = rows.filter(organisation=chosen)
    return page(
        request,
        "archive/home.html",
        places=places,
        place=chosen,
        years=range(this_year, this_year - 6, -1),
        shown=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        query=f"organisation={chosen.pk}" if chosen else "",
        may_make=may_anywhere(request.user, MAKE),
        past=queries.past_time(request.user).count(),
    )


def new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.ask(by=request.user, **values)

    return form_page(
        request,
        MakeForm(request.POST or None, places=_places(request, MAKE)),
        do,
        "已安排制作，一般几分钟以内在后台做好。",
        "archive:home",
        heading="制作年度档案包",
        submit="制作",
        lines=["把一个单位一年里公开的信息、附件、张贴佐证、操作记录和登记簿装成一个可以长期核对的档案包。"],
    )


def terms(request: StaffRequest) -> HttpResponse:
    """How long what is kept."""
    least = limit(queries.LIMIT)
    return page(
        request,
        "archive/terms.html",
        kinds=[(one, CERTAINTIES.get(one.certainty, one.certainty)) for one in kinds()],
        least=in_words(least),
        article=least.article,
    )


def copies(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """一式三份: each record of a year and which of its copies are missing."""
    place, rows = _copies(request, pk, year)
    only = request.GET.get("missing") == "1"
    shown = [one for one in rows if one.missing] if only else rows
    return page(
        request,
        "archive/copies.html",
        place=place,
        year=year,
        total=len(rows),
        missing=sum(bool(one.missing) for one in rows),
        only=only,
        shown=Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        query="missing=1" if only else "",
    )


def copies_table(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    place, rows = _copies(request, pk, year)
    return attached(to_workbook([exports.copies_sheet(rows)]), f"{place.name}{year}年三份核对表.xlsx")


def _copies(request: StaffRequest, pk: int, year: int) -> tuple[Organisation, list[queries.Copies]]:
    place: Organisation = get_object_or_404(_places(request, READ), pk=pk)
    if not actions.FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return place, list(queries.copies(place, year))


def package(request: StaffRequest, pk: int) -> HttpResponse:
    return _package_page(request, pk, None)


def verify(request: StaffRequest, pk: int) -> HttpResponse:
    """The package's page, with its files checked one by one."""
    row = package_of(request, pk)
    if row.state != PackageState.MADE:
        raise Http404
    return _package_page(request, pk, bags.verify(folder_of(row)))


def _package_page(request: StaffRequest, pk: int, report: bags.Report | None) -> HttpResponse:
    row = package_of(request, pk)
    return page(
        request,
        "archive/package.html",
        package=row,
        report=report,
        shown=Paginator(row.records.all(), PER_PAGE).get_page(request.GET.get("page")),
        query="",
        transfers=row.transfers.all(),
        destructions=row.destructions.all(),
        makes=may_make(request.user, row.organisation),
        may_propose=may_propose(request.user, row),
        past=is_past(row),
    )


def folder_of(package: Package) -> Path:
    """Where its files are; 404 when somebody moved them away."""
    folder = Path(package.folder)
    if not package.folder or not folder.is_dir():
        raise Http404
    return folder


def download(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The whole package as one zip file, sent as it is read."""
    row = package_of(request, pk)
    if row.state != PackageState.MADE or not may_make(request.user, row.organisation):
        raise Http404
    response = StreamingHttpResponse(bags.zipped(folder_of(row)), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{row.name}.zip") or ""
    return response


def paper(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """目录 or 装订清单, also of what was destroyed."""
    row = package_of(request, pk)
    makers = {"index": (exports.index_pdf, "目录"), "binding": (exports.binding_pdf, "装订清单")}
    if what not in makers or row.made_at is None:
        raise Http404
    make, name = makers[what]
    made = make(row, list(row.records.all()), row.made_at.date())
    return attached(made, f"{row.organisation.name}{row.year}年公开档案{name}.pdf")
