"""Addresses of saying something about a page, and of answering it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
