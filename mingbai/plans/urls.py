"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import URLPattern

app_name = "plans"

urlpatterns: list[URLPattern] = []
