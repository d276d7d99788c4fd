"""The queue of withheld texts, the evaluation of one, and the county's periods."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.disclosures import actions
from mingbai.disclosures.forms import CallForm, EvaluationForm, GroundChangeForm, NoteForm, RuleForm
from mingbai.disclosures.models import Evaluation, GroundChange, Information, UpkeepRule
from mingbai.disclosures.policies import may_do, may_evaluate, may_set_terms, may_settle
from mingbai.disclosures.queries import due_for_evaluation, due_of, pending, terms, withheld
from mingbai.disclosures.rules.upkeep import ANSWERS, QUESTIONS
from mingbai.disclosures.states import Stage, Verb
from mingbai.disclosures.views.trying import tried
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.shell.views import StaffRequest, form_page, page, refuse

PER_PAGE = 25


def queue(request: StaffRequest) -> HttpResponse:
    """What is due, what waits for a second person, what was released and is not yet on its way."""
    user, today = request.user, clock.today()
    now = terms(today)
    shown = Paginator(due_for_evaluation(user, today), PER_PAGE).get_page(request.GET.get("page"))
    waiting = list(pending(user))
    under_way = {one.information_id for one in waiting}
    return page(
        request,
        "disclosures/queue.html",
        shown=shown,
        rows=[(one, due_of(one, now, today), one.pk in under_way) for one in shown],
        waiting=[(one, may_settle(user, one)) for one in waiting],
        released=_released(request),
        terms=now,
        total=withheld(user).count(),
        query="",
        may_set=may_set_terms(user),
    )


def _released(request: StaffRequest) -> list[tuple[Evaluation, bool]]:
    """Confirmed releases whose text still is what it was, with whether this person may begin the review."""
    rows = Evaluation.objects.filter(
        state=Evaluation.State.CONFIRMED,
        outcome=Evaluation.Outcome.RELEASE,
        information__in=withheld(request.user).filter(stage=Stage.DONE),
    ).select_related("information__organisation")
    newest = {one.information_id: one for one in rows.order_by("pk")}
    return [(one, bool(may_do(request.user, Verb.EDIT, one.information))) for one in newest.values()]


def _text(request: StaffRequest, pk: int) -> Information:
    return get_object_or_404(withheld(request.user), pk=pk)


def evaluate(request: StaffRequest, pk: int) -> HttpResponse:
    """The evaluation of one text: what is known of it, the form, and what was found before."""
    information, user, today = _text(request, pk), request.user, clock.today()
    form = EvaluationForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_evaluation(information=information, by=user, **form.values())
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = [denial.reason]
        else:
            messages.success(request, "评估意见已提交，等另一个人确定。")
            return redirect("disclosures:queue")
    history = information.evaluations.select_related("proposed_by", "decided_by")
    return page(
        request,
        "disclosures/evaluate.html",
        422 if form.errors or problems else 200,
        information=information,
        due=due_of(information, terms(today), today),
        form=form,
        problems=problems,
        verdict=may_evaluate(user, information),
        waiting=history.filter(state=Evaluation.State.PROPOSED).first(),
        history=[(one, answers_of(one)) for one in history],
        calls=information.evaluation_calls.select_related("by"),
        changes=GroundChange.objects.filter(ground=information.ground).select_related("by")[:10],
    )


def answers_of(evaluation: Evaluation) -> list[tuple[str, str]]:
    said = dict(ANSWERS)
    return [(one.text, said.get(evaluation.checklist.get(one.key, ""), "—")) for one in QUESTIONS]


def call(request: StaffRequest, pk: int) -> HttpResponse:
    information = _text(request, pk)

    def do(reason: str) -> None:
        actions.call_evaluation(information=information, reason=reason, by=request.user)

    return form_page(
        request,
        CallForm(request.POST or None),
        do,
        "已列入待评估。",
        "disclosures:queue",
        heading="要求提前评估",
        subject=information.title,
        submit="列入待评估",
    )


def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm an evaluation or send it back; after a confirmed release, begin the review."""
    evaluation = get_object_or_404(
        Evaluation.objects.filter(information__in=withheld(request.user)).select_related(
            "information__organisation", "proposed_by", "ground"
        ),
        pk=pk,
    )
    problems, note = [], request.POST.get("note", "")
    if request.method == "POST":
        problems = _settled(request, evaluation, note)
        if not problems:
            return redirect("disclosures:queue")
    return page(
        request,
        "disclosures/settle.html",
        422 if problems else 200,
        evaluation=evaluation,
        information=evaluation.information,
        answers=answers_of(evaluation),
        verdict=may_settle(request.user, evaluation),
        problems=problems,
        note=note,
        form=NoteForm(),
    )


def _settled(request: StaffRequest, evaluation: Evaluation, note: str) -> list[str]:
    by, verb = request.user, request.POST.get("do")
    if verb == "reject":
        return tried(
            request,
            lambda: actions.reject_evaluation(evaluation=evaluation, note=note, by=by),
            "已退回，请评估人重新评估。",
        )
    left: list[str] = []
    if verb == "release":
        problems = tried(
            request, lambda: left.extend(actions.release(evaluation=evaluation, by=by)), "已改为主动公开。"
        )
    else:
        problems = tried(
            request,
            lambda: left.extend(actions.confirm_evaluation(evaluation=evaluation, note=note, by=by)),
            "评估结论已确定。",
        )
    for line in left:
        messages.warning(request, line)
    return problems


def periods(request: StaffRequest) -> HttpResponse:
    """The periods that count, those before, and the changes of grounds."""

    def do(**values: object) -> None:
        actions.set_upkeep_rule(by=request.user, **values)  # type: ignore[arg-type]

    return form_page(
        request,
        RuleForm(request.POST or None),
        do,
        "评估周期已保存。",
        "disclosures:periods",
        "disclosures/periods.html",
        heading="评估周期",
        submit="保存",
        terms=terms(clock.today()),
        rules=UpkeepRule.objects.select_related("set_by"),
        changes=GroundChange.objects.select_related("ground", "by")[:50],
        may_set=may_set_terms(request.user),
    )


def ground_change(request: StaffRequest) -> HttpResponse:
    def do(**values: object) -> None:
        actions.note_ground_change(by=request.user, **values)  # type: ignore[arg-type]

    return form_page(
        request,
        GroundChangeForm(request.POST or None),
        do,
        "已登记，有关材料已列入待评估。",
        "disclosures:periods",
        heading="登记不公开事由的变化",
        submit="登记",
    )
