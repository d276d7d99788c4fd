"""Addresses of subscribing, and of the office that sees how many do."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
