"""Lists on the desk: from the empty template to the end of the period."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.foi.sealing import unseal
from mingbai.households import actions, policies, queries
from mingbai.households.exports.template import template
from mingbai.households.exports.totals import named_totals
from mingbai.households.forms.lists import EmptyForm, ImportForm, NewForm, PostForm, ReasonForm, villages_in
from mingbai.households.models import HouseholdList, MarkedCopy
from mingbai.households.rules.definitions import View
from mingbai.households.states import State, Verb
from mingbai.lib.tables import Unreadable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page, refuse

TABS = {
    "now": ("在办和公示中的", (State.DRAFT, State.CHECKED, State.APPROVED, State.POSTED, State.STOPPED)),
    "past": ("已经结束的", (State.ENDED, State.CORRECTED, State.WITHDRAWN)),
}
LINES = 30


def row_of(request: StaffRequest, pk: int) -> HouseholdList:
    return get_object_or_404(queries.readable(request.user), pk=pk)


def posted(request: StaffRequest) -> Any:
    """What was sent, even when nothing was filled in; None for a page that was only opened."""
    return request.POST if request.method == "POST" else None


def sent(request: StaffRequest) -> Any:
    """What was sent for a form that is only a button: nothing but the button counts."""
    return {} if request.method == "POST" else None


def listing(request: StaffRequest) -> HttpResponse:
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else "now"
    rows = queries.with_counts(queries.readable(request.user).filter(state__in=TABS[tab][1]))
    shown, query = paged(request, rows)
    return page(
        request,
        "households/list.html",
        tab=tab,
        tabs=[(key, label) for key, (label, _) in TABS.items()],
        shown=shown,
        query=query,
        rows=[(row, queries.standing_of(row)) for row in shown.object_list],
        may_new=bool(may_anywhere(request.user, policies.EDIT)),
        may_define=bool(may_anywhere(request.user, policies.DEFINE)),
        waiting=queries.count_waiting(request.user),
    )


def new(request: StaffRequest) -> HttpResponse:
    form = NewForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(made)
    words = {"heading": "新建到户名单", "submit": "新建", "back": ".."}
    status = 422 if request.method == "POST" else 200
    return page(request, "shell/form.html", status, form=form, **words)


def of(request: StaffRequest, pk: int) -> HttpResponse:
    """One list with what comes next; its lines stand here as the public would see them."""
    row = row_of(request, pk)
    definition = row.rules.definition
    columns = definition.seen(View.PUBLIC)
    can = {verb.value: policies.may_do(request.user, verb, row) for verb in Verb}
    standing = queries.standing_of(row)
    shown, query = paged(request, queries.rows_of(row), LINES)
    return page(
        request,
        "households/of.html",
        row=row,
        standing=standing,
        can={name: bool(verdict) for name, verdict in can.items()},
        why=_why(row, can),
        titles=[one.label for one in columns],
        lines=[(one, queries.cells(one, columns, View.PUBLIC)) for one in shown.object_list],
        shown=shown,
        query=query,
        totals=named_totals(row) if row.totals else None,
        villages=villages_in(row),
        objections=row.objections.order_by("-pk"),
        pauses=row.pauses.all(),
        to_correct=row.state == State.STOPPED and not row.objections.filter(state="open").exists(),
        overlaps=queries.overlaps(row) if row.state in (State.DRAFT, State.CHECKED) else 0,
        uncoded=row.rows.filter(code="").exists(),
        may_slips=bool(policies.may_print_slips(request.user, row)),
        may_sheet=bool(policies.may_print_sheet(request.user, row, standing.shown)),
        may_enter=bool(policies.may_enter_objection(request.user, row)),
        may_plan=bool(policies.may_plan(request.user, row)),
        may_totals=bool(policies.may_make_totals(request.user, row)),
        marked=MarkedCopy.objects.filter(list=row).only("problems", "at").first(),
        later=HouseholdList.objects.filter(replaces=row).select_related("area", "rules__kind").first(),
    )


def _why(row: HouseholdList, can: dict[str, Any]) -> str:
    """Why this person cannot do the next step, where four eyes or a missing right are in the way."""
    following = {State.DRAFT: Verb.CHECK, State.CHECKED: Verb.APPROVE, State.APPROVED: Verb.POST}
    verb = following.get(State(row.state))
    return str(can[verb.value].reason) if verb is not None and not can[verb.value] else ""


def blank(request: StaffRequest, pk: int) -> HttpResponse:
    """The template to be filled in."""
    row = row_of(request, pk)
    names = [queries.short_name(one) for one in queries.villages_of(row.area)]
    return download(template(row.rules.definition, names), f"{row.title}模板.xlsx")


def upload(request: StaffRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk)
    require(policies.may_do(request.user, Verb.IMPORT, row))
    form = ImportForm(posted(request), request.FILES or None)
    filled = None
    if request.method == "POST" and form.is_valid():
        try:
            filled = actions.import_rows(list=row, data=form.cleaned_data["file"].read(), by=request.user)
        except (ValidationError, Unreadable) as error:
            refuse(
                form, error if isinstance(error, ValidationError) else ValidationError({"file": str(error)})
            )
        else:
            if not filled.problems:
                return redirect(row)
    return page(
        request,
        "households/upload.html",
        422 if request.method == "POST" else 200,
        row=row,
        form=form,
        filled=filled,
        problems=[],
        first=filled.problems[:50] if filled else [],
    )


def marked(request: StaffRequest, pk: int) -> HttpResponse:
    """The copy with the errors marked, for whoever may enter the list, until tomorrow."""
    row = row_of(request, pk)
    require(policies.may_do(request.user, Verb.IMPORT, row))
    copy = get_object_or_404(MarkedCopy, list=row)
    return download(unseal(bytes(copy.sealed)), f"{row.title}（标出错误）.xlsx")


def exported(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole list; a POST, because it is noted."""
    row = row_of(request, pk)
    if request.method != "POST":
        return redirect(row)
    return download(actions.export_rows(row=row, by=request.user), f"{row.title}.xlsx")


def sheet(request: StaffRequest, pk: int, village: int) -> HttpResponse:
    """The sheet for the board of one village; a POST, because it is noted."""
    row = row_of(request, pk)
    place = get_object_or_404(Organisation, pk=village, path__startswith=row.area.path)
    if request.method != "POST":
        return redirect(row)
    size = "A3" if request.POST.get("size") == "A3" else "A4"
    try:
        data = actions.print_sheet(row=row, village=place, by=request.user, size=size)
    except ValidationError:
        raise Http404 from None
    return download(data, f"{queries.short_name(place)}公示表.pdf")


def verb(
    request: StaffRequest,
    pk: int,
    what: Verb,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    """One verb, one form."""
    row = row_of(request, pk)
    require(policies.may_do(request.user, what, row))

    def act(**values: Any) -> None:
        do(row=row, by=request.user, **values)

    words = {"heading": what.label, "subject": str(row), "submit": what.label} | words
    return form_page(request, form, act, done, row.get_absolute_url(), **words)


def check(request: StaffRequest, pk: int) -> HttpResponse:
    lines = ["请对照审批材料抽查：户数、人数、金额、合计，有没有该有的漏了、不该有的在里面。"]
    words = {"lines": lines, "heading": "核对名单"}
    return verb(request, pk, Verb.CHECK, EmptyForm(sent(request)), actions.check, "已核对，等签发。", **words)


def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    return verb(request, pk, Verb.RETURN, ReasonForm(posted(request)), actions.send_back, "已退回。")


def approve(request: StaffRequest, pk: int) -> HttpResponse:
    lines = ["签发以后可以打印公示表、查询码，再开始公示。"]
    return verb(request, pk, Verb.APPROVE, EmptyForm(sent(request)), actions.approve, "已签发。", lines=lines)


def post(request: StaffRequest, pk: int) -> HttpResponse:
    lines = [
        "从现在起，网上能看到遮住一部分的名单，同时请把公示表贴到各村公示栏。公示期满，姓名自动不见，只留合计数。"
    ]
    form = PostForm(posted(request))
    return verb(request, pk, Verb.POST, form, actions.post, "已开始公示。", lines=lines)


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    words = {"warning": "撤下以后网页马上看不到，公示栏上的请通知各村揭下。", "danger": True}
    form = ReasonForm(posted(request))
    return verb(request, pk, Verb.WITHDRAW, form, actions.withdraw, "已撤下。", **words)


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Leads to the new version."""
    row = row_of(request, pk)
    require(policies.may_do(request.user, Verb.CORRECT, row))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.correct(row=row, by=request.user, **form.cleaned_data))
        except ValidationError as error:
            refuse(form, error)
    words = {
        "heading": "更正名单", "subject": str(row), "submit": "建更正的新版", "back": row.get_absolute_url(),
        "warning": "会做出新的一版，内容照抄；请导出改正后重新导入，再核对、签发、重新公示，公示期从头算。"
        "现在这一版马上从网上消失，公示栏上的请揭下。",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return page(request, "shell/form.html", status, form=form, **words)
