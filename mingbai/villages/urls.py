"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.shell.views import guarded
from mingbai.villages.policies import KEEP, MANAGE, READ, SIGN
from mingbai.villages.views import overview, sheets

app_name = "villages"

urlpatterns = [
    path("", guarded(overview.listing, READ), name="list"),
    path("table/", guarded(overview.table, READ), name="table"),
    path("rules/", guarded(overview.regimes, MANAGE), name="regimes"),
    path("new/", guarded(overview.start, KEEP), name="start"),
    path("of/<int:pk>/", guarded(overview.village, READ), name="village"),
    path("of/<int:pk>/<str:key>/objection/", guarded(overview.object_, KEEP, SIGN), name="objection"),
    path("objections/<int:pk>/", guarded(sheets.answer, KEEP, SIGN), name="answer"),
    path("<int:pk>/", guarded(sheets.sheet, READ), name="sheet"),
    path("<int:pk>/edit/", guarded(sheets.edit, KEEP), name="edit"),
    path("<int:pk>/template/", guarded(sheets.template, READ), name="template"),
    path("<int:pk>/upload/", guarded(sheets.upload, KEEP), name="upload"),
    path("<int:pk>/sign/", guarded(sheets.sign, KEEP), name="sign"),
    path("<int:pk>/post/", guarded(sheets.post, KEEP), name="post"),
    path("<int:pk>/close/", guarded(sheets.close, KEEP), name="close"),
    path("<int:pk>/correct/", guarded(sheets.correct, KEEP, SIGN), name="correct"),
    path("<int:pk>/record/", guarded(sheets.record, KEEP), name="record"),
    path("<int:pk>/print/", guarded(sheets.printed, READ), name="print"),
    path("<int:pk>/proof/<int:number>/", guarded(sheets.proof, READ), name="proof"),
]
