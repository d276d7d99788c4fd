"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.foi.policies import HANDLE, READ
from mingbai.foi.states import SIGN
from mingbai.remedies.views import cases, deciding, exporting, working
from mingbai.shell.views import guarded

app_name = "remedies"

urlpatterns = [
    path("", guarded(cases.listing, READ), name="list"),
    path("new/<int:request_pk>/", guarded(cases.create, HANDLE), name="new"),
    path("export/<int:request_pk>/", guarded(exporting.export, HANDLE, SIGN), name="export"),
    path("<int:pk>/", guarded(cases.case, READ), name="case"),
    path("<int:pk>/correct/", guarded(cases.correct, HANDLE), name="correct"),
    path("<int:pk>/link/", guarded(cases.link, HANDLE), name="link"),
    path("<int:pk>/void/", guarded(cases.void, HANDLE), name="void"),
    path("<int:pk>/close/", guarded(cases.close, HANDLE), name="close"),
    path("<int:pk>/reopen/", guarded(cases.reopen, HANDLE), name="reopen"),
    path("<int:pk>/step/", guarded(working.step, HANDLE), name="step"),
    path("<int:pk>/document/", guarded(working.document, HANDLE), name="document"),
    path("<int:pk>/decide/", guarded(deciding.decide, HANDLE), name="decide"),
    path("<int:pk>/amend/", guarded(deciding.amend, HANDLE), name="amend"),
    path("<int:pk>/order/", guarded(deciding.order, HANDLE), name="order"),
    path("steps/<int:pk>/strike/", guarded(working.strike, HANDLE), name="strike"),
    path("files/<int:pk>/", guarded(working.file, READ), name="file"),
    path("files/<int:pk>/drop/", guarded(working.drop, HANDLE), name="drop"),
    path("answers/<int:pk>/prepare/", guarded(deciding.prepare, HANDLE), name="prepare"),
    path("answers/<int:pk>/sign/", guarded(deciding.sign, SIGN), name="sign"),
    path("answers/<int:pk>/send/", guarded(deciding.send, HANDLE), name="send"),
    path("answers/<int:pk>/drop/", guarded(deciding.drop, HANDLE), name="drop-answer"),
]
