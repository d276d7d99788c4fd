"""The filing box: what is asked for, what was filed, who has not."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.filings import actions
from mingbai.filings.exports import collection_sheet
from mingbai.filings.forms import AskForm, FileForm
from mingbai.filings.models import Collection
from mingbai.filings.policies import FILE, RECEIVE, may_close, may_receive
from mingbai.filings.queries import collections, filings, lines
from mingbai.lib import clock
from mingbai.lib.tables import to_workbook
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell import exports
from mingbai.shell.views import StaffRequest, form_page, page, words_of

PER_PAGE = 25


def _places(request: StaffRequest, action: str) -> QuerySet[Organisation]:
    return scope_of(request.user, action).filter(
        Organisation.objects.filter(valid_to=None).order_by("path"), ""
    )


def listing(request: StaffRequest) -> HttpResponse:
    """The collections with who is missing, and the filings within reach."""
    user, today = request.user, clock.today()
    shown = Paginator(filings(user), PER_PAGE).get_page(request.GET.get("page"))
    asked = [(one, lines(one, today, user)) for one in collections(user).filter(closed_at=None)]
    return page(
        request,
        "filings/list.html",
        asked=[(one, rows, sum(row.is_open for row in rows)) for one, rows in asked],
        closed=collections(user).exclude(closed_at=None)[:20],
        shown=shown,
        query="",
        may_ask=may_anywhere(user, RECEIVE),
        may_file=may_anywhere(user, FILE),
    )


def ask(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.ask(by=request.user, **values)

    return form_page(
        request,
        AskForm(request.POST or None, places=_places(request, RECEIVE)),
        do,
        "已发起，应报单位在“报备”里能看到。",
        "filings:list",
        heading="发起报备",
        submit="发起",
    )


def collection(request: StaffRequest, pk: int) -> HttpResponse:
    """One collection: who has filed, who has not."""
    row = get_object_or_404(collections(request.user), pk=pk)
    problems: list[str] = []
    if request.method == "POST":
        try:
            if request.POST.get("do") == "close":
                actions.close(collection=row, by=request.user)
            else:
                actions.remind(collection=row, by=request.user)
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
        else:
            return redirect("filings:collection", pk=pk)
    shown = lines(row, clock.today(), request.user)
    return page(
        request,
        "filings/collection.html",
        422 if problems else 200,
        collection=row,
        lines=shown,
        missing=sum(one.is_open for one in shown),
        manages=may_close(request.user, row),
        may_file=row.closed_at is None and may_anywhere(request.user, FILE),
        problems=problems,
    )


def export(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(collections(request.user), pk=pk)
    book = to_workbook([collection_sheet(lines(row, clock.today(), request.user))])
    return exports.download(book, f"{row.title}.xlsx")


def new(request: StaffRequest) -> HttpResponse:
    """File something that nobody asked for."""
    return _file_page(request, None)


def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """File what a collection asks for."""
    row = get_object_or_404(collections(request.user), pk=pk)
    return _file_page(request, row)


def _file_page(request: StaffRequest, asked: Collection | None) -> HttpResponse:
    places = _places(request, FILE)
    if asked is not None:
        places = places.filter(pk__in=asked.expected.values("pk"))
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        places=places,
        asked=asked is not None,
        initial={"title": asked.title if asked else ""},
    )

    def do(**values: Any) -> None:
        upload, number = values.pop("file"), values.pop("record").strip()
        actions.file(
            by=request.user,
            collection=asked,
            information=_named(request, number) if number else None,
            data=upload.read() if upload else None,
            filename=upload.name if upload else "",
            **values,
        )

    return form_page(
        request,
        form,
        do,
        "已报送，收件单位确认后有回执。",
        reverse("filings:collection", args=[asked.pk]) if asked else "filings:list",
        heading=f"报送：{asked}" if asked else "报送材料",
        submit="报送",
        lines=[asked.note] if asked and asked.note else [],
    )


def _named(request: StaffRequest, number: str) -> Information:
    found = readable_by(request.user).filter(index_number=number).first()
    if found is None:
        raise ValidationError({"record": "没有找到这个索引号的信息，请核对。"})
    return found


def filing(request: StaffRequest, pk: int) -> HttpResponse:
    """One filing; the office acknowledges it or sends it back."""
    row = get_object_or_404(filings(request.user), pk=pk)
    problems, reason = [], request.POST.get("reason", "")
    if request.method == "POST":
        try:
            if request.POST.get("do") == "send_back":
                actions.send_back(filing=row, reason=reason, by=request.user)
            else:
                actions.receive(filing=row, by=request.user)
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
        else:
            return redirect("filings:filing", pk=pk)
    return page(
        request,
        "filings/filing.html",
        422 if problems else 200,
        filing=row,
        verdict=may_receive(request.user, row),
        receives=may_anywhere(request.user, RECEIVE),
        reads_record=row.information is not None
        and readable_by(request.user).filter(pk=row.information.pk).exists(),
        reason=reason,
        problems=problems,
    )


def download(request: StaffRequest, pk: int) -> FileResponse:
    row = get_object_or_404(filings(request.user), pk=pk)
    if not row.file:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.file_name)
