"""The desk page of the log: its state, who witnesses it, what they confirmed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.shell.views import StaffRequest, form_page, page
from mingbai.tracing import actions
from mingbai.tracing.forms import ReceiptForm, WitnessForm
from mingbai.tracing.models import Receipt, Sending, Witness
from mingbai.transparency import queries

SHOWN = 60


def home(request: StaffRequest) -> HttpResponse:
    latest = queries.latest_checkpoint()
    rows = Sending.objects.filter(checkpoint=latest) if latest else Sending.objects.none()
    sent = {one.witness_id: one for one in rows}
    witnesses = Witness.objects.filter(ended_at=None)
    return page(
        request,
        "tracing/witnesses.html",
        latest=latest,
        size=queries.size(),
        unsigned=len(queries.unsigned()),
        witnesses=[(one, sent.get(one.pk)) for one in witnesses],
        receipts=Receipt.objects.select_related("witness", "checkpoint", "by")[:SHOWN],
        mails=bool(settings.EMAIL_URL),
    )


def add(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_witness(by=request.user, **values)

    return form_page(
        request,
        WitnessForm(request.POST or None),
        do,
        "已登记。",
        "tracing:home",
        heading="登记见证单位",
        submit="登记",
        lines=["见证单位替公众保存一份存证单。有了它，谁也不能悄悄换掉整本日志。"],
    )


def end(request: StaffRequest, pk: int) -> HttpResponse:
    witness = get_object_or_404(Witness, pk=pk)
    if request.method == "POST":
        actions.end_witness(witness=witness, by=request.user)
        messages.success(request, "已停用，以后不再发送。以前的回执都还留着。")
    return redirect("tracing:home")


def receipt(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.enter_receipt(by=request.user, **values)

    recent = [one.pk for one in queries.checkpoints()[:SHOWN]]
    return form_page(
        request,
        ReceiptForm(request.POST or None, checkpoints=recent),
        do,
        "已登记回执。",
        "tracing:home",
        heading="登记见证回执",
        submit="登记",
    )
