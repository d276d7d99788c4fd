"""The boards of a month: asking for them, how far they are, the files."""

import zipfile
from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.lib import clock
from mingbai.lib.text import file_name
from mingbai.printing import actions
from mingbai.printing.forms import RoundForm
from mingbai.printing.models import PrintJob, PrintRound
from mingbai.printing.policies import may_print
from mingbai.printing.queries import jobs_for, places_for, rounds_for
from mingbai.printing.rules.months import words_of
from mingbai.printing.states import FINISHED, PrintState
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page

AT_ONCE = 2
"""So many villages are drawn while the person waits; more of them in the background."""
SHOWN = 30
AGAIN_AFTER = "15"
"""Seconds after which the page of a round that goes on is loaded again."""


def rounds(request: StaffRequest) -> HttpResponse:
    return page(
        request,
        "printing/rounds.html",
        rounds=rounds_for(request.user)[:SHOWN],
        places=places_for(request.user).count(),
    )


def new(request: StaffRequest) -> HttpResponse:
    """A month of one village at once, of many in the background."""
    made: list[PrintRound] = []

    def do(**values: object) -> None:
        made.append(actions.begin(by=request.user, **values))  # type: ignore[arg-type]

    form = RoundForm(request.POST or None, user=request.user, today=clock.today())
    response = form_page(
        request, form, do, "已安排。", reverse("printing:rounds"), heading="打印一个月的公示栏",
        lines=["每个村一个 PDF：第一页是张贴清单，后面是这个月要贴和正贴着的所有张贴稿。"],
        submit="生成",
    )  # fmt: skip
    if not made:
        return response
    if made[0].jobs.count() <= AT_ONCE:
        actions.work(round_=made[0])
    return redirect("printing:round", pk=made[0].pk)


def round_(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    jobs = list(row.jobs.select_related("organisation"))
    finished = sum(one.state in FINISHED for one in jobs)
    failed = sum(one.state == PrintState.FAILED for one in jobs)
    going_on = finished + failed < len(jobs)
    response = page(
        request,
        "printing/round.html",
        row=row,
        month=words_of(row.month),
        jobs=jobs,
        finished=finished,
        failed=failed,
        going_on=going_on,
        files=sum(one.state == PrintState.DONE for one in jobs),
        sheets=sum(one.sheets for one in jobs),
        warned=sum(bool(one.warnings) for one in jobs),
        may_retry=bool(failed) and bool(may_print(request.user, row.organisation)),
    )
    if going_on:
        response["Refresh"] = AGAIN_AFTER
    return response


def retry(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    if request.method == "POST":
        number = actions.retry(round_=row, by=request.user)
        messages.success(request, f"{number} 个村重新排队。")
    return redirect("printing:round", pk=pk)


def file(request: StaffRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_for(request.user), pk=pk, state=PrintState.DONE)
    with job.file.open("rb") as kept:
        return download(kept.read(), _name(job))


def everything(request: StaffRequest, pk: int) -> HttpResponseBase:
    """All files of a round in one: packed into a file of its own, not in memory."""
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    jobs = row.jobs.filter(state=PrintState.DONE).select_related("organisation", "round")
    if not jobs:
        raise Http404
    packed = TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
        for number, job in enumerate(jobs, 1):
            with job.file.open("rb") as kept:
                out.writestr(f"{number:03d} {_name(job)}", kept.read())
    packed.seek(0)
    name = file_name(f"{row.organisation}{row.month}公示栏.zip")
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


def _name(job: PrintJob) -> str:
    return file_name(f"{job.organisation}{job.round.month}公示栏.pdf")
