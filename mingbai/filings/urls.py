"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.filings import views
from mingbai.filings.policies import FILE, READ, RECEIVE
from mingbai.shell.views import guarded

app_name = "filings"

urlpatterns = [
    path("", guarded(views.listing, READ), name="list"),
    path("new/", guarded(views.new, FILE), name="new"),
    path("asked/new/", guarded(views.ask, RECEIVE), name="ask"),
    path("asked/<int:pk>/", guarded(views.collection, READ), name="collection"),
    path("asked/<int:pk>/export/", guarded(views.export, READ), name="export"),
    path("asked/<int:pk>/file/", guarded(views.answer, FILE), name="answer"),
    path("<int:pk>/", guarded(views.filing, READ), name="filing"),
    path("<int:pk>/file/", guarded(views.download, READ), name="download"),
]
