"""Addresses of the catalogue. Each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.catalogue.views import changes, files, own, rows
from mingbai.shell.views import guarded

app_name = "catalogue"

READ = ("duty.read",)
PROPOSE = ("catalogue.overlay", "catalogue.manage")

urlpatterns = [
    path("", guarded(rows.listing, *READ), name="list"),
    path("rows/<int:pk>/", guarded(rows.row, *READ), name="row"),
    path("own/", guarded(own.mine, *READ), name="mine"),
    path("own/<int:pk>/", guarded(own.own, *READ), name="own"),
    path("own/<int:pk>/adopt/", guarded(own.adopt, *PROPOSE), name="adopt"),
    path("holdings/", guarded(own.proposed, "catalogue.manage"), name="proposed"),
    path("holdings/<int:pk>/release/", guarded(own.release, "catalogue.manage"), name="release"),
    path("enterprises/", guarded(own.enterprises, *READ), name="enterprises"),
    path("changes/", guarded(changes.listing, *READ), name="changes"),
    path("changes/new/", guarded(changes.new, *PROPOSE), name="change-new"),
    path("changes/<int:pk>/", guarded(changes.one, *READ), name="change"),
    path("changes/<int:pk>/edit/", guarded(changes.edit, *PROPOSE), name="change-edit"),
    path("filing/", guarded(changes.filing, *READ), name="filing"),
    path("import/", guarded(files.upload, *PROPOSE), name="import"),
    path("import/errors/", guarded(files.errors, *PROPOSE), name="import-errors"),
    path("export/", guarded(files.export, *READ), name="export"),
    path("check/", guarded(files.check, *READ), name="check"),
    path("lists/", guarded(files.lists, *READ), name="lists"),
    path("lists/<int:pk>/", guarded(files.entry, *READ), name="entry"),
]
