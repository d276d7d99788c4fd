"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.search import views
from mingbai.search.policies import MANAGE
from mingbai.shell.views import guarded

app_name = "search"

urlpatterns = [
    path("", guarded(views.synonyms, MANAGE), name="synonyms"),
    path("add/", guarded(views.add, MANAGE), name="add"),
    path("<int:pk>/", guarded(views.change, MANAGE), name="change"),
    path("<int:pk>/retire/", guarded(views.retire, MANAGE), name="retire"),
    path("missed/", guarded(views.missed, MANAGE), name="missed"),
]
