"""Addresses of health, figures and the state of the installation."""

from django.urls import path

from mingbai.operations import views
from mingbai.shell.views import guarded

app_name = "operations"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
    path("desk/operations/", guarded(views.state, "operations.read"), name="state"),
]
