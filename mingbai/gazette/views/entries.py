"""The entries of an issue that is being put together."""

from html import unescape
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import strip_tags
from django.views.decorators.http import require_POST

from mingbai.gazette import actions, policies
from mingbai.gazette.forms import EmptyForm, NoticeForm, SectionForm
from mingbai.gazette.models import Entry
from mingbai.gazette.states import EntryKind
from mingbai.gazette.views.desk import find, sent, verb
from mingbai.lib.verdict import require
from mingbai.shell.views import StaffRequest, form_page


def _entry(pk: int) -> Entry:
    rows = Entry.objects.select_related("issue__organisation", "section", "information")
    return get_object_or_404(rows, pk=pk)


def write(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(pk)
    require(policies.may_edit(request.user, row))
    last = row.sections.last()
    form = NoticeForm(request.POST or None, issue=row, initial={"section": last.pk if last else None})
    return verb(request, row, form, actions.write, "已写入。", "编辑撰写", "保存")


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    entry = _entry(pk)
    require(policies.may_edit(request.user, entry.issue))
    initial: dict[str, Any] = {"section": entry.section_id}
    if entry.kind == EntryKind.NOTICE:
        text = unescape(strip_tags(entry.body.replace("</p>", "\n"))).strip()
        initial |= {"title": entry.title, "text": text, "corrects": entry.corrects_id}
        form: Any = NoticeForm(request.POST or None, issue=entry.issue, initial=initial)
    else:
        form = SectionForm(request.POST or None, issue=entry.issue, initial=initial)

    def do(**values: Any) -> None:
        actions.change_entry(entry=entry, by=request.user, **values)

    to = reverse("gazette:issue", args=[entry.issue_id])
    return form_page(request, form, do, "已保存。", to, heading="修改", subject=entry.title, submit="保存")


@require_POST
def move(request: StaffRequest, pk: int) -> HttpResponse:
    entry = _entry(pk)
    actions.move(entry=entry, by=request.user, up=request.POST.get("to") == "up")
    return redirect(f"{reverse('gazette:issue', args=[entry.issue_id])}#e{entry.pk}")


def take_out(request: StaffRequest, pk: int) -> HttpResponse:
    entry = _entry(pk)
    require(policies.may_edit(request.user, entry.issue))
    form = EmptyForm(sent(request))

    def do() -> None:
        actions.take_out(entry=entry, by=request.user)

    to = reverse("gazette:issue", args=[entry.issue_id])
    return form_page(
        request, form, do, "已从这一期拿掉。", to, heading="从这一期拿掉", subject=entry.title, submit="拿掉"
    )
