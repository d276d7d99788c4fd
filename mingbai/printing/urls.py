"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.printing.policies import MAKE
from mingbai.printing.views import boards, records
from mingbai.shell.views import guarded

app_name = "printing"

urlpatterns = [
    path("", guarded(boards.rounds, MAKE), name="rounds"),
    path("new/", guarded(boards.new, MAKE), name="round-new"),
    path("rounds/<int:pk>/", guarded(boards.round_, MAKE), name="round"),
    path("rounds/<int:pk>/retry/", guarded(boards.retry, MAKE), name="round-retry"),
    path("rounds/<int:pk>/zip/", guarded(boards.everything, MAKE), name="round-zip"),
    path("jobs/<int:pk>/", guarded(boards.job, MAKE), name="job"),
    path("jobs/<int:pk>/page/<int:number>/", guarded(boards.picture, MAKE), name="job-page"),
    path("jobs/<int:pk>/pdf/", guarded(boards.file, MAKE), name="job-pdf"),
    path("places/labels/", guarded(records.place_labels, MAKE), name="place-labels"),
    path("records/<int:pk>/", guarded(records.record, MAKE), name="record"),
    path("records/<int:pk>/sheet/", guarded(records.sheet, MAKE), name="sheet"),
    path("records/<int:pk>/leaflet/", guarded(records.leaflet, MAKE), name="leaflet"),
    path("records/<int:pk>/official/", guarded(records.official, MAKE), name="official"),
    path("records/<int:pk>/word/", guarded(records.word, MAKE), name="word"),
    path("records/<int:pk>/labels/", guarded(records.labels, MAKE), name="labels"),
    path("renderings/<int:pk>/", guarded(records.rendering, MAKE), name="rendering"),
    path("renderings/<int:pk>/edit/", guarded(records.edit, MAKE), name="rendering-edit"),
    path("renderings/<int:pk>/pdf/", guarded(records.pdf, MAKE), name="rendering-pdf"),
    path("renderings/<int:pk>/page/<int:number>/", guarded(records.picture, MAKE), name="rendering-page"),
]
