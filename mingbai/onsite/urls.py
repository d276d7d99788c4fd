"""Addresses that are printed on paper: short, and never changed."""

from django.urls import path

from mingbai.onsite import views

urlpatterns = [
    path("q/<slug:code>/", views.short, name="short"),
    path("at/<slug:code>/", views.place, name="place_page"),
    path("places/", views.places, name="places"),
    path("places/<slug:kind>/", views.places, name="places_of_kind"),
]
