"""Sources of forwarded texts: the list, one of them, entering, checking, deciding."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import mark_safe

from mingbai.forwarding import actions, jobs, queries
from mingbai.forwarding.forms import CheckForm, DecideForm, TakeForm
from mingbai.forwarding.models import Check, Forwarding
from mingbai.forwarding.policies import may_check
from mingbai.forwarding.rules import marked
from mingbai.forwarding.states import State
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 20


def listing(request: StaffRequest) -> HttpResponse:
    """What waits for somebody first, then what is late, then all."""
    rows = queries.forwardings_for(request.user)
    wanted = request.GET.get("state", "")
    shown = rows.filter(state=wanted) if wanted in State.values else rows
    return page(
        request,
        "forwarding/list.html",
        waiting=rows.filter(state=State.DIFFERS).order_by("found_at")[:50],
        late=queries.late_ones(rows, clock.today())[:50],
        shown=Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        states=State.choices,
        wanted=wanted,
        query=f"state={wanted}" if wanted in State.values else "",
        on=jobs.is_on(),
    )


def choose(request: StaffRequest) -> HttpResponse:
    """Texts of which no source is kept yet; those that name one come first."""
    asked = one_line(request.GET.get("q", ""))[:60]
    rows = queries.records_for(request.user)
    for word in asked.split()[:5]:
        rows = rows.filter(title__icontains=word)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "forwarding/choose.html", shown=shown, asked=asked, query=f"q={asked}" if asked else ""
    )


def take(request: StaffRequest, pk: int) -> HttpResponse:
    information = get_object_or_404(queries.records_for(request.user), pk=pk)
    made: list[Forwarding] = []

    def do(**values: Any) -> None:
        made.append(actions.take(information=information, by=request.user, **values))

    form = TakeForm(request.POST or None, request.FILES or None, information=information)
    response = form_page(
        request,
        form,
        do,
        "已登记。请核对下面与稿件的差异：转载必须与原文一致。",
        reverse("forwarding:choose"),
        heading="登记转载来源",
        subject=information.title,
        submit="登记",
    )
    return redirect("forwarding:forwarding", pk=made[0].pk) if made else response


def _row(request: StaffRequest, pk: int) -> Forwarding:
    return get_object_or_404(queries.forwardings_for(request.user), pk=pk)


def forwarding(request: StaffRequest, pk: int) -> HttpResponse:
    """One source: how the record differs from it, and how it differs from what was taken."""
    row = _row(request, pk)
    check, own, copy = queries.open_check(row), queries.own_difference(row), row.information.working_copy
    changed = marked(row.source_text, check.text) if check else ""
    return page(
        request,
        "forwarding/forwarding.html",
        forwarding=row,
        information=row.information,
        check=check,
        # Both were made by lib.differences, which cleans what it gives.
        changed=mark_safe(changed) if changed else changed,  # noqa: S308 - cleaned there
        own=mark_safe(own) if own else own,  # noqa: S308 - cleaned there
        strays=[
            label
            for label, here, there in (
                ("来源单位", copy.source_name, row.source_name),
                ("来源网址", copy.source_url, row.source_url),
            )
            if here != there
        ],
        last=queries.last_day(row),
        decided=Check.objects.filter(forwarding=row).exclude(decision="").select_related("decided_by"),
        may_check=bool(may_check(request.user, row.information)),
        on=jobs.is_on(),
    )


def paste(request: StaffRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    require(may_check(request.user, row.information))

    def do(**values: Any) -> None:
        actions.check_pasted(forwarding=row, by=request.user, **values)

    return form_page(
        request,
        CheckForm(request.POST or None, request.FILES or None),
        do,
        "已核对。",
        reverse("forwarding:forwarding", args=[pk]),
        heading="录入来源现在的原文",
        subject=row.information.title,
        submit="核对",
    )


def fetch(request: StaffRequest, pk: int) -> HttpResponse:
    """A button: read the source's address now."""
    row = _row(request, pk)
    if request.method == "POST":
        checked = actions.check_source(forwarding=row, by=request.user)
        messages.info(request, checked.problem or f"已核对：{checked.get_state_display()}。")
    return redirect("forwarding:forwarding", pk=pk)


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    require(may_check(request.user, row.information))

    def do(**values: Any) -> None:
        actions.decide(forwarding=row, by=request.user, **values)

    return form_page(
        request,
        DecideForm(request.POST or None),
        do,
        "已处理。",
        reverse("forwarding:forwarding", args=[pk]),
        heading="处理来源的变化",
        subject=row.information.title,
        submit="确认",
    )
