"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.promises.policies import KEEP, READ, SIGN
from mingbai.promises.views import promises
from mingbai.shell.views import guarded

app_name = "promises"

urlpatterns = [
    path("", guarded(promises.listing, READ), name="list"),
    path("table/", guarded(promises.table, READ), name="table"),
    path("template/", guarded(promises.template, KEEP), name="template"),
    path("import/", guarded(promises.import_, KEEP), name="import"),
    path("new/", guarded(promises.create, KEEP), name="new"),
    path("<int:pk>/", guarded(promises.promise, READ), name="promise"),
    path("<int:pk>/edit/", guarded(promises.edit, KEEP), name="edit"),
    path("<int:pk>/confirm/", guarded(promises.confirm, KEEP, SIGN), name="confirm"),
    path("<int:pk>/settle/", guarded(promises.settle, KEEP, SIGN), name="settle"),
    path("<int:pk>/change/", guarded(promises.change, KEEP), name="change"),
    path("<int:pk>/cancel/", guarded(promises.cancel, KEEP), name="cancel"),
    path("<int:pk>/progress/", guarded(promises.report, KEEP), name="report"),
    path(
        "progress/<int:pk>/confirm/", guarded(promises.confirm_progress, KEEP, SIGN), name="confirm-progress"
    ),
    path("progress/<int:pk>/cancel/", guarded(promises.cancel_progress, KEEP), name="cancel-progress"),
    path("progress/<int:pk>/file/", guarded(promises.file, READ), name="file"),
    path("comments/<int:pk>/hide/", guarded(promises.hide_comment, KEEP), name="hide-comment"),
]
