"""The calendar of a year, entering a notice, and local holidays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may, may_anywhere
from mingbai.shell.views import StaffRequest, form_page, page, refuse
from mingbai.timelimits import actions, queries
from mingbai.timelimits.actions.holidays import FIRST_YEAR, LAST_YEAR, MANAGE
from mingbai.timelimits.forms import LocalHolidayForm, NoticeForm, ReasonForm
from mingbai.timelimits.models import LocalHoliday
from mingbai.timelimits.rules.months import WEEKDAYS, months_of


def year(request: StaffRequest, year: int | None = None) -> HttpResponse:
    """Twelve months; `?place=` shows a place's own holidays too."""
    wanted = year or clock.today().year
    if not FIRST_YEAR <= wanted <= LAST_YEAR:
        raise Http404
    known, places = queries.known(), holders()
    place = _chosen(places, request.GET.get("place", ""))
    calendar = known.calendar(place)
    months = months_of(wanted, calendar)
    return page(
        request,
        "timelimits/year.html",
        year=wanted,
        months=months,
        weekdays=WEEKDAYS,
        working_days=sum(month.working_days for month in months),
        estimated=wanted not in calendar.years,
        notices=queries.notices_of(wanted),
        places=places,
        place=place,
        may_enter=may(request.user, MANAGE, None),
    )


def holders() -> list[Organisation]:
    """The organisations that have holidays of their own."""
    held = LocalHoliday.objects.filter(cancelled_at=None).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).order_by("path"))


def _chosen(places: list[Organisation], typed: str) -> Organisation | None:
    return next((one for one in places if str(one.pk) == typed), None)


def enter(request: StaffRequest) -> HttpResponse:
    """Paste a notice, see what was read, confirm, see what moved."""
    form = NoticeForm(request.POST or None)
    reading, entered = None, None
    if request.method == "POST" and form.is_valid():
        try:
            reading = actions.read_text(form.cleaned_data["text"], form.cleaned_data["year"])
            if "confirm" in request.POST:
                entered = actions.enter_notice(
                    by=request.user, reading=reading, source=form.cleaned_data["source"]
                )
        except ValidationError as error:
            refuse(form, error)
            reading = None
    if entered is not None:
        return page(request, "timelimits/entered.html", entered=entered, year=entered.notice.year)
    back = reverse("timelimits:calendar")
    status = 422 if form.errors else 200
    return page(request, "timelimits/enter.html", status, form=form, reading=reading, back=back)


def local(request: StaffRequest) -> HttpResponse:
    return page(
        request,
        "timelimits/local.html",
        rows=queries.local_holidays(),
        ended=queries.local_holidays(cancelled=True),
        may_add=may_anywhere(request.user, MANAGE),
        place_list=holders(),
    )


def add_local(request: StaffRequest) -> HttpResponse:
    form = LocalHolidayForm(request.POST or None, user=request.user)

    def do(**values: Any) -> None:
        actions.add_local_holiday(by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "地方节日已增加，没有办完的期限已重新计算。",
        "timelimits:local",
        heading="增加地方节日",
        lines=["民族自治地方等依法规定的放假日，只用于所选地方和它的下级单位。"],
        submit="增加",
    )


def cancel_local(request: StaffRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(queries.local_holidays(), pk=pk)

    def do(**values: Any) -> None:
        actions.cancel_local_holiday(by=request.user, holiday=holiday, **values)

    return form_page(
        request,
        ReasonForm(request.POST or None),
        do,
        "地方节日已取消，没有办完的期限已重新计算。",
        "timelimits:local",
        heading="取消地方节日",
        subject=f"{holiday}，{holiday.organisation}",
        submit="确认取消",
        danger=True,
    )
