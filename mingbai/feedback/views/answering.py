"""What the office sees of opinions, and does with them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.feedback import actions, queries
from mingbai.feedback.forms import AnswerForm, CorrectForm, EmptyForm, PassForm
from mingbai.feedback.models import Report
from mingbai.feedback.policies import may_do, may_see_person
from mingbai.feedback.states import CLOSED, OPEN, Kind, State, Verb
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page

TABS = {"open": ("没有办结的", OPEN), "closed": ("已办结的", CLOSED)}


def listing(request: StaffRequest) -> HttpResponse:
    """Opinions on the pages of this person's organisations; those that wait longest come first."""
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else "open"
    kind = request.GET.get("kind", "") if request.GET.get("kind") in Kind.values else ""
    rows = queries.readable(request.user).filter(state__in=TABS[tab][1])
    if kind:
        rows = rows.filter(kind=kind)
    shown, query = paged(request, rows.order_by("received_at", "pk") if tab == "open" else rows)
    return page(
        request,
        "feedback/list.html",
        tab=tab,
        tabs=[(key, label) for key, (label, _) in TABS.items()],
        kind=kind,
        kinds=Kind.choices,
        shown=shown,
        query=query,
        rows=queries.with_due_days(shown.object_list),
        today=clock.today(),
    )


def usefulness(request: StaffRequest) -> HttpResponse:
    """Which pages visitors found useful, and which not."""
    shown, query = paged(request, queries.voted_on(request.user))
    return page(request, "feedback/useful.html", shown=shown, query=query)


def _report(request: StaffRequest, pk: int) -> Report:
    rows = queries.readable(request.user).select_related("organisation", "information", "proof", "closed_by")
    return get_object_or_404(rows, pk=pk)


def report(request: StaffRequest, pk: int) -> HttpResponse:
    return _shown(request, _report(request, pk))


def _shown(request: StaffRequest, row: Report, **more: Any) -> HttpResponse:
    text = row.information
    can = {verb.value: bool(may_do(request.user, verb, row)) for verb in Verb if verb != Verb.REPUBLISH}
    return page(
        request,
        "feedback/report.html",
        report=row,
        due=queries.with_due_days([row])[0][1],
        today=clock.today(),
        changed=text is not None and queries.has_changed_since(text, row),
        votes=queries.votes_of(text.pk) if text else None,
        can=can,
        sees=bool(may_see_person(request.user, row)),
        accepted=row.state != State.RECEIVED,
        **more,
    )


def person(request: StaffRequest, pk: int) -> HttpResponse:
    """How to reach the person; looking is a POST, because it is noted."""
    row = _report(request, pk)
    require(may_see_person(request.user, row))
    if request.method != "POST":
        return _shown(request, row)
    return _shown(request, row, person=actions.see_person(report=row, by=request.user))


def _verb(
    request: StaffRequest, pk: int, verb: Verb, form: type[forms.Form], do: Callable[..., Any], **words: Any
) -> HttpResponse:
    """One verb, one form."""
    row = _report(request, pk)
    require(may_do(request.user, verb, row))

    def act(**values: Any) -> None:
        do(report=row, by=request.user, **values)

    words = {"heading": verb.label, "subject": row.title, "submit": "办结", "done": "已办结。"} | words
    posted = request.POST if request.method == "POST" else None
    return form_page(request, form(posted), act, to=row.get_absolute_url(), **words)


def accept(request: StaffRequest, pk: int) -> HttpResponse:
    lines = ["受理以后核实。确实不对的，在“稿件”里更正这一条并发布，发布后系统会提醒您办结。"]
    words = {"lines": lines, "submit": "受理", "done": "已受理。"}
    return _verb(request, pk, Verb.ACCEPT, EmptyForm, actions.accept, **words)


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, Verb.CORRECT, CorrectForm, actions.correct)


def answer(request: StaffRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, Verb.ANSWER, AnswerForm, actions.answer)


def reject(request: StaffRequest, pk: int) -> HttpResponse:
    lines = ["请写明理由，例如：经核对，原文就是这样写的。"]
    return _verb(request, pk, Verb.REJECT, AnswerForm, actions.reject, lines=lines, submit="不采纳")


def pass_on(request: StaffRequest, pk: int) -> HttpResponse:
    """The list is where it leads: the report is perhaps not this person's any more."""
    row = _report(request, pk)
    require(may_do(request.user, Verb.PASS_ON, row))

    def act(**values: Any) -> None:
        actions.pass_on(report=row, by=request.user, **values)

    form = PassForm(request.POST or None, without=row.organisation)
    words = {"heading": Verb.PASS_ON.label, "subject": row.title, "submit": "转出"}
    return form_page(request, form, act, "已转出，对方会收到提醒。", "feedback:list", **words)


def told(request: StaffRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    require(may_see_person(request.user, row))
    return form_page(
        request,
        EmptyForm({} if request.method == "POST" else None),
        lambda: actions.told(report=row, by=request.user),
        "已登记。",
        row.get_absolute_url(),
        heading="登记已经电话告知本人",
        subject=row.title,
        submit="登记",
    )
