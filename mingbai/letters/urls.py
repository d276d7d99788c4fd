"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.letters import views
from mingbai.letters.policies import OFFICE
from mingbai.shell.views import guarded

app_name = "letters"

urlpatterns = [
    path("", guarded(views.listing, OFFICE), name="list"),
    path("<int:pk>/<str:key>/", guarded(views.edit, OFFICE), name="edit"),
    path("<int:pk>/<str:key>/history/", guarded(views.history, OFFICE), name="history"),
    path("<int:pk>/<str:key>/restore/", guarded(views.restore, OFFICE), name="restore"),
    path("<int:pk>/<str:key>/word/", guarded(views.sample, OFFICE), {"ending": "docx"}, name="word"),
    path("<int:pk>/<str:key>/pdf/", guarded(views.sample, OFFICE), {"ending": "pdf"}, name="pdf"),
]
