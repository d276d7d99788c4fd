"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.forwarding import views
from mingbai.forwarding.policies import CHECK
from mingbai.shell.views import guarded

app_name = "forwarding"

urlpatterns = [
    path("", guarded(views.listing, CHECK), name="list"),
    path("new/", guarded(views.choose, CHECK), name="choose"),
    path("new/<int:pk>/", guarded(views.take, CHECK), name="take"),
    path("<int:pk>/", guarded(views.forwarding, CHECK), name="forwarding"),
    path("<int:pk>/paste/", guarded(views.paste, CHECK), name="paste"),
    path("<int:pk>/fetch/", guarded(views.fetch, CHECK), name="fetch"),
    path("<int:pk>/decide/", guarded(views.decide, CHECK), name="decide"),
]
