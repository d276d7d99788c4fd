"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.shell.views import STAFF, guarded
from mingbai.timelimits.actions.holidays import MANAGE as CALENDAR
from mingbai.timelimits.actions.limits import MANAGE as LIMIT
from mingbai.timelimits.views import calendar, limits

app_name = "timelimits"

urlpatterns = [
    path("", guarded(limits.listing, STAFF), name="list"),
    path("calculator/", guarded(limits.calculator, STAFF), name="calculator"),
    path("calendar/", guarded(calendar.year, STAFF), name="calendar"),
    path("calendar/<int:year>/", guarded(calendar.year, STAFF), name="year"),
    path("calendar/enter/", guarded(calendar.enter, CALENDAR), name="enter"),
    path("calendar/local/", guarded(calendar.local, STAFF), name="local"),
    path("calendar/local/new/", guarded(calendar.add_local, CALENDAR), name="local-new"),
    path("calendar/local/<int:pk>/cancel/", guarded(calendar.cancel_local, CALENDAR), name="local-cancel"),
    path("of/<str:key>/", guarded(limits.limit, STAFF), name="limit"),
    path("of/<str:key>/change/", guarded(limits.change, LIMIT), name="change"),
]
