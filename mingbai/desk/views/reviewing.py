"""The page on which a reviewer decides; made for a phone first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.checks.findings import ASK
from mingbai.desk import queries
from mingbai.desk.forms.deciding import AnswerForm, ReviewForm
from mingbai.desk.rules.words import days_left
from mingbai.desk.views.verbs import read_back_words, refuse
from mingbai.disclosures import actions
from mingbai.disclosures.models import Audience, CheckReport, Information
from mingbai.disclosures.policies import may_answer_finding, may_decide
from mingbai.disclosures.queries import awaits_confirmation, files_of, readable_by
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.reviews.models import ReviewState, Step
from mingbai.reviews.queries import history_of, open_state, step_of
from mingbai.shell.views import StaffRequest, page

LARGEST = 2**63 - 1  # for keys of inherited tables Django does not ask what the database can count to


def review(request: StaffRequest, state: int) -> HttpResponse:
    """One open step of one record. A step already decided leads to the record."""
    if state > LARGEST:
        raise Http404
    row = get_object_or_404(ReviewState.objects.select_related("workflow_state", "task"), pk=state)
    information = _record(request, row)
    current = open_state(information)
    if current is None or current.pk != row.pk:
        if request.method == "POST":
            messages.error(request, "这一环节已经办理过了，您刚才的决定没有保存。")
        return redirect("desk:record", pk=information.pk)
    step = step_of(row)
    form = ReviewForm(
        request.POST if request.method == "POST" else None, step=step, initial={"digest": information.digest}
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, information, form)
        except Denied as denial:
            problems = [denial.reason]
            form = _on_what_is_shown(request, step, information.digest)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, information, row, form, problems)


def _record(request: StaffRequest, state: ReviewState) -> Information:
    found = state.workflow_state.object_id if state.workflow_state.content_type.model == "information" else ""
    if not found:
        raise Http404
    return get_object_or_404(readable_by(request.user).select_related("latest_revision"), pk=int(found))


def _decided(request: StaffRequest, information: Information, form: ReviewForm) -> HttpResponse:
    values = form.cleaned_data
    bound = {"information": information, "by": request.user, "digest": values["digest"]}
    if "return" in request.POST:
        actions.send_back(**bound, comment=values["comment"], opinion=form.opinion())
        messages.success(request, "已退回，拟稿人会看到您写的理由。")
    elif actions.approve(**bound, comment=values["comment"], opinion=form.opinion()):
        messages.success(request, _finished(request, information, values))
    else:
        messages.success(request, f"{form.step.label}已通过，转入下一步。")
    return redirect("desk:home")


def _finished(request: StaffRequest, information: Information, values: dict) -> str:
    """After the last step: publish now, at a time, or leave it to the drafter."""
    fresh = Information.objects.select_related("latest_revision", "organisation").get(pk=information.pk)
    if fresh.stage != Stage.APPROVED:
        return "补审已完成。"
    if values.get("after") == "later" or "after" not in values:
        return "已签发，等待发布。"
    at = values.get("at") if values["after"] == "at" else None
    try:
        done = actions.publish(information=fresh, by=request.user, at=at)
    except Denied as denial:
        return f"已签发，但没有发布：{denial.reason}"
    if at:
        return f"已签发，{at.astimezone(clock.CHINA):%Y年%m月%d日 %H:%M} 自动发布。"
    if done.status == Status.REGISTERED:
        return "已签发，并已登记，不主动公开。"
    seen_by = "公众" if done.audience == Audience.PUBLIC else "本单位工作人员"
    return read_back_words(done, f"已签发，已发布，{seen_by}现在可以看到。")


def _on_what_is_shown(request: StaffRequest, step: Step, digest: str) -> ReviewForm:
    """The same words in a form for the text the page now shows."""
    data = request.POST.copy()
    data["digest"] = digest
    return ReviewForm(data, step=step)


def _page(
    request: StaffRequest, information: Information, state: ReviewState, form: ReviewForm, problems: list[str]
) -> HttpResponse:
    copy = information.working_copy
    report = CheckReport.objects.filter(information=information).first()
    findings = queries.findings_of(information, report)
    return page(
        request,
        "desk/review.html",
        422 if problems or form.errors else 200,
        information=information,
        copy=copy,
        state=state,
        step=step_of(state),
        left=days_left(state.due_on, clock.today()),
        form=form,
        problems=problems,
        verdict=may_decide(request.user, information, state),
        body=queries.shown_with_findings(copy.body, findings),
        facts=queries.facts_of(copy),
        files=files_of(copy),
        findings=findings,
        report=report,
        stale=report is not None and report.digest != information.digest,
        may_answer=may_answer_finding(request.user, information),
        unanswered=sum(1 for one in findings if one.finding["severity"] == ASK and not one.answer),
        answer_form=AnswerForm(),
        changes=_changes(information, copy),
        earlier=[one for one in history_of(information) if one.finished_at],
        publishes=step_of(state) == Step.APPROVE and not awaits_confirmation(information),
    )


def _changes(information: Information, copy: Information) -> dict | None:
    """What differs from what the public sees, for a text that is or was public."""
    if information.live_revision is None:
        return None
    before = information.live_revision.as_object()
    return {
        "rows": queries.field_differences(before, copy),
        "bodies": queries.side_by_side(before.body, copy.body) if before.body != copy.body else None,
    }
