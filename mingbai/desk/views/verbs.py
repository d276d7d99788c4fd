"""Verbs of a record that need one form or one press."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingbai.checks.actions import dismiss_finding
from mingbai.checks.findings import Finding
from mingbai.checks.queries import context_for
from mingbai.desk import queries
from mingbai.desk.forms.deciding import (
    AnswerForm,
    CommentForm,
    ConfirmForm,
    MergeRecordForm,
    PublishForm,
    ReasonForm,
    RelateForm,
    ValidityForm,
)
from mingbai.desk.rules.masking import mask_all, mask_finding
from mingbai.desk.rules.spans import plain_text
from mingbai.desk.views.access import back_with
from mingbai.disclosures import actions
from mingbai.disclosures.actions import Blocked, Conflict
from mingbai.disclosures.models import CheckReport, Information, Openness
from mingbai.disclosures.policies import may_answer_finding, may_do, may_manage_life, may_publish_urgently
from mingbai.disclosures.states import Status, Verb
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.shell.views import StaffRequest, page, refuse, words_of


def deed(
    request: StaffRequest,
    information: Information,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    *,
    template: str = "shell/form.html",
    **context: Any,
) -> HttpResponse:
    """Show `form`; when it is sent and fits, `do` it and go back to the record with what `do` says.

    What an action refuses stands at the form with everything typed still in it.
    """
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data))
        except Blocked as blocked:
            problems = [*blocked.missing.values(), *(one["message"] for one in blocked.findings)]
            drafter = information.working_copy.last_edited_by or "拟稿人"
            context["problems"] = [*problems, f"请让{drafter}先在稿件里改好，您再来发布。"]
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("desk:record", pk=information.pk)
    bad = request.method == "POST"
    return page(
        request,
        template,
        422 if bad else 200,
        form=form,
        information=information,
        subject=information.working_copy.title or "（无标题）",
        back=reverse("desk:record", args=[information.pk]),
        back_label="这条信息",
        **context,
    )


def read_back_words(information: Information, done: str) -> str:
    """What to tell after a public change: done and seen, or done and not yet seen."""
    if information.read_back_note:
        return f"{done}但从公众一侧读回时发现问题：{information.read_back_note}系统会继续核对。"
    return done


# -- while it is drafted -------------------------------------------------------


def comment(request: StaffRequest, information: Information) -> HttpResponse:
    form = CommentForm(request.POST or None)

    def do(values: dict[str, Any]) -> str:
        actions.comment(information=information, text=values["text"], by=request.user)
        return "留言已保存。"

    return deed(request, information, form, do, heading="留言", submit="保存留言")


def check(request: StaffRequest, information: Information) -> HttpResponse:
    if request.method == "POST":
        person = request.user
        if not may_answer_finding(person, information):
            require(may_do(person, Verb.EDIT, information))
        actions.check(information.working_copy)
        messages.success(request, "检查完成，结果在下面。")
    return redirect(reverse("desk:record", args=[information.pk]) + "#findings")


def mask(request: StaffRequest, information: Information) -> HttpResponse:
    """Mask one finding's value, or every value of its kind, and check again."""
    require(may_do(request.user, Verb.EDIT, information))
    back = redirect(reverse("desk:record", args=[information.pk]) + "#findings")
    report = CheckReport.objects.filter(information=information, digest=information.digest).first()
    wanted = request.POST.get("fingerprint", "")
    found = [one for one in report.findings if one["fingerprint"] == wanted] if report else []
    if request.method != "POST" or not found:
        messages.error(request, "内容已经改过，请重新检查后再遮盖。")
        return back
    copy = information.working_copy
    title, body = _masked(copy, found[0], everywhere="all" in request.POST)
    try:
        saved = actions.edit(
            information=information, by=request.user, base=copy.latest_revision_id, title=title, body=body
        )
    except Conflict as conflict:
        return back_with(request, information, str(conflict))
    actions.check(saved)
    messages.success(request, "已遮盖，并重新检查。")
    return back


def _masked(copy: Information, finding: dict[str, Any], *, everywhere: bool) -> tuple[str, str]:
    plain = plain_text(copy.body)
    if not everywhere:
        return mask_finding(copy.title, copy.body, plain, finding)
    telephones = context_for(copy.organisation, clock.today()).telephones
    return mask_all(
        copy.title, copy.body, plain, rule=finding["rule"], today=clock.today(), telephones=telephones
    )


def answer(request: StaffRequest, information: Information) -> HttpResponse:
    """A second person says why a finding may stand, or that it is false; back to where they came from."""
    form = AnswerForm(request.POST)
    review = request.POST.get("review", "")
    to = reverse("desk:record", args=[information.pk])
    if review.isascii() and review.isdigit() and len(review) < 19:
        to = reverse("desk:review", args=[int(review)])
    if request.method == "POST" and form.is_valid():
        do = _dismissed if "dismiss" in request.POST else _answered
        try:
            messages.success(request, do(request, information, form.cleaned_data))
        except ValidationError as error:
            messages.error(request, "".join(words_of(error)))
    elif request.method == "POST":
        messages.error(request, "请写明核对的情况和保留的理由，不超过 300 个字。")
    return redirect(f"{to}#findings")


def _answered(request: StaffRequest, information: Information, values: dict[str, Any]) -> str:
    actions.answer_finding(information=information, by=request.user, **values)
    return "理由已保存。"


def _dismissed(request: StaffRequest, information: Information, values: dict[str, Any]) -> str:
    require(may_answer_finding(request.user, information))
    report = CheckReport.objects.filter(information=information, digest=information.digest).first()
    found = [
        Finding(**one)
        for one in (report.findings if report else [])
        if one["fingerprint"] == values["fingerprint"] and one["kind"] == "wording"
    ]
    if not found:
        raise ValidationError("这一条已经没有了，请看下面最新的检查结果。")
    place = information.organisation
    dismiss_finding(by=request.user, organisation=place, finding=found[0], reason=values["reason"])
    actions.check(information.working_copy)
    return f"已记下，{place}的稿件以后不再提示这一处写法。"


def recall(request: StaffRequest, information: Information) -> HttpResponse:
    require(may_do(request.user, Verb.RECALL, information))

    def do(values: dict[str, Any]) -> str:
        actions.recall(information=information, by=request.user)
        return "已撤回到草稿。改好后请重新提交。"

    return deed(
        request,
        information,
        ConfirmForm(request.POST if request.method == "POST" else None),
        do,
        heading="撤回提交",
        submit="确认撤回提交",
        warning="撤回以后，已经通过的审核不再算数，要重新提交审核。",
    )


def discard(request: StaffRequest, information: Information) -> HttpResponse:
    public = information.status != Status.UNPUBLISHED
    require(may_do(request.user, Verb.DROP_CORRECTION if public else Verb.DISCARD, information))
    heading = "放弃更正" if public else "作废草稿"

    def do(values: dict[str, Any]) -> str:
        actions.discard(information=information, by=request.user)
        return f"已{heading}。"

    warning = "这次改的内容不再使用，公开的内容不受影响。" if public else "作废以后不能恢复，索引号不会再用。"
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return deed(
        request, information, form, do, heading=heading, submit=f"确认{heading}", warning=warning, danger=True
    )


def lock(request: StaffRequest, information: Information) -> HttpResponse:
    if request.method == "POST":
        wanted = "unlock" not in request.POST
        actions.lock(information=information, by=request.user, locked=wanted)
        messages.success(request, "已锁定，别人暂时不能修改。" if wanted else "已解除锁定。")
    return redirect("desk:record", pk=information.pk)


# -- going public --------------------------------------------------------------


def publish(request: StaffRequest, information: Information) -> HttpResponse:
    verbs = (Verb.PUBLISH, Verb.CORRECT, Verb.REPUBLISH, Verb.REGISTER)
    verdicts = [may_do(request.user, verb, information) for verb in verbs]
    require(next((one for one in verdicts if one), verdicts[0]))
    register = information.working_copy.openness != Openness.PROACTIVE

    def do(values: dict[str, Any]) -> str:
        at = values.get("at") if values.get("when") == "at" else None
        done = actions.publish(information=information, by=request.user, at=at)
        if at:
            return f"已定好，{at.astimezone(clock.CHINA):%Y年%m月%d日 %H:%M} 自动发布。"
        return "已登记，不主动公开。" if register else read_back_words(done, "已发布。")

    data = request.POST if request.method == "POST" else None
    form = ConfirmForm(data) if register else PublishForm(data)
    words = "这份信息不是主动公开的，只登记索引号和事由，公众看不到内容。" if register else ""
    heading = "登记" if register else "发布"
    return deed(request, information, form, do, heading=heading, submit=heading, warning=words)


def urgent(request: StaffRequest, information: Information) -> HttpResponse:
    require(may_publish_urgently(request.user, information))
    form = ReasonForm(request.POST or None, hint="写明为什么等不及审核，事后补审时要核对。")

    def do(values: dict[str, Any]) -> str:
        done = actions.publish_urgent(information=information, by=request.user, reason=values["reason"])
        return read_back_words(done, "已应急发布，并已转入补审。")

    return deed(
        request,
        information,
        form,
        do,
        heading="应急发布",
        submit="马上发布",
        danger=True,
        warning="只用于险情、疫情、停水停电这类等不得的事。发布后仍要逐级补审，直到补审完成都会标出来。",
    )


def withdraw(request: StaffRequest, information: Information) -> HttpResponse:
    return _end(
        request,
        information,
        Verb.WITHDRAW,
        actions.withdraw,
        "撤回以后，列表和搜索里不再出现，原网页保留标题并写明撤回理由。",
    )


def remove(request: StaffRequest, information: Information) -> HttpResponse:
    return _end(
        request,
        information,
        Verb.REMOVE,
        actions.remove,
        "用于不该公开却公开了的内容。撤下以后网页、附件和以前的版本全部看不到，不能恢复。",
    )


def _end(
    request: StaffRequest, information: Information, verb: Verb, action: Callable[..., Any], warning: str
) -> HttpResponse:
    require(may_do(request.user, verb, information))
    form = ReasonForm(request.POST or None, hint="公众会看到这句话。请不要写个人信息。")

    def do(values: dict[str, Any]) -> str:
        done = action(information=information, reason=values["reason"], by=request.user)
        return read_back_words(done, f"已{verb.label}。")

    return deed(
        request,
        information,
        form,
        do,
        heading=verb.label,
        submit=f"确认{verb.label}",
        warning=warning,
        danger=True,
    )


# -- links to other texts ------------------------------------------------------


def merge(request: StaffRequest, information: Information) -> HttpResponse:
    require(may_do(request.user, Verb.MERGE, information))

    def do(values: dict[str, Any]) -> str:
        done = actions.merge(
            information=information, into=values["target"], reason=values["reason"], by=request.user
        )
        return read_back_words(done, "已并入。原来的网址会转到那一条。")

    return _with_another(
        request, information, MergeRecordForm, do, heading="并入其他信息", submit="确认并入", danger=True
    )


def relate(request: StaffRequest, information: Information) -> HttpResponse:
    require(may_manage_life(request.user, information))

    def do(values: dict[str, Any]) -> str:
        actions.relate(source=information, by=request.user, **values)
        return "已关联，两边的网页都会显示。"

    return _with_another(request, information, RelateForm, do, heading="关联文件", submit="关联")


def validity(request: StaffRequest, information: Information) -> HttpResponse:
    require(may_manage_life(request.user, information))

    def do(values: dict[str, Any]) -> str:
        through = values.pop("target")
        done = actions.set_validity(information=information, through=through, by=request.user, **values)
        return read_back_words(done, "已标注有效性。")

    return _with_another(request, information, ValidityForm, do, heading="标注有效性", submit="保存")


def _with_another(
    request: StaffRequest,
    information: Information,
    form_class: type[MergeRecordForm | RelateForm | ValidityForm],
    do: Callable[[dict[str, Any]], str],
    **context: Any,
) -> HttpResponse:
    """A form about another record, found by words within this person's reach."""
    typed = request.GET.get("q", "").strip()[:200]
    found = queries.related_choices(request.user, typed, information)
    form = form_class(request.POST if request.method == "POST" else None, found=found)
    return deed(
        request, information, form, do, template="desk/choose.html", typed=typed, found=found, **context
    )
