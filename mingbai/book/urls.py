"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.book import views
from mingbai.book.policies import READ, SEAL
from mingbai.shell.views import guarded

app_name = "book"

MONTH = "<int:pk>/<str:month>/"

urlpatterns = [
    path("", guarded(views.home, READ), name="home"),
    path("<int:pk>/year-<int:year>.<str:ending>", guarded(views.year_file, READ), name="year-file"),
    path(MONTH, guarded(views.month, READ), name="month"),
    path(f"{MONTH}compare/", guarded(views.compare, READ), name="compare"),
    path(f"{MONTH}seal/", guarded(views.seal, SEAL), name="seal"),
    path(f"{MONTH}book.<str:ending>", guarded(views.month_file, READ), name="file"),
]
