"""Addresses of the annual reports, below /desk/annual/."""

from django.urls import path

from mingbai.annual.queries import READING
from mingbai.annual.states import SIGN, WRITE
from mingbai.annual.views import below, cells, deciding, files, home, reports
from mingbai.shell.views import guarded

app_name = "annual"

ONE = "<int:pk>/"

urlpatterns = [
    path("", guarded(home.home, *READING), name="home"),
    path("new/", guarded(home.begin, WRITE), name="begin"),
    path("parameters/", guarded(home.parameters, WRITE), name="parameters"),
    path(ONE, guarded(reports.report, *READING), name="report"),
    path(f"{ONE}sections/<int:number>/", guarded(reports.section, WRITE), name="section"),
    path(f"{ONE}sections/<int:number>/accept/", guarded(reports.accept, WRITE), name="accept"),
    path(f"{ONE}regenerate/", guarded(reports.regenerate, WRITE), name="regenerate"),
    path(f"{ONE}cells/<path:name>/", guarded(cells.cell, *READING), name="cell"),
    path(f"{ONE}figures/", guarded(cells.figures, WRITE), name="figures"),
    path(f"{ONE}submit/", guarded(deciding.submit, WRITE), name="submit"),
    path(f"{ONE}recall/", guarded(deciding.recall, WRITE), name="recall"),
    path(f"{ONE}send-back/", guarded(deciding.send_back, SIGN), name="send-back"),
    path(f"{ONE}sign/", guarded(deciding.sign, SIGN), name="sign"),
    path(f"{ONE}reopen/", guarded(deciding.reopen, SIGN), name="reopen"),
    path(f"{ONE}hand-over/", guarded(deciding.hand_over, WRITE), name="hand-over"),
    path(f"{ONE}hand-in/", guarded(deciding.hand_in, WRITE), name="hand-in"),
    path(f"{ONE}below/", guarded(below.below, *READING), name="below"),
    path(f"{ONE}below/table/", guarded(below.table, *READING), name="below-table"),
    path(f"{ONE}below/remind/", guarded(below.remind, WRITE), name="remind"),
    path(f"{ONE}below/<int:organisation>/", guarded(below.cover, WRITE), name="cover"),
    path(f"{ONE}word/", guarded(files.word, *READING), name="word"),
    path(f"{ONE}pdf/", guarded(files.pdf, *READING), name="pdf"),
    path(f"{ONE}excel/", guarded(files.excel, *READING), name="excel"),
    path(f"{ONE}json/", guarded(files.json, *READING), name="json"),
]
