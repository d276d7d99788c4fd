"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.disclosures.views import clean_up, matters, re_evaluation, topics
from mingbai.shell.views import guarded

app_name = "disclosures"

READ, DECIDE, RECORDS = "upkeep.read", "upkeep.decide", "record.read"
KEEP = ("record.edit", DECIDE)

urlpatterns = [
    path("", guarded(re_evaluation.queue, READ), name="queue"),
    path("texts/<int:pk>/", guarded(re_evaluation.evaluate, READ), name="evaluate"),
    path("texts/<int:pk>/call/", guarded(re_evaluation.call, DECIDE), name="call"),
    path("evaluations/<int:pk>/", guarded(re_evaluation.settle, READ), name="settle"),
    path("periods/", guarded(re_evaluation.periods, READ), name="periods"),
    path("periods/grounds/", guarded(re_evaluation.ground_change, DECIDE), name="ground-change"),
    path("clean-ups/", guarded(clean_up.listing, READ), name="clean-ups"),
    path("clean-ups/new/", guarded(clean_up.create, DECIDE), name="clean-up-new"),
    path("clean-ups/<int:pk>/", guarded(clean_up.clean_up, READ), name="clean-up"),
    path("clean-ups/<int:pk>/export/", guarded(clean_up.export, READ), name="clean-up-export"),
    path("matters/", guarded(matters.listing, RECORDS), name="matters"),
    path("matters/new/", guarded(matters.create, *KEEP), name="matter-new"),
    path("matters/<int:pk>/", guarded(matters.matter, RECORDS), name="matter"),
    path("elements/<int:pk>/", guarded(matters.elements, RECORDS), name="elements"),
    path("readers/<int:pk>/", guarded(matters.readership, RECORDS), name="readers"),
    path("topics/", guarded(topics.listing, RECORDS), name="topics"),
    path("topics/<int:pk>/end/", guarded(topics.end, *KEEP), name="topic-end"),
    path("topics/tag/", guarded(topics.tag, *KEEP), name="tag"),
    path("counts/", guarded(topics.overview, RECORDS), name="counts"),
    path("counts/list/", guarded(topics.behind, RECORDS), name="counted"),
]
