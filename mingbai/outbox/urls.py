"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.outbox.policies import KEEP, MAKE, READ, SEND
from mingbai.outbox.views import lists, messages, texts
from mingbai.shell.views import guarded

app_name = "outbox"

urlpatterns = [
    path("", guarded(lists.home, READ), name="home"),
    path("same/", guarded(lists.same, READ), name="same"),
    path("groups/", guarded(lists.groups, READ), name="groups"),
    path("groups/new/", guarded(lists.group_new, KEEP), name="group-new"),
    path("groups/<int:pk>/close/", guarded(lists.group_close, KEEP), name="group-close"),
    path("records/<int:pk>/", guarded(texts.record, READ), name="record"),
    path("records/<int:pk>/new/<slug:kind>/", guarded(texts.new, MAKE), name="new"),
    path("texts/<int:pk>/", guarded(texts.text, READ), name="text"),
    path("texts/<int:pk>/edit/", guarded(texts.edit, MAKE), name="edit"),
    path("texts/<int:pk>/confirm/", guarded(texts.confirm, MAKE), name="text-confirm"),
    path("texts/<int:pk>/preview/", guarded(texts.preview, READ), name="preview"),
    path("texts/<int:pk>/file/", guarded(texts.fetch, READ), name="file"),
    path("messages/<int:pk>/", guarded(messages.message, READ), name="message"),
    path("messages/<int:pk>/queue/", guarded(messages.queue, SEND), name="queue"),
    path("messages/<int:pk>/recall/", guarded(messages.recall, SEND), name="recall"),
    path("messages/<int:pk>/confirm/", guarded(messages.confirm, KEEP), name="confirm"),
    path("messages/<int:pk>/deny/", guarded(messages.deny, KEEP), name="deny"),
    path("messages/<int:pk>/cancel/", guarded(messages.cancel, KEEP), name="cancel"),
    path("messages/<int:pk>/use/", guarded(messages.use, KEEP), name="use"),
    path("postings/<int:pk>/correct/", guarded(messages.correct, KEEP), name="correct"),
    path("postings/<int:pk>/delete/", guarded(messages.delete, KEEP), name="delete"),
]
