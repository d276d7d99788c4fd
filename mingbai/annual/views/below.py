"""Whose reports are summed up: who has handed in, who has not, reminders, the table of all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.annual import actions, queries
from mingbai.annual.exports.sums import sums_table
from mingbai.annual.forms import CoverForm
from mingbai.annual.policies import may_do
from mingbai.annual.states import WRITE, Verb
from mingbai.annual.views.finding import own_report, readable_report
from mingbai.annual.views.reports import tried
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page


def below(request: StaffRequest, pk: int) -> HttpResponse:
    report = readable_report(request, pk)
    rows = queries.below(report)
    return page(
        request,
        "annual/below.html",
        report=report,
        rows=rows,
        late=[one.organisation for one in rows if one.is_missing],
        handed=sum(one.is_summed for one in rows),
        left_out=sum(one.inclusion.left_out for one in rows),
        seen=set(queries.readable(request.user).filter(year=report.year).values_list("pk", flat=True)),
        due=queries.due_on(rows[0].organisation, report.year) if rows else None,
        may_change=bool(may_do(request.user, Verb.WRITE, report)),
        today=clock.today(),
    )


def table(request: StaffRequest, pk: int) -> HttpResponse:
    """Every organisation with its figures, and the sum, as Excel."""
    report = readable_report(request, pk)
    return download(sums_table(report), f"{report.title[:60]}（汇总表）.xlsx")


def remind(request: StaffRequest, pk: int) -> HttpResponse:
    report = own_report(request, pk, WRITE)
    told: list[int] = []
    if request.method == "POST" and tried(
        request, lambda: told.append(actions.remind(report=report, by=request.user)), ""
    ):
        said = f"已提醒 {told[0]} 人。" if told[0] else "今天已经提醒过了，或者这些单位没有编写人员。"
        messages.success(request, said)
    return redirect("annual:below", pk=pk)


def cover(request: StaffRequest, pk: int, organisation: int) -> HttpResponse:
    """Sum an organisation's report up, or leave it out with a reason."""
    report = own_report(request, pk, WRITE)
    row = get_object_or_404(report.inclusions.select_related("organisation"), organisation=organisation)
    place: Organisation = row.organisation

    def do(included: bool, reason: str) -> None:
        actions.cover(report=report, organisation=place, included=included, reason=reason, by=request.user)

    initial = {"included": "no" if row.left_out else "yes", "reason": row.left_out_reason}
    return form_page(
        request,
        CoverForm(request.POST or None, initial=initial),
        do,
        "已保存。",
        f"/desk/annual/{pk}/below/",
        heading=f"汇总{place}的报告",
        subject=report.title,
        submit="保存",
    )
