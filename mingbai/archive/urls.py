"""Addresses of this app; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.archive.policies import DESTROY, MAKE, READ
from mingbai.archive.views import destroying, handing, packages
from mingbai.shell.views import guarded

app_name = "archive"

ONE = "<int:pk>/"

urlpatterns = [
    path("", guarded(packages.home, READ), name="home"),
    path("new/", guarded(packages.new, MAKE), name="new"),
    path("terms/", guarded(packages.terms, READ), name="terms"),
    path("copies/<int:pk>/<int:year>/", guarded(packages.copies, READ), name="copies"),
    path("copies/<int:pk>/<int:year>/table/", guarded(packages.copies_table, READ), name="copies-table"),
    path(ONE, guarded(packages.package, READ), name="package"),
    path(f"{ONE}verify/", guarded(packages.verify, READ), name="verify"),
    path(f"{ONE}zip/", guarded(packages.download, MAKE), name="zip"),
    path(f"{ONE}<str:what>.pdf", guarded(packages.paper, READ), name="paper"),
    path(f"{ONE}transfer/", guarded(handing.new, MAKE), name="transfer"),
    path("transfers/<int:pk>/list/", guarded(handing.paper, READ), name="transfer-list"),
    path("transfers/<int:pk>/receipt/", guarded(handing.receipt, READ), name="receipt"),
    path("transfers/<int:pk>/receipt/add/", guarded(handing.add, MAKE), name="receipt-add"),
    path("destruction/", guarded(destroying.listing, READ), name="destructions"),
    path(f"{ONE}destroy/", guarded(destroying.propose, MAKE), name="propose"),
    path("destruction/<int:pk>/", guarded(destroying.one, READ), name="destruction"),
    path("destruction/<int:pk>/decide/", guarded(destroying.decide, DESTROY), name="decide"),
    path("destruction/<int:pk>/list/", guarded(destroying.paper, READ), name="destruction-list"),
]
