"""One message: released, posted by hand or by itself, confirmed, corrected, deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.channels.models import Posting
from mingbai.channels.policies import may_keep
from mingbai.channels.queries import readable as readable_postings
from mingbai.channels.states import Channel, RenderingKind
from mingbai.disclosures.queries import is_listed
from mingbai.lib.verdict import Denied, Verdict, require
from mingbai.outbox import actions, queries
from mingbai.outbox.adapters import sends_itself
from mingbai.outbox.forms import ConfirmForm, CorrectForm, EmptyForm, ReasonForm, WithdrawForm
from mingbai.outbox.models import Message
from mingbai.outbox.policies import may_cancel, may_change, may_confirm, may_deny, may_queue, may_recall
from mingbai.outbox.states import Purpose
from mingbai.outbox.values import Outlet
from mingbai.outbox.views.common import posted
from mingbai.shell.views import StaffRequest, form_page, page

ASKS = (may_queue, may_recall, may_confirm, may_deny, may_cancel, may_change)


def _message(request: StaffRequest, pk: int) -> Message:
    return get_object_or_404(queries.readable(request.user), pk=pk)


def message(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    posting = row.posting
    can = {one.__name__.removeprefix("may_"): one(request.user, row) for one in ASKS}
    return page(
        request,
        "outbox/message.html",
        message=row,
        posting=posting,
        information=posting.information,
        words=queries.words_of(row),
        is_article=row.rendering is not None and row.rendering.kind == RenderingKind.WECHAT,
        content=row.rendering.content if row.rendering else {},
        can=can,
        by_itself=sends_itself(row),
        job=queries.open_job_of(posting),
        proofs=posting.proofs.all(),
        outdated=row.rendering is not None and not row.rendering.is_current,
    )


def _verb(
    request: StaffRequest,
    row: Message,
    verdict: Verdict,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    require(verdict)

    def act(**values: Any) -> None:
        do(message=row, by=request.user, **values)

    words = {"subject": f"{row.posting.title}　{row.outlet}"} | words
    return form_page(request, form, act, done, row.get_absolute_url(), **words)


def queue(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    itself = (
        "系统会在几分钟内发出，结果会提醒您。"
        if sends_itself(row)
        else "同意以后，由人在平台上发布，再回来登记。"
    )
    return _verb(
        request, row, may_queue(request.user, row), EmptyForm(posted(request)), actions.queue,
        done="已同意送发。", heading="同意送发", submit="同意送发",
        lines=["请再看一遍文字，发出去的收不回来。", itself],
    )  # fmt: skip


def recall(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    return _verb(
        request, row, may_recall(request.user, row), EmptyForm(posted(request)), actions.recall,
        done="已撤回，不会发出。", heading="撤回送发", submit="撤回",
    )  # fmt: skip


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    form = ConfirmForm(posted(request), request.FILES or None, message=row)
    heading = {Purpose.DELETION: "登记已经删除或者说明"}.get(Purpose(row.purpose), "登记已经发出")
    return _verb(
        request, row, may_confirm(request.user, row), form, actions.confirm, "已登记。",
        heading=heading, submit="登记", lines=["网址、截图、说明至少要有一样，作为佐证。"],
    )  # fmt: skip


def deny(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    return _verb(
        request, row, may_deny(request.user, row), ReasonForm(posted(request)), actions.deny,
        done="已登记，可以重新送发。", heading="登记确实没有发出", submit="确实没有发出",
        warning="请先打开账号看清楚。登记以后可以重新送发，如果其实已经发出，就会发两次。",
    )  # fmt: skip


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    return _verb(
        request, row, may_cancel(request.user, row), ReasonForm(posted(request)), actions.cancel, "已取消。",
        heading="取消发送", submit="不发了", danger=True,
    )  # fmt: skip


def use(request: StaffRequest, pk: int) -> HttpResponse:
    row = _message(request, pk)
    information = row.posting.information
    form = CorrectForm(
        posted(request), outlet=Outlet(row.outlet), information=information, with_variant=False
    )
    return _verb(
        request, row, may_change(request.user, row), form, actions.use, "已换成新稿。",
        heading="换一份成稿", submit="换成这一份", lines=["只能选按现在的内容做、已经预览确认的稿。"],
    )  # fmt: skip


# -- what a correction or a withdrawal asks of something that is out ----------------------------------------


def _posting(request: StaffRequest, pk: int) -> tuple[Posting, Outlet]:
    posting = get_object_or_404(readable_postings(request.user), pk=pk)
    require(may_keep(request.user, posting))
    sent = queries.receipt_of(posting)
    if sent is None:
        raise Denied("这一条不是从发件箱发出的，请在“公开渠道”里登记更正或者撤下。")
    return posting, Outlet(sent.outlet)


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    posting, outlet = _posting(request, pk)
    information = posting.information
    if not is_listed(information):
        raise Denied("这条信息已经撤回，不是更正。")

    def do(**values: Any) -> None:
        actions.prepare_correction(posting=posting, by=request.user, **values)

    note = information.change_note or "内容有更正"
    make = f"{reverse('outbox:new', args=[information.pk, outlet.kind.value])}?note={note}"
    form = CorrectForm(posted(request), outlet=outlet, information=information, with_variant=True)
    return form_page(
        request, form, do, "已放进发件箱。", _record_page(posting), template="outbox/correct.html",
        heading="用同一渠道更正", subject=f"{posting.title}　{outlet.label}", submit="放进发件箱", make=make,
    )  # fmt: skip


def delete(request: StaffRequest, pk: int) -> HttpResponse:
    posting, outlet = _posting(request, pk)

    def do(**values: Any) -> None:
        actions.prepare_deletion(posting=posting, by=request.user, **values)

    form: forms.Form = EmptyForm(posted(request))
    lines = ["同意送发以后删除：接了接口的公众号由系统删除，其他的由人在平台上删除，再回来登记。"]
    if outlet.channel == Channel.GROUP:
        form = WithdrawForm(posted(request), initial={"text": actions.proposed_withdrawal(posting)})
        lines = []
    heading = "在群里说明已经撤回" if outlet.channel == Channel.GROUP else "从账号上删除"
    return form_page(
        request, form, do, "已放进发件箱。", _record_page(posting),
        heading=heading, subject=f"{posting.title}　{outlet.label}", submit="放进发件箱", lines=lines,
    )  # fmt: skip


def _record_page(posting: Posting) -> str:
    return reverse("outbox:record", args=[posting.information_id])
