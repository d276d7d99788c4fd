"""The boards of a month: asking for them, how far they are, looking at each village's file, the files."""

import zipfile
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.lib import clock
from mingbai.lib.text import file_name
from mingbai.lib.verdict import require
from mingbai.printing import actions
from mingbai.printing.exports.pictures import page_count, page_png
from mingbai.printing.forms import RoundForm
from mingbai.printing.models import PrintJob, PrintRound
from mingbai.printing.policies import may_confirm, may_print
from mingbai.printing.queries import jobs_for, outdated, places_for, rounds_for
from mingbai.printing.rules.months import words_of
from mingbai.printing.states import FINISHED, WITH_FILE, PrintState
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page

AT_ONCE = 2
"""So many villages are drawn while the person waits; more of them in the background."""
SHOWN = 30
MOST_PAGES_SHOWN = 40
"""A longer file has to be downloaded by whoever confirms it."""
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

    def do(**values: Any) -> None:
        made.append(actions.begin(by=request.user, **values))

    form = RoundForm(request.POST or None, user=request.user, today=clock.today())
    response = form_page(
        request, form, do, "已安排。", reverse("printing:rounds"), heading="打印一个月的公示栏",
        lines=[
            "每个村一个 PDF：第一页是张贴清单，后面是这个月要贴和正贴着的所有张贴稿。",
            "里面有还没有人预览过的，生成以后要逐村看一遍、确认，才算可以打印。",
        ],
        submit="生成",
    )  # fmt: skip
    if not made:
        return response
    if made[0].jobs.count() <= AT_ONCE:
        actions.work(round_=made[0])
    return redirect("printing:round", pk=made[0].pk)


def round_(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    jobs = list(jobs_for(request.user).filter(round=row).order_by("organisation__path"))
    old = outdated(one for one in jobs if one.state in WITH_FILE)
    states = [one.state for one in jobs]
    finished, failed = sum(one in FINISHED for one in states), states.count(PrintState.FAILED)
    going_on = finished + failed < len(jobs)
    response = page(
        request,
        "printing/round.html",
        row=row,
        month=words_of(row.month),
        jobs=[(one, one.pk in old) for one in jobs],
        finished=finished,
        failed=failed,
        going_on=going_on,
        files=sum(one.state == PrintState.DONE and one.pk not in old for one in jobs),
        to_look=states.count(PrintState.DRAWN),
        sheets=sum(one.sheets for one in jobs),
        warned=sum(bool(one.warnings) for one in jobs),
        may_retry=bool(failed or old) and bool(may_print(request.user, row.organisation)),
    )
    if going_on:
        response["Refresh"] = AGAIN_AFTER
    return response


def retry(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    require(may_print(request.user, row.organisation))
    if request.method == "POST":
        number = actions.retry(round_=row, by=request.user)
        messages.success(request, f"{number} 个村重新排队。")
    return redirect("printing:round", pk=pk)


def _job(request: StaffRequest, pk: int) -> PrintJob:
    return get_object_or_404(jobs_for(request.user), pk=pk, state__in=WITH_FILE)


def job(request: StaffRequest, pk: int) -> HttpResponse:
    """All pages of one village, and the button that says they were looked at."""
    row = _job(request, pk)
    if request.method == "POST":
        actions.confirm(job=row, by=request.user)
        return _next(request, row)
    count, is_old = page_count(_bytes(row)), bool(outdated([row]))
    if row.state == PrintState.DRAWN and count <= MOST_PAGES_SHOWN:
        actions.look(job=row, by=request.user)
    return page(
        request,
        "printing/job.html",
        row=row,
        month=words_of(row.round.month),
        numbers=range(1, min(count, MOST_PAGES_SHOWN) + 1),
        count=count,
        is_old=is_old,
        may_confirm=may_confirm(request.user, row),
    )


def _next(request: StaffRequest, done: PrintJob) -> HttpResponse:
    """The next village that somebody has to look at, so that a township's villages go one after another."""
    rows = jobs_for(request.user).filter(round=done.round, state=PrintState.DRAWN)
    following, left = rows.order_by("organisation__path").first(), rows.count()
    said = f"“{done.organisation}”已确认，可以打印了。"
    if following is None:
        messages.success(request, said)
        return redirect("printing:round", pk=done.round_id)
    messages.success(request, f"{said}还有 {left} 个没有看，下面是“{following.organisation}”。")
    return redirect("printing:job", pk=following.pk)


def picture(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    try:
        data = page_png(_bytes(_job(request, pk)), number)
    except IndexError as missing:
        raise Http404 from missing
    return HttpResponse(data, content_type="image/png")


def file(request: StaffRequest, pk: int) -> HttpResponse:
    """The file; whoever downloads it before it was confirmed has looked at it."""
    row = _job(request, pk)
    if row.state == PrintState.DRAWN:
        actions.look(job=row, by=request.user)
    return download(_bytes(row), _name(row))


def everything(request: StaffRequest, pk: int) -> HttpResponseBase:
    """All files of a round that may be printed: packed into a file of its own, not in memory."""
    row = get_object_or_404(rounds_for(request.user), pk=pk)
    ready = list(
        jobs_for(request.user).filter(round=row, state=PrintState.DONE).order_by("organisation__path")
    )
    old = outdated(ready)
    jobs = [one for one in ready if one.pk not in old]
    if not jobs:
        raise Http404
    packed = TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
        for number, one in enumerate(jobs, 1):
            out.writestr(f"{number:03d} {_name(one)}", _bytes(one))
    packed.seek(0)
    name = file_name(f"{row.organisation}{row.month}公示栏.zip")
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


def _bytes(row: PrintJob) -> bytes:
    with row.file.open("rb") as kept:
        return bytes(kept.read())


def _name(row: PrintJob) -> str:
    mark = "（待预览）" if row.state == PrintState.DRAWN else ""
    return file_name(f"{row.organisation}{row.round.month}公示栏{mark}.pdf")
