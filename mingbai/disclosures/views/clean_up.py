"""Campaigns: the list, the work on one, its export."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.disclosures import actions
from mingbai.disclosures.exports import clean_up_sheet
from mingbai.disclosures.forms import CleanUpForm
from mingbai.disclosures.models import CleanUp, CleanUpItem
from mingbai.disclosures.policies import may_clean_up, may_create
from mingbai.disclosures.queries import clean_ups, items_of, progress
from mingbai.disclosures.views.trying import number, places_of, tried
from mingbai.lib.tables import to_workbook
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 50
FILTERS = {"": "全部", "open": "还没提意见", "undecided": "还没决定", **dict(CleanUpItem.Result.choices)}


def listing(request: StaffRequest) -> HttpResponse:
    rows = [(one, progress(items_of(request.user, one))) for one in clean_ups(request.user)]
    return page(
        request,
        "disclosures/clean_ups.html",
        rows=rows,
        may_open=may_anywhere(request.user, "upkeep.decide"),
    )


def create(request: StaffRequest) -> HttpResponse:
    form = CleanUpForm(request.POST or None, places=places_of(request, "upkeep.decide"))

    def do(**values: Any) -> None:
        actions.open_clean_up(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "清理已开始，请各单位逐件提出意见。",
        "disclosures:clean-ups",
        heading="发起文件清理",
        submit="开始清理",
        lines=["按下面的条件，把现行有效的文件收进来，由所属单位逐件提出意见，再统一决定、一次公布。"],
    )


def clean_up(request: StaffRequest, pk: int) -> HttpResponse:
    """The documents of one campaign, and what this person may do with them now."""
    user = request.user
    row = get_object_or_404(clean_ups(user), pk=pk)
    items = items_of(user, row)
    problems: list[str] = []
    if request.method == "POST":
        problems = _done(request, row)
        if not problems:
            back = reverse("disclosures:clean-up", args=[pk])
            return redirect(f"{back}?{request.GET.urlencode()}" if request.GET else back)
    show = request.GET.get("show", "")
    shown = Paginator(_narrowed(items, show), PER_PAGE).get_page(request.GET.get("page"))
    left = request.GET.copy()
    left.pop("page", None)
    leads = may_clean_up(user, row.organisation)
    return page(
        request,
        "disclosures/clean_up.html",
        422 if problems else 200,
        clean_up=row,
        shown=shown,
        query=left.urlencode(),
        progress=progress(items),
        filters=FILTERS.items(),
        show=show,
        results=CleanUpItem.Result.choices,
        leads=leads,
        works=may_anywhere(user, "upkeep.decide"),
        may_draft=leads and may_create(user, row.organisation),
        list_open=row.result is not None and row.result.stage != "discarded",
        problems=problems,
        asked=request.POST,
        ticked=set(request.POST.getlist("item")),
    )


def _narrowed(items: Any, show: str) -> Any:
    if show == "open":
        return items.filter(proposal="")
    if show == "undecided":
        return items.filter(decision="")
    if show in CleanUpItem.Result.values:
        return items.filter(decision=show)
    return items


def _done(request: StaffRequest, row: CleanUp) -> list[str]:
    """Do the verb of the button that was pressed; what hinders it as sentences."""
    user, sent = request.user, request.POST
    ticked = [number(one) for one in sent.getlist("item")]
    chosen = items_of(user, row).filter(pk__in=ticked)
    result, reason = sent.get("result", ""), sent.get("reason", "")
    verbs: dict[str, tuple[Callable[[], Any], str]] = {
        "propose": (
            lambda: actions.propose_results(items=chosen, result=result, reason=reason, by=user),
            "意见已保存。",
        ),
        "decide": (
            lambda: actions.decide_results(items=chosen, result=result, reason=reason, by=user),
            "决定已保存。",
        ),
        "collect": (lambda: actions.collect(clean_up=row, by=user), "已按条件补充收入文件。"),
        "finish": (
            lambda: actions.finish_deciding(clean_up=row, by=user),
            "全部文件已决定，可以起草结果清单了。",
        ),
        "draft": (
            lambda: actions.draft_list(clean_up=row, by=user),
            "结果清单已起草。请补齐主题和公开事项，提交审核。",
        ),
        "reopen": (
            lambda: actions.reopen(clean_up=row, reason=reason, by=user),
            "已重新打开，可以改决定。",
        ),
        "close": (lambda: actions.close_clean_up(clean_up=row, note=reason, by=user), "已办结。"),
    }
    verb = verbs.get(sent.get("do", ""))
    return tried(request, *verb) if verb else ["请点页面上的按钮。"]


def export(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(clean_ups(request.user), pk=pk)
    book = to_workbook([clean_up_sheet(items_of(request.user, row))])
    return download(book, f"{row.title}.xlsx")
