"""The self-check of November."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.evaluation import actions
from mingbai.evaluation.actions.selfchecks import Answer
from mingbai.evaluation.forms.scoring import ReceiveForm, ReturnForm
from mingbai.evaluation.models import SelfCheck
from mingbai.evaluation.policies import may_self_check
from mingbai.evaluation.queries import selfchecks
from mingbai.evaluation.queries.reach import ANSWER, organisations_for, self_checks_for
from mingbai.evaluation.rules.comparing import ANSWERS
from mingbai.evaluation.rules.numbering import days_left
from mingbai.evaluation.states import SelfCheckState, SelfCheckVerb
from mingbai.evaluation.views.frame import show
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.shell.paging import number_in
from mingbai.shell.views import StaffRequest, form_page, words_of


def listing(request: StaffRequest) -> HttpResponse:
    """Who has to hand in, and how far everybody is; a unit begins its form here."""
    today = clock.today()
    asked = number_in(request.GET.get("year", "")) or today.year
    year = asked if 2000 <= asked <= today.year else today.year
    problems: list[str] = []
    if request.method == "POST":
        place = get_object_or_404(
            organisations_for(request.user, ANSWER), pk=number_in(request.POST.get("organisation", "")) or 0
        )
        try:
            return redirect(actions.start_selfcheck(by=request.user, organisation=place, year=year))
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
    owed = selfchecks.owed(request.user, year, today)
    due = selfchecks.due_on(year)
    mine = set(organisations_for(request.user, ANSWER).values_list("pk", flat=True))
    return show(
        request,
        "selfchecks",
        "selfchecks",
        422 if problems else 200,
        year=year,
        this_year=today.year,
        years=[today.year, today.year - 1, today.year - 2],
        due=due,
        left=days_left(due, today),
        rows=[(one, one.organisation.pk in mine) for one in owed],
        handed_in=sum(one.selfcheck is not None and _is_in(one.selfcheck) for one in owed),
        problems=problems,
    )


def _is_in(selfcheck: SelfCheck) -> bool:
    return selfcheck.state in (SelfCheckState.SUBMITTED, SelfCheckState.RECEIVED)


def _selfcheck(request: StaffRequest, pk: int) -> SelfCheck:
    return get_object_or_404(self_checks_for(request.user), pk=pk)


def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The form while it is filled in, the paper afterwards."""
    form = _selfcheck(request, pk)
    problems: list[str] = []
    if request.method == "POST":
        try:
            return _deed(request, form)
        except (ValidationError, Denied) as refusal:
            problems = words_of(refusal)
            form.refresh_from_db()
    return show(
        request,
        "selfcheck",
        "selfchecks",
        422 if problems else 200,
        selfcheck=form,
        rows=selfchecks.shown(form),
        answers=ANSWERS.items(),
        problems=problems,
        left=days_left(form.due_on, clock.today(), _is_in(form)),
        late=not _is_in(form) and form.due_on < clock.today(),
        may_edit=may_self_check(request.user, SelfCheckVerb.EDIT, form),
        may_receive=may_self_check(request.user, SelfCheckVerb.RECEIVE, form),
    )


def _deed(request: StaffRequest, form: SelfCheck) -> HttpResponse:
    """Save what is in the form; then, if asked, take the numbers again or hand in."""
    actions.answer_selfcheck(
        by=request.user,
        selfcheck=form,
        answers=_answers(request, form),
        summary=request.POST.get("summary", ""),
    )
    deed = request.POST.get("do")
    if deed == "submit":
        actions.submit_selfcheck(by=request.user, selfcheck=form)
        messages.success(request, "自查表已上报，等待县公开办接收。")
    elif deed == "refresh":
        actions.refresh_selfcheck(by=request.user, selfcheck=form)
        messages.success(request, "已保存，并按台账现在的数重新取数。")
    else:
        messages.success(request, "已保存，还没有上报。")
    return redirect(form)


def _answers(request: StaffRequest, form: SelfCheck) -> dict[str, Answer]:
    sent: Any = request.POST
    keys = form.lines.values_list("key", flat=True)
    return {
        key: Answer(
            sent.get(f"{key}-answer", ""), sent.get(f"{key}-note", ""), sent.get(f"{key}-explanation", "")
        )
        for key in keys
    }


def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    selfcheck = _selfcheck(request, pk)

    def do(**values: Any) -> None:
        actions.return_selfcheck(by=request.user, selfcheck=selfcheck, **values)

    return form_page(
        request,
        ReturnForm(request.POST or None),
        do,
        "已退回单位补充。",
        selfcheck.get_absolute_url(),
        heading="退回补充",
        subject=str(selfcheck),
        submit="退回",
    )


def receive(request: StaffRequest, pk: int) -> HttpResponse:
    selfcheck = _selfcheck(request, pk)

    def do(**values: Any) -> None:
        actions.receive_selfcheck(by=request.user, selfcheck=selfcheck, **values)

    return form_page(
        request,
        ReceiveForm(request.POST or None),
        do,
        "已接收。",
        selfcheck.get_absolute_url(),
        heading="接收自查表",
        subject=str(selfcheck),
        submit="接收",
    )
