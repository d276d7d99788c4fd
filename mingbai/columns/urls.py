"""Addresses for the office; those for visitors stand in the portal."""

from django.urls import path

from mingbai.columns import views
from mingbai.columns.policies import MANAGE
from mingbai.shell.views import guarded

app_name = "columns"

urlpatterns = [
    path("", guarded(views.listing, MANAGE), name="list"),
    path("<int:pk>/", guarded(views.edit, MANAGE), name="edit"),
]
