"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.reports.queries import READ, WRITE
from mingbai.reports.views import behind, files, home, reports
from mingbai.shell.views import guarded

app_name = "reports"

EVALUATION = "evaluation.read"

urlpatterns = [
    path("", guarded(home.home, READ), name="home"),
    path("list/", guarded(behind.behind, READ), name="behind"),
    path("new/", guarded(reports.begin, WRITE), name="begin"),
    path("<int:pk>/", guarded(reports.report, READ), name="report"),
    path("<int:pk>/head/", guarded(reports.head, WRITE), name="head"),
    path("<int:pk>/regenerate/", guarded(reports.regenerate, WRITE), name="regenerate"),
    path("<int:pk>/fix/", guarded(reports.fix, WRITE), name="fix"),
    path("<int:pk>/renew/", guarded(reports.renew, WRITE), name="renew"),
    path("<int:pk>/hand-over/", guarded(reports.hand_over, WRITE), name="hand-over"),
    path("<int:pk>/word/", guarded(files.word, READ), name="word"),
    path("<int:pk>/excel/", guarded(files.excel, READ), name="excel"),
    path("parts/<int:pk>/", guarded(reports.edit, WRITE), name="part"),
    path("parts/<int:pk>/accept/", guarded(reports.accept, WRITE), name="accept"),
    path("circulars/<int:pk>/word/", guarded(files.circular, WRITE), name="circular-word"),
    path("notices/<int:pk>/word/", guarded(files.notice, EVALUATION), name="notice-word"),
    path("selfchecks/<int:pk>/word/", guarded(files.selfcheck, EVALUATION), name="selfcheck-word"),
]
