"""How a request goes, for whoever has its query code; and what the applicant has to do now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from mingbai.accounts.policies import lockout_address
from mingbai.asking.actions.following import look_up, send_clarification
from mingbai.asking.forms.following import ClarifyForm, ReasonsForm, StatusForm, WithdrawForm
from mingbai.asking.queries import unclear_in
from mingbai.asking.views.privacy import page
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest, Letter, Office
from mingbai.foi.policies import may_do
from mingbai.foi.queries import Progress, content_of, progress
from mingbai.foi.rules.log import Event
from mingbai.foi.states import State, Verb
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.shell.exports import download
from mingbai.shell.views import refuse

OPENED = "asking_opened"
STAYS_OPEN = timedelta(minutes=30)


def status(request: HttpRequest) -> HttpResponseBase:
    """Query code and telephone, posted; the code then opens the page for half an hour in this browser."""
    form = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = look_up(**form.cleaned_data, address=lockout_address(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            # A new session: whoever opened this browser's session before cannot look on.
            request.session.cycle_key()
            request.session[OPENED] = {"pk": found.pk, "until": (clock.now() + STAYS_OPEN).isoformat()}
            return redirect("apply_mine")
    return page(request, "status.html", 422 if request.method == "POST" else 200, form=form)


def opened(request: HttpRequest) -> FoiRequest | None:
    """The request this browser opened within the last half hour."""
    held = request.session.get(OPENED)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    rows = FoiRequest.objects.select_related("organisation", "wish")
    return rows.filter(pk=held["pk"]).first()


def of_mine(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, asked, …)` with the request that was opened; else to the form that opens one."""

    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        asked = opened(request)
        if asked is None:
            return redirect("apply_status")
        try:
            return view(request, asked, **kwargs)
        except Denied:
            # What went wrong inside is for the staff; the applicant learns what to do.
            return page(request, "refused.html", 403)

    return inner


@of_mine
def mine(request: HttpRequest, asked: FoiRequest) -> HttpResponseBase:
    """Who has it, what comes next, until when, and what the applicant must do."""
    told, clarifies = progress(asked), may_do(None, asked, Verb.TAKE_CLARIFICATION)
    return page(
        request,
        "mine.html",
        asked=asked,
        progress=told,
        office=Office.objects.filter(organisation=asked.organisation).first(),
        fee=getattr(asked, "fee", None) if asked.state == State.AWAITING_FEE else None,
        may_clarify=clarifies,
        may_give_reasons=_asked_for_reasons(asked) and may_do(None, asked, Verb.TAKE_REASONS),
        may_withdraw=may_do(None, asked, Verb.WITHDRAW),
        answer=_answer_letter(told),
        unclear=unclear_in(asked) if clarifies else None,
        answered=asked.state in (State.ANSWERED, State.ARCHIVED),
        done=request.session.pop("asking_done", ""),
    )


def _answer_letter(told: Progress) -> Letter | None:
    """The answer that was sent, for the button above everything else."""
    found = [one for one in told.letters if one.kind in (LetterKind.ANSWER, LetterKind.CORRECTION_ANSWER)]
    return max(found, key=lambda one: one.pk, default=None)


def _asked_for_reasons(asked: FoiRequest) -> bool:
    events = set(asked.log.filter(struck_at=None).values_list("event", flat=True))
    return Event.REASONS_ASKED in events and Event.REASONS_GIVEN not in events


def _answer(
    request: HttpRequest, asked: FoiRequest, form: forms.Form, do: Callable[..., Any], done: str, **words: Any
) -> HttpResponseBase:
    """One form of the applicant, one action; refusals stand at the fields and nothing typed is lost."""
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = [denial.reason]
        else:
            request.session["asking_done"] = done
            return redirect("apply_mine")
    status_code = 422 if request.method == "POST" else 200
    return page(request, "answer.html", status_code, asked=asked, form=form, problems=problems, **words)


@of_mine
def clarify(request: HttpRequest, asked: FoiRequest) -> HttpResponseBase:
    """第三十条：补正。"""
    form = ClarifyForm(request.POST or None, request.FILES or None, initial={"text": asked.wish.asked})

    def do(given: dict[str, Any]) -> None:
        files = [Upload(one.name or "", one.read()) for one in given["attached"]]
        send_clarification(asked=asked, text=given["text"], files=files)

    return _answer(
        request, asked, form, do, "您的补正已经收到，答复期限从今天起重新计算。",
        heading="补充说明您要的信息", submit="交上去", clarifying=True, unclear=unclear_in(asked),
        letters=[one for one in progress(asked).letters if one.kind == "clarification"],
    )  # fmt: skip


@of_mine
def reasons(request: HttpRequest, asked: FoiRequest) -> HttpResponseBase:
    """第三十五条：说明理由。"""
    form = ReasonsForm(request.POST if request.method == "POST" else None)

    def do(given: dict[str, Any]) -> None:
        actions.take_reasons(request=asked, text=given["text"], on=clock.today(), by=None)

    return _answer(
        request, asked, form, do, "您说明的理由已经收到。", heading="说明申请的理由", submit="交上去"
    )


@of_mine
def withdraw(request: HttpRequest, asked: FoiRequest) -> HttpResponseBase:
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def do(given: dict[str, Any]) -> None:
        actions.withdraw(request=asked, on=clock.today(), by=None)

    return _answer(
        request, asked, form, do, "申请已经撤回，不再办理。", heading="撤回这件申请",
        submit="撤回申请", danger=True
    )  # fmt: skip


KINDS = ("docx", "pdf")


@of_mine
def letter(request: HttpRequest, asked: FoiRequest, pk: int, kind: str) -> HttpResponseBase:
    """A letter that was sent to the applicant, as Word or PDF."""
    found = next((one for one in progress(asked).letters if one.pk == pk), None)
    if found is None or kind not in KINDS:
        raise Http404
    file = found.pdf if kind == "pdf" else found.word
    if file is None:
        raise Http404
    return download(content_of(file), f"{found.get_kind_display()}.{kind}")


@of_mine
def released(request: HttpRequest, asked: FoiRequest, pk: int) -> HttpResponseBase:
    """A file that was released to the applicant with the answer."""
    file = next((one for one in progress(asked).files if one.pk == pk), None)
    if file is None:
        raise Http404
    return download(content_of(file), file.name)


def leave(request: HttpRequest) -> HttpResponseBase:
    """Close the request in this browser, for a computer that others use too."""
    request.session.pop(OPENED, None)
    return redirect("apply_status")
