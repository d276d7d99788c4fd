"""Addresses of screens and touch screens, and of looking after them."""

from django.urls import include, path

from mingbai.screens.policies import KEEP, MAKE, READ
from mingbai.screens.views import desk, kiosks, screens, texts, visits
from mingbai.shell.views import guarded

_desk = [
    path("", guarded(desk.listing, READ), name="list"),
    path("records/<int:pk>/", guarded(texts.of_record, MAKE), name="record"),
    path("texts/<int:pk>/", guarded(texts.text, MAKE), name="text"),
    path("visits/", guarded(visits.listing, READ), name="visits"),
    path("visits/table/", guarded(visits.table, READ), name="visits-table"),
    path("visits/new/", guarded(visits.enter, KEEP), name="visit-new"),
    path("places/<slug:code>/", guarded(desk.place, READ), name="place"),
    path("places/<slug:code>/folder/", guarded(desk.folder, READ), name="folder"),
]

urlpatterns = [
    path("screens/<slug:code>/", screens.screen, name="screen"),
    path("screens/<slug:code>/playlist.json", screens.feed, name="screen_playlist"),
    path("screens/<slug:code>/bundle.zip", screens.bundle, name="screen_bundle"),
    path("kiosk/<slug:code>/", kiosks.kiosk, name="kiosk"),
    path("kiosk/<slug:code>/<slug:name>/", kiosks.kiosk, name="kiosk_page"),
    path("desk/screens/", include((_desk, "screens"))),
]
