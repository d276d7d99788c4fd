"""Who is on duty, and what went wrong."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from mingbai.registers import actions
from mingbai.registers.exports import MOST_ROWS, incidents_sheet, roster_sheet
from mingbai.registers.forms.roster import IncidentForm, RosterForm, SettleForm
from mingbai.registers.models import Incident, RosterEntry
from mingbai.registers.views.common import asked_of, mine, paged, places_of, reach, workbook
from mingbai.shell.views import StaffRequest, form_page, page


def listing(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request)
    duty = RosterEntry.objects.filter(cancelled=False).select_related("organisation")
    rows = asked.of_year(asked.of_place(reach(request, duty)), "on")
    wrong = asked.of_place(reach(request, Incident.objects.select_related("organisation", "notice")))
    if request.GET.get("xlsx"):
        return workbook("值班和突发情况", roster_sheet(rows[:MOST_ROWS]), incidents_sheet(wrong[:MOST_ROWS]))
    keeps = {one.pk for one in places_of(request.user, "register.keep")}
    return page(
        request,
        "registers/roster.html",
        shown=(shown := paged(request, rows)),
        rows=[(one, one.organisation_id in keeps) for one in shown],
        incidents=[(one, one.organisation_id in keeps) for one in wrong[:100]],
        asked=asked,
        query=asked.query,
        may_keep=bool(keeps),
    )


def create(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_roster(by=request.user, **values)

    return form_page(
        request,
        RosterForm(request.POST or None, user=request.user),
        do,
        "已排班。",
        "registers:roster",
        heading="排班",
        submit="保存",
    )


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, reach(request, RosterEntry.objects.select_related("organisation")), pk)
    if request.method == "POST":
        actions.cancel_roster(by=request.user, entry=row)
        messages.success(request, "这一班已作废。")
    return redirect("registers:roster")


def incident_new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_incident(by=request.user, **values)

    return form_page(
        request,
        IncidentForm(request.POST or None, user=request.user),
        do,
        "已登记。",
        "registers:roster",
        heading="登记突发情况",
        submit="登记",
    )


def incident_settle(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, reach(request, Incident.objects.select_related("organisation")), pk)

    def do(**values: Any) -> None:
        actions.settle_incident(by=request.user, incident=row, **values)

    return form_page(
        request,
        SettleForm(request.POST or None),
        do,
        "已登记处置情况。",
        "registers:roster",
        heading="登记处置情况",
        subject=row.what,
        submit="保存",
    )
