"""Addresses below /desk/foi/."""

from django.urls import path

from mingbai.casework.views import (
    afterwards,
    answering,
    consulting,
    entering,
    figures,
    files,
    identity,
    lists,
    office,
    sending,
    separating,
    writing,
)
from mingbai.casework.views.verbs import PAGES, view_of
from mingbai.foi.policies import FIGURES, OFFICE, READ
from mingbai.shell.views import guarded

app_name = "casework"

urlpatterns = [
    path("", guarded(lists.listing, READ), name="list"),
    path("enter/", guarded(entering.choose, READ), name="enter"),
    path("enter/<str:way>/", guarded(entering.enter, READ), name="enter-way"),
    path("often/", guarded(afterwards.often, READ), name="often"),
    path("often/<int:pk>/propose/", guarded(afterwards.propose, READ), name="propose"),
    path("offices/", guarded(office.offices, OFFICE), name="offices"),
    path("offices/<int:pk>/", guarded(office.office, OFFICE), name="office"),
    path("figures/", guarded(figures.overview, FIGURES), name="figures"),
    path("figures/<int:pk>/<str:what>/", guarded(figures.behind, FIGURES), name="behind"),
    path("<int:pk>/", guarded(files.file, READ), name="file"),
    path("<int:pk>/time/", guarded(files.time, READ), name="clock"),
    path("<int:pk>/work/", guarded(files.work, READ), name="work"),
    path("<int:pk>/letters/", guarded(files.letters, READ), name="letters"),
    path("<int:pk>/trail/", guarded(files.history, READ), name="trail"),
    path("<int:pk>/identity/", guarded(identity.identity, READ), name="identity"),
    path("<int:pk>/files/add/", guarded(consulting.add_file, READ), name="add-file"),
    path("<int:pk>/files/<int:number>/", guarded(identity.download, READ), name="download"),
    path("<int:pk>/assign/", guarded(consulting.assign, READ), name="assign"),
    path("<int:pk>/repeat/", guarded(consulting.repeat, READ), name="repeat"),
    path("<int:pk>/extension/decide/", guarded(consulting.decide_extension, READ), name="extension-decide"),
    path("<int:pk>/consultations/<int:number>/opinion/", guarded(consulting.opinion, READ), name="opinion"),
    path(
        "<int:pk>/consultations/<int:number>/received/",
        guarded(consulting.party_received, READ),
        name="party-received",
    ),
    path("<int:pk>/log/<int:number>/strike/", guarded(consulting.strike, READ), name="strike"),
    path("<int:pk>/parts/", guarded(separating.parts, READ), name="parts"),
    path("<int:pk>/parts/source/", guarded(separating.source, READ), name="source"),
    path("<int:pk>/parts/source/<int:number>/", guarded(separating.marking, READ), name="redact"),
    path("<int:pk>/parts/<int:number>/drop/", guarded(separating.drop, READ), name="part-drop"),
    path("<int:pk>/letters/new/<str:kind>/", guarded(writing.new, READ), name="letter-new"),
    path("<int:pk>/letters/<int:number>/", guarded(sending.letter, READ), name="letter"),
    path("<int:pk>/letters/<int:number>/edit/", guarded(writing.rewrite, READ), name="letter-edit"),
    path("<int:pk>/letters/<int:number>/sign/", guarded(sending.sign, READ), name="letter-sign"),
    path("<int:pk>/letters/<int:number>/drop/", guarded(sending.drop, READ), name="letter-drop"),
    path("<int:pk>/letters/<int:number>/send/", guarded(sending.send, READ), name="letter-send"),
    path("<int:pk>/letters/<int:number>/prove/", guarded(sending.prove, READ), name="letter-prove"),
    path(
        "<int:pk>/letters/<int:number>/file/<str:ending>/", guarded(sending.taken, READ), name="letter-file"
    ),
    path("<int:pk>/receipt/", guarded(sending.receipt, READ), name="receipt"),
    path("<int:pk>/papers/<str:kind>/", guarded(sending.paper, READ), name="paper"),
    path("<int:pk>/answer/", guarded(answering.guide, READ), name="answer"),
    path("<int:pk>/answer/<str:leaf>/", guarded(answering.write, READ), name="answer-write"),
    path("<int:pk>/public/", guarded(afterwards.public, READ), name="public"),
    *(path(f"<int:pk>/{one.name}/", guarded(view_of(one), READ), name=one.name) for one in PAGES),
]
