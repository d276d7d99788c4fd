"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.notifications import views
from mingbai.shell.views import STAFF, guarded

app_name = "notifications"

urlpatterns = [
    path("", guarded(views.listing, STAFF), name="list"),
    path("read/", guarded(views.read_all, STAFF), name="read-all"),
    path("preference/", guarded(views.preference, STAFF), name="preference"),
    path("<int:pk>/", guarded(views.read, STAFF), name="read"),
]
