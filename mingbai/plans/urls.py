"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.plans.queries import MANAGE, READ
from mingbai.plans.views import checking, listing, tasks
from mingbai.shell.views import guarded

app_name = "plans"

urlpatterns = [
    path("", guarded(listing.listing, READ), name="list"),
    path("new/", guarded(listing.upload, MANAGE), name="upload"),
    path("<int:pk>/", guarded(listing.plan, READ), name="plan"),
    path("<int:pk>/export/", guarded(listing.export, READ), name="export"),
    path("<int:pk>/original/", guarded(listing.original, READ), name="original"),
    path("<int:pk>/check/", guarded(checking.check, MANAGE), name="check"),
    path("<int:pk>/units/", guarded(checking.units, MANAGE), name="units"),
    path("<int:pk>/units/one/", guarded(checking.unit, MANAGE), name="unit"),
    path("<int:pk>/confirm/", guarded(checking.confirm, MANAGE), name="confirm"),
    path("<int:pk>/close/", guarded(checking.close, MANAGE), name="close"),
    path("<int:pk>/cancel/", guarded(checking.cancel, MANAGE), name="cancel"),
    path("<int:pk>/add/", guarded(tasks.add, MANAGE), name="add"),
    path("tasks/<int:pk>/", guarded(tasks.edit, MANAGE), name="task"),
    path("tasks/<int:pk>/split/", guarded(tasks.split, MANAGE), name="split"),
    path("tasks/<int:pk>/drop/", guarded(tasks.drop, MANAGE), name="drop"),
    path("tasks/<int:pk>/restore/", guarded(tasks.restore, MANAGE), name="restore"),
    path("tasks/<int:pk>/owner/", guarded(tasks.owner, MANAGE), name="owner"),
]
