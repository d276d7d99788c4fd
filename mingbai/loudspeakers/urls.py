"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.loudspeakers.policies import KEEP, MAKE, MANAGE, READ, READINGS
from mingbai.loudspeakers.views import airing, customs, scripts
from mingbai.shell.views import guarded

app_name = "loudspeakers"

urlpatterns = [
    path("", guarded(airing.home, READ), name="home"),
    path("log/", guarded(airing.log, READ), name="log"),
    path("records/", guarded(scripts.choose, MAKE), name="choose"),
    path("records/<int:pk>/", guarded(scripts.write, MAKE), name="write"),
    path("scripts/<int:pk>/", guarded(scripts.script, MAKE, READ), name="script"),
    path("scripts/<int:pk>/edit/", guarded(scripts.edit, MAKE), name="edit"),
    path("scripts/<int:pk>/confirm/", guarded(scripts.confirm, MAKE), name="confirm"),
    path("scripts/<int:pk>/text/", guarded(scripts.plain, MAKE, READ), name="text"),
    path("scripts/<int:pk>/print/", guarded(scripts.printed, MAKE, READ), name="print"),
    path("scripts/<int:pk>/sound/", guarded(scripts.sound, MAKE, READ), name="sound"),
    path("scripts/<int:pk>/plan/", guarded(scripts.plan, KEEP), name="plan"),
    path("broadcasts/<int:pk>/", guarded(airing.broadcast, READ), name="broadcast"),
    path("broadcasts/<int:pk>/air/", guarded(airing.air, KEEP), name="air"),
    path("airings/<int:pk>/void/", guarded(airing.void, KEEP), name="void"),
    path("customs/", guarded(customs.customs, MANAGE), name="customs"),
    path("readings/", guarded(customs.readings, READINGS), name="readings"),
    path("readings/<int:pk>/drop/", guarded(customs.drop_reading, READINGS), name="drop-reading"),
]
