"""Files of an entry: handed in, handed out to readers, taken off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.lib.verdict import require
from mingbai.organisations.queries import scope_of
from mingbai.registers import actions, queries
from mingbai.registers.actions.proofs import MOST_BYTES
from mingbai.registers.forms.activities import ProofForm, ReasonForm
from mingbai.registers.models import Proof
from mingbai.registers.policies import READ, may_keep
from mingbai.registers.views.common import mine
from mingbai.shell.views import StaffRequest, View, form_page, words_of


def adding_to(rows: str) -> View:
    """The address that takes a file for a row of `queries.<rows>(user)`."""

    def add(request: StaffRequest, pk: int) -> HttpResponse:
        readable: QuerySet[Any] = getattr(queries, rows)(request.user)
        subject = mine(request, readable, pk)
        form = ProofForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            _take(request, subject, form)
        elif request.method == "POST":
            messages.error(request, "没有收到文件，请先选择文件，再按“上传”。")
        return redirect(subject.get_absolute_url())

    return add


def _take(request: StaffRequest, subject: Any, form: ProofForm) -> None:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        messages.error(request, "文件超过 20 MB。请压缩图片，或者拆成几个文件。")
        return
    try:
        actions.add_proof(by=request.user, subject=subject, data=file.read(), filename=file.name)
    except ValidationError as problem:
        messages.error(request, "".join(words_of(problem)))
    else:
        messages.success(request, "文件已放上。")


def _readable(request: StaffRequest, pk: int) -> Proof:
    """A proof whose row lies within reach; whose row that is does not matter to the address."""
    proof = get_object_or_404(Proof.objects.select_related("activity", "account", "group"), pk=pk)
    subject = proof.activity or proof.account or proof.group
    if subject is None or not scope_of(request.user, READ).contains(subject.organisation):
        raise Http404
    return proof


def fetch(request: StaffRequest, pk: int) -> FileResponse:
    """The file as it was handed in, saved and never shown inside this site."""
    proof = _readable(request, pk)
    try:
        content = proof.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content, as_attachment=True, filename=proof.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def drop(request: StaffRequest, pk: int) -> HttpResponse:
    proof = _readable(request, pk)
    subject = proof.activity or proof.account or proof.group
    assert subject is not None

    def do(reason: str) -> None:
        actions.drop_proof(by=request.user, proof=proof, reason=reason)

    require(may_keep(request.user, subject.organisation))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        do,
        "文件已撤下。",
        subject.get_absolute_url(),
        heading="撤下佐证文件",
        subject=proof.name,
        submit="确认撤下",
        danger=True,
        warning="撤下的文件仍然保存，只是不再作为佐证。",
    )
