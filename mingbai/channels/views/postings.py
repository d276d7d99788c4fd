"""One record on its channels, one posting, and the verbs of both."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.channels import actions, makers, queries
from mingbai.channels.forms import (
    AddProofForm,
    DownForm,
    PlanForm,
    ReasonForm,
    ReplaceForm,
    UpForm,
    given_in,
)
from mingbai.channels.models import Job, Place, Posting, Proof, Rendering
from mingbai.channels.policies import KEEP, may_keep, may_put_up
from mingbai.channels.rules.short import code_of
from mingbai.channels.states import NEED_PLACE, JobState, PostingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed, readable_by
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of


def _record(request: StaffRequest, pk: int) -> Information:
    """A public record may be hung up by anybody with a board; others are seen by those who may read them."""
    found = listed().filter(pk=pk).first() or readable_by(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _posting(request: StaffRequest, pk: int) -> Posting:
    return get_object_or_404(queries.readable(request.user), pk=pk)


def record(request: StaffRequest, pk: int) -> HttpResponse:
    """Where a record went out, what is asked for, and planning more."""
    information = _record(request, pk)
    initial = {"rendering": request.GET.get("rendering", "")}
    form = PlanForm(
        request.POST or None, user=request.user, information=information, narrow=request.GET, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = _plan(request.user, information, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            form.add_error(None, denial.reason)
        else:
            messages.success(request, f"已安排 {count} 处。贴好、播好以后请回来确认。")
            return redirect("channels:record", pk=pk)
    postings = information.postings.select_related("place__organisation", "organisation").order_by("-pk")
    return page(
        request,
        "channels/record.html",
        422 if form.errors else 200,
        information=information,
        proposed=queries.proposed(information),
        outings=queries.outings_of(information),
        planned=[one for one in postings if one.state == PostingState.PLANNED],
        jobs=Job.objects.filter(posting__information=information, state=JobState.OPEN).select_related(
            "posting__place__organisation", "posting__organisation"
        ),
        renderings=information.renderings.select_related("made_by", "confirmed_by")[:20],
        makers=[
            (one.label, link) for one, link in makers.makers_of(pk) if may_anywhere(request.user, one.action)
        ],
        short=f"/q/{code_of(pk)}/",
        public=listed().filter(pk=pk).exists(),
        form=form,
        may_plan=bool(may_anywhere(request.user, KEEP)),
    )


@transaction.atomic
def _plan(
    by: User,
    information: Information,
    channel: str,
    places: list[Place],
    outlet: str,
    rendering: Rendering | None,
    **when: Any,
) -> int:
    """All of them or none."""
    wanted: list[Place | None] = list(places) if channel in NEED_PLACE else [None]
    if not wanted:
        raise ValidationError({"places": "请至少选一个地点。没有可选的，请先在“公开场所”里登记。"})
    for place in wanted:
        actions.plan(
            information=information,
            channel=channel,
            by=by,
            place=place,
            outlet=outlet if place is None else "",
            rendering=rendering,
            **when,
        )
    return len(wanted)


def posting(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    job = row.jobs.filter(state=JobState.OPEN).first()
    keeps = bool(may_keep(request.user, row))
    gone = not listed().filter(pk=row.information_id).exists()
    return page(
        request,
        "channels/posting.html",
        posting=row,
        job=job,
        jobs=row.jobs.exclude(state=JobState.OPEN),
        proofs=row.proofs.select_related("by"),
        successor=Posting.objects.filter(replaces=row).first(),
        gone=gone,
        can_up=bool(may_put_up(request.user, row)),
        can_down=keeps and (row.state == PostingState.UP or (job is not None and gone)),
        can_replace=keeps and not gone and not row.is_current and row.state != PostingState.PLANNED,
        can_cancel=keeps and row.state == PostingState.PLANNED,
        can_prove=keeps and row.state in (PostingState.UP, PostingState.ENDED),
        can_drop=keeps and job is not None,
    )


def _verb(
    request: StaffRequest,
    row: Posting,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    to = request.GET.get("next", "")
    to = to if to.startswith("/desk/channels/at/") else reverse("channels:posting", args=[row.pk])
    subject = f"{row.where}：{row.title}"
    return form_page(request, form, do, done, to, subject=subject, **words)


def _sent(request: StaffRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def put_up(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_put_up(request.user, row))

    def do(**values: Any) -> None:
        actions.put_up(posting=row, by=request.user, **given_in(values))

    form = UpForm(*_sent(request), posting=row)
    heading = "确认已经播出" if row.channel == "broadcast" else "确认已经公开"
    return _verb(request, row, form, do, "已登记。", heading=heading, submit="确认")


def take_down(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_keep(request.user, row))

    def do(**values: Any) -> None:
        actions.take_down(posting=row, by=request.user, **given_in(values))

    form = DownForm(*_sent(request), posting=row)
    lines = ["撤下以后，信息本身和登记簿里的记录都还在。"]
    return _verb(
        request, row, form, do, "已登记撤下。", heading="确认已经撤下", submit="确认撤下", lines=lines
    )


def replace(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_keep(request.user, row))

    def do(**values: Any) -> None:
        actions.replace(posting=row, by=request.user, **given_in(values))

    lines = ["旧的一条到此结束，新的一条从现在起重新计算公开天数。"]
    form = ReplaceForm(*_sent(request))
    return _verb(
        request, row, form, do, "已换成新版。", heading="确认已经换成新版", submit="确认", lines=lines
    )


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_keep(request.user, row))

    def do(reason: str) -> None:
        actions.cancel(posting=row, by=request.user, reason=reason)

    form = ReasonForm(request.POST or None)
    return _verb(request, row, form, do, "已取消。", heading="取消安排", submit="取消这项安排", danger=True)


def drop_job(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_keep(request.user, row))
    job = get_object_or_404(row.jobs, state=JobState.OPEN)

    def do(reason: str) -> None:
        actions.drop_job(job=job, by=request.user, reason=reason)

    form = ReasonForm(request.POST or None)
    return _verb(request, row, form, do, "已登记。", heading="说明为什么不用跟着处理", submit="保存")


def add_proof(request: StaffRequest, pk: int) -> HttpResponse:
    row = _posting(request, pk)
    require(may_keep(request.user, row))

    def do(**values: Any) -> None:
        actions.add_proof(posting=row, by=request.user, **values)

    form = AddProofForm(*_sent(request))
    return _verb(request, row, form, do, "佐证已保存。", heading="补充佐证", submit="保存")


def proof(request: StaffRequest, pk: int) -> FileResponse:
    """A photograph or scan, for those who may read the posting; saved, never shown inside this site."""
    row = get_object_or_404(Proof.objects.select_related("posting"), pk=pk)
    if not row.file or not queries.readable(request.user).filter(pk=row.posting_id).exists():
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)


def rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """The file of a rendering, for whoever may make some."""
    row = get_object_or_404(Rendering.objects.select_related("information"), pk=pk)
    if not row.file:
        raise Http404
    _record(request, row.information_id)
    with row.file.open("rb") as content:
        return download(content.read(), row.file_name or row.get_kind_display())


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that the person has looked at a rendering."""
    row = get_object_or_404(Rendering.objects.select_related("information__organisation"), pk=pk)
    _record(request, row.information_id)
    if request.method == "POST":
        try:
            actions.confirm(rendering=row, by=request.user)
        except (Denied, ValidationError) as refusal:
            messages.error(request, "".join(words_of(refusal)))
        else:
            messages.success(request, "已确认，可以使用了。")
    return redirect("channels:record", pk=row.information_id)
