"""Trainings, meetings, open days and the like: list, entry, page of one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html

from mingbai.disclosures.queries import listed, readable_by
from mingbai.lib import clock
from mingbai.registers import actions, queries
from mingbai.registers.exports import MOST_ROWS, activities_sheet
from mingbai.registers.forms.activities import ActivityForm, ProofForm, ReasonForm
from mingbai.registers.models import Activity
from mingbai.registers.policies import may_keep
from mingbai.registers.rules import Kind, attendance_text
from mingbai.registers.states import ActivityState
from mingbai.registers.views.common import asked_of, mine, paged, places_of, workbook
from mingbai.shell.views import StaffRequest, form_page, page


def listing(request: StaffRequest) -> HttpResponse:
    """Newest first, narrowed by kind, year, unit and state; the workbook holds the same rows."""
    asked, known = asked_of(request, "kind", "state"), queries.kinds(all_=True)
    rows = asked.of_year(asked.of_place(queries.readable_activities(request.user)), "held_on")
    if asked.typed["kind"] in known:
        rows = rows.filter(kind=asked.typed["kind"])
    if asked.typed["state"] in ActivityState.values:
        rows = rows.filter(state=asked.typed["state"])
    else:
        rows = rows.exclude(state=ActivityState.CANCELLED)
    if request.GET.get("xlsx"):
        return workbook("工作登记", activities_sheet(rows.prefetch_related("records", "proofs")[:MOST_ROWS]))
    shown = paged(request, rows.prefetch_related("proofs"))
    return page(
        request,
        "registers/activities.html",
        shown=shown,
        rows=[(one, known.get(one.kind) or Kind(one.kind, one.kind), _late(one)) for one in shown],
        asked=asked,
        kinds=list(known.values()),
        states=ActivityState.choices,
        may_keep=bool(places_of(request.user, "register.keep")),
        query=asked.query,
    )


def _late(one: Activity) -> bool:
    return one.state == ActivityState.PLANNED and one.held_on < clock.today()


def choose(request: StaffRequest) -> HttpResponse:
    return page(request, "registers/choose.html", kinds=queries.kinds().values())


def create(request: StaffRequest, kind: str) -> HttpResponse:
    found = queries.kinds().get(kind)
    if found is None:
        raise Http404

    def do(**values: Any) -> None:
        _or_link(lambda: actions.add_activity(by=request.user, kind=kind, **values))

    return form_page(
        request,
        ActivityForm(request.POST or None, user=request.user, kind=found),
        do,
        "已登记。请打开这一条，把佐证文件放上。",
        "registers:activities",
        heading=f"登记{found.name}",
        submit="登记",
        lines=[f"要什么佐证：{found.evidence}。"] if found.evidence else [],
    )


def _or_link(do: Any) -> None:
    """A duplicate is refused with a link to the entry that stands there."""
    try:
        do()
    except actions.Duplicate as problem:
        link = format_html(
            '{} <a href="{}">打开已登记的那一条</a>', problem.messages[0], problem.other.get_absolute_url()
        )
        raise ValidationError(link) from problem


def one(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.readable_activities(request.user), pk=pk)
    return page(request, "registers/activity.html", **_page_of(request, row, ProofForm()))


def _page_of(request: StaffRequest, row: Activity, form: ProofForm) -> dict[str, Any]:
    kind = queries.kind_of(row.kind)
    linked = row.records.all()
    mine_ = set(readable_by(request.user).filter(pk__in=linked.values("pk")).values_list("pk", flat=True))
    public = set(listed().filter(pk__in=linked.values("pk")).values_list("pk", flat=True))
    return {
        "one": row,
        "kind": kind,
        "facts": _facts(row, kind),
        "records": [(one, one.pk in public) for one in linked if one.pk in mine_ | public],
        "proofs": row.proofs.select_related("added_by"),
        "history": queries.history_of(row),
        "form": form,
        "late": _late(row),
        "may_keep": bool(may_keep(request.user, row.organisation)) and row.state != ActivityState.CANCELLED,
    }


def _facts(row: Activity, kind: Kind) -> list[tuple[str, str]]:
    """What the kind asks for, in its words; also what stands there though the kind asks no longer."""
    found = []
    for name, words in kind.fields.items():
        value = getattr(row, name)
        if name == "attendance":
            value = f"{attendance_text(value)}（共 {row.people} 人）" if value else ""
        elif name in ("chair", "speaker") and value:
            value = "，".join(part for part in (value, getattr(row, f"{name}_post")) if part)
        found.append((words, value))
    return found


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_activities(request.user), pk)

    def do(**values: Any) -> None:
        _or_link(lambda: actions.correct_activity(by=request.user, activity=row, **values))

    return _changing(request, row, do, "已保存。", "修改登记", "保存")


def hold(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_activities(request.user), pk)

    def do(**values: Any) -> None:
        _or_link(lambda: actions.hold_activity(by=request.user, activity=row, **values))

    return _changing(request, row, do, "已登记为开展。", "登记开展情况", "登记", hold=True)


def _changing(
    request: StaffRequest, row: Activity, do: Any, done: str, heading: str, submit: str, hold: bool = False
) -> HttpResponse:
    kind = queries.kind_of(row.kind)
    form = ActivityForm(request.POST or None, user=request.user, kind=kind, activity=row, hold=hold)
    return form_page(
        request,
        form,
        do,
        done,
        row.get_absolute_url(),
        heading=heading,
        subject=f"{kind.name}：{row.title}",
        submit=submit,
    )


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_activities(request.user), pk)

    def do(reason: str) -> None:
        actions.cancel_activity(by=request.user, activity=row, reason=reason)

    return form_page(
        request,
        ReasonForm(request.POST or None),
        do,
        "已取消。",
        row.get_absolute_url(),
        heading="取消这一条登记",
        subject=row.title,
        submit="确认取消",
        danger=True,
        warning="取消以后不再计入次数，登记的内容和文件都还留着。",
    )
