"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.channels.policies import KEEP, MAKE, MANAGE, READ
from mingbai.channels.views import lists, places, postings
from mingbai.shell.views import guarded

app_name = "channels"

urlpatterns = [
    path("", guarded(lists.home, READ), name="home"),
    path("postings/", guarded(lists.postings, READ), name="postings"),
    path("missing/", guarded(lists.missing, READ), name="missing"),
    path("records/<int:pk>/", guarded(postings.record, READ), name="record"),
    path("postings/<int:pk>/", guarded(postings.posting, READ), name="posting"),
    path("postings/<int:pk>/up/", guarded(postings.put_up, KEEP), name="up"),
    path("postings/<int:pk>/down/", guarded(postings.take_down, KEEP), name="down"),
    path("postings/<int:pk>/replace/", guarded(postings.replace, KEEP), name="replace"),
    path("postings/<int:pk>/cancel/", guarded(postings.cancel, KEEP), name="cancel"),
    path("postings/<int:pk>/not-needed/", guarded(postings.drop_job, KEEP), name="drop-job"),
    path("postings/<int:pk>/proof/", guarded(postings.add_proof, KEEP), name="add-proof"),
    path("proofs/<int:pk>/", guarded(postings.proof, READ), name="proof"),
    path("renderings/<int:pk>/", guarded(postings.rendering, READ), name="rendering"),
    path("renderings/<int:pk>/confirm/", guarded(postings.confirm, MAKE), name="confirm"),
    path("places/", guarded(places.listing, READ), name="places"),
    path("places/new/", guarded(places.create, MANAGE), name="place-new"),
    path("places/<int:pk>/", guarded(places.one, READ), name="place"),
    path("places/<int:pk>/edit/", guarded(places.edit, MANAGE), name="place-edit"),
    path("places/<int:pk>/close/", guarded(places.close, MANAGE), name="place-close"),
    path("at/<slug:code>/", guarded(places.on_the_spot, KEEP), name="at"),
]
