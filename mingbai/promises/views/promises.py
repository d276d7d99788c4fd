"""Promises at the desk: the list, one promise, and its verbs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may_anywhere
from mingbai.promises import actions, exports, policies, queries
from mingbai.promises.forms import (
    ChangeForm,
    EmptyForm,
    ImportForm,
    PromiseForm,
    ReasonForm,
    ReportForm,
    SettleForm,
)
from mingbai.promises.models import Progress, Promise, Rating
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page


def _asked(request: StaffRequest) -> tuple[int, int | None]:
    """Year and organisation from the address; this year and all where they are no numbers."""
    year, place = request.GET.get("year", ""), request.GET.get("organisation", "")
    known = year.isascii() and year.isdigit() and len(year) == 4
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 10 else None
    return (int(year) if known else clock.today().year), number


def _sent(request: StaffRequest) -> Any:
    """What was sent for a form that is only a button: nothing but the button counts."""
    return {} if request.method == "POST" else None


def listing(request: StaffRequest) -> HttpResponse:
    year, place = _asked(request)
    rows = list(queries.of_year(request.user, year, place))
    latest, today = queries.latest(rows), clock.today()
    opinion = queries.opinion(rows, settings.RATINGS_SHOWN_FROM)
    shown = [
        (
            one,
            latest.get(one.pk),
            opinion[one.pk],
            one.state in policies.OPEN and one.due_on < today,
        )
        for one in rows
    ]
    return page(
        request,
        "promises/list.html",
        rows=shown,
        year=year,
        place=place,
        years=queries.years_for(request.user, today.year),
        places=queries.places_for(request.user),
        keeps=bool(may_anywhere(request.user, policies.KEEP)),
    )


def table(request: StaffRequest) -> HttpResponse:
    year, place = _asked(request)
    rows = list(queries.of_year(request.user, year, place))
    opinion = queries.opinion(rows, settings.RATINGS_SHOWN_FROM)
    return download(exports.everything(rows, queries.latest(rows), opinion), f"民生实事{year}.xlsx")


def template(request: StaffRequest) -> HttpResponse:
    return download(exports.template(clock.today().year), "民生实事模板.xlsx")


def _promise(request: StaffRequest, pk: int) -> Promise:
    return get_object_or_404(queries.promises_for(request.user), pk=pk)


def promise(request: StaffRequest, pk: int) -> HttpResponse:
    row, user = _promise(request, pk), request.user
    steps = list(
        row.progress.select_related("entered_by", "confirmed_by")
        .prefetch_related("evidence")
        .order_by("-on", "-pk")
    )
    for one in steps:
        one.promise = row
    return page(
        request,
        "promises/promise.html",
        promise=row,
        steps=[(one, bool(policies.may_confirm_progress(user, one))) for one in steps],
        last=next((one for one in steps if one.cancelled_at is None), None),
        opinion=queries.opinion([row], settings.RATINGS_SHOWN_FROM)[row.pk],
        comments=queries.ratings_of(row).exclude(comment="")[:100],
        keeps=bool(policies.may_keep(user, row)),
        reports=bool(policies.may_report(user, row)),
        confirms=bool(policies.may_confirm(user, row)),
        settles=policies.may_settle(user, row),
        is_open=row.state in policies.OPEN,
        late=row.state in policies.OPEN and row.due_on < clock.today(),
    )


def create(request: StaffRequest) -> HttpResponse:
    form = PromiseForm(request.POST or None, user=request.user, initial={"year": clock.today().year})

    def do(**values: Any) -> None:
        actions.add(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "已录入，请另一位同事核对，核对以后公众才看得到。",
        "promises:list",
        heading="录入承诺",
        submit="保存",
    )


def import_(request: StaffRequest) -> HttpResponse:
    def do(organisation: Any, file: Any) -> None:
        actions.import_rows(organisation=organisation, data=file.read(), by=request.user)

    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    return form_page(
        request,
        form,
        do,
        "表里的内容已经全部录入，请另一位同事核对。",
        "promises:list",
        template="promises/import.html",
        heading="从表格导入",
        submit="导入",
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_keep(request.user, row))
    form = PromiseForm(request.POST or None, user=request.user, instance=row)
    warning = (
        "这一项已经公开。保存以后要由另一位同事重新核对，核对前公众暂时看不到。" if row.confirmed_at else ""
    )
    return _verb(request, row, form, actions.edit, "已保存。", "修改", "保存", warning=warning)


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_confirm(request.user, row))
    lines = [f"目标：{row.target_text}", f"期限：{row.due_on}", "请和出处核对无误。确认以后在网上公开。"]
    form = EmptyForm(_sent(request))
    return _verb(
        request, row, form, actions.confirm, "已核对，公众可以看到了。", "核对", "核对无误，公开", lines=lines
    )


def settle(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_settle(request.user, row))
    form = SettleForm(request.POST or None, promise=row)
    return _verb(request, row, form, actions.settle, "已登记。", "认定结果", "确定")


def change(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_keep(request.user, row))
    names = ("target_text", "target_number", "target_unit", "due_on")
    form = ChangeForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    lines = ["原来的目标和调整原因会一起公开。调整以后要由另一位同事核对，核对前公众暂时看不到这一项。"]
    return _verb(
        request,
        row,
        form,
        actions.change_target,
        "目标已调整，请另一位同事核对。",
        "调整目标",
        "调整",
        lines=lines,
    )


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_keep(request.user, row))
    form = ReasonForm(request.POST or None)
    warning = "只在录错时作废。没有完成的承诺请用“认定结果”。"
    return _verb(
        request,
        row,
        form,
        actions.cancel,
        "已作废。",
        "作废这一项",
        "作废",
        to="promises:list",
        danger=True,
        warning=warning,
    )


def report(request: StaffRequest, pk: int) -> HttpResponse:
    row = _promise(request, pk)
    require(policies.may_report(request.user, row))
    choices = queries.evidence_choices(row)
    form = ReportForm(request.POST or None, request.FILES or None, promise=row, choices=choices)
    done = "进展已录入，请另一位同事核对，核对以后公众才看得到。"
    return _verb(request, row, form, actions.report, done, "报进展", "保存")


def _verb(
    request: StaffRequest,
    row: Promise,
    form: forms.Form,
    action: Callable[..., Any],
    done: str,
    heading: str,
    submit: str,
    to: str = "",
    **context: Any,
) -> HttpResponse:
    def do(**values: Any) -> None:
        action(promise=row, by=request.user, **values)

    back = to or reverse("promises:promise", args=[row.pk])
    return form_page(
        request, form, do, done, back, heading=heading, subject=str(row), submit=submit, **context
    )


def _progress(request: StaffRequest, pk: int) -> Progress:
    rows = Progress.objects.filter(promise__in=queries.promises_for(request.user).order_by())
    return get_object_or_404(rows.select_related("promise__organisation"), pk=pk)


def confirm_progress(request: StaffRequest, pk: int) -> HttpResponse:
    row = _progress(request, pk)
    require(policies.may_confirm_progress(request.user, row))
    proofs = [one.title for one in row.evidence.all()] + ([row.file_name] if row.file_name else [])
    return _of_promise(
        request,
        row.promise,
        EmptyForm(_sent(request)),
        lambda: actions.confirm_progress(progress=row, by=request.user),
        "已核对，公众可以看到了。",
        heading="核对进展",
        submit="核对无误，公开",
        lines=[f"{row.on}，完成 {row.percent}%：{row.text}", f"佐证：{'、'.join(proofs) or '没有'}"],
    )


def cancel_progress(request: StaffRequest, pk: int) -> HttpResponse:
    row = _progress(request, pk)
    require(policies.may_keep(request.user, row.promise))
    return _of_promise(
        request,
        row.promise,
        ReasonForm(request.POST or None),
        lambda reason: actions.cancel_progress(progress=row, by=request.user, reason=reason),
        "这一条进展已作废。",
        heading="作废进展",
        submit="作废",
        danger=True,
        lines=[f"{row.on}，完成 {row.percent}%：{row.text}"],
    )


def hide_comment(request: StaffRequest, pk: int) -> HttpResponse:
    rows = Rating.objects.filter(promise__in=queries.promises_for(request.user).order_by())
    row = get_object_or_404(rows.select_related("promise__organisation").exclude(comment=""), pk=pk)
    require(policies.may_keep(request.user, row.promise))
    return _of_promise(
        request,
        row.promise,
        ReasonForm(request.POST or None),
        lambda reason: actions.hide_comment(rating=row, by=request.user, reason=reason),
        "这条意见已屏蔽，分数仍然计算。",
        heading="屏蔽意见",
        submit="屏蔽",
        lines=[row.comment, "只屏蔽文字，分数仍然计入平均分。"],
    )


def _of_promise(
    request: StaffRequest,
    row: Promise,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    **context: Any,
) -> HttpResponse:
    to = reverse("promises:promise", args=[row.pk])
    return form_page(request, form, do, done, to, subject=str(row), **context)


def file(request: StaffRequest, pk: int) -> FileResponse:
    """What proves an entry, for those who may read the promise."""
    row = _progress(request, pk)
    if not row.file:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.file_name)
