"""Handing packages over, on the desk."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.archive import actions, exports, queries
from mingbai.archive.actions.transfers import TAKES
from mingbai.archive.forms import ReceiptForm, TransferForm
from mingbai.archive.models import Transfer
from mingbai.archive.policies import may_transfer
from mingbai.archive.views.packages import package_of
from mingbai.channels.models import Place
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page


def _transfer(request: StaffRequest, pk: int) -> Transfer:
    found: Transfer = get_object_or_404(queries.transfers(request.user), pk=pk)
    return found


def new(request: StaffRequest, pk: int) -> HttpResponse:
    package = package_of(request, pk)
    require(may_transfer(request.user, package))
    places = Place.objects.filter(kind__in=TAKES, closed_on=None)
    form = TransferForm(
        request.POST or None, request.FILES or None, places=places, initial={"on": clock.today()}
    )

    def do(**values: Any) -> None:
        actions.transfer(package=package, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "已登记移交，可以打印移交清单双方签字。",
        reverse("archive:package", args=[pk]),
        heading="登记移交",
        subject=str(package),
        submit="登记",
    )


def add(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt, when it comes back signed."""
    row = _transfer(request, pk)
    require(may_transfer(request.user, row.package))

    def do(**values: Any) -> None:
        actions.add_receipt(transfer=row, by=request.user, **values)

    return form_page(
        request,
        ReceiptForm(request.POST or None, request.FILES or None),
        do,
        "回执已保存。",
        reverse("archive:package", args=[row.package_id]),
        heading="上传移交回执",
        subject=str(row),
        submit="上传",
    )


def paper(request: StaffRequest, pk: int) -> HttpResponse:
    row = _transfer(request, pk)
    made = exports.transfer_pdf(row, list(row.package.records.all()))
    return download(made, f"移交清单（{row.institution}）.pdf")


def receipt(request: StaffRequest, pk: int) -> HttpResponseBase:
    row = _transfer(request, pk)
    if not row.receipt:
        raise Http404
    return FileResponse(row.receipt.open("rb"), as_attachment=True, filename=row.receipt_name)
