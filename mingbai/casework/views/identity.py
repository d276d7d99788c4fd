"""Identity numbers and proofs, and other files: opened by those who may, and what is private recorded."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.casework.actions import open_identity, open_proof
from mingbai.casework.views.files import KEPT_APART
from mingbai.casework.views.frame import find
from mingbai.foi.models import SealedFile
from mingbai.foi.policies import may_see_identity
from mingbai.foi.queries import content_of
from mingbai.lib.verdict import require
from mingbai.shell import exports
from mingbai.shell.views import StaffRequest, page


def identity(request: StaffRequest, pk: int) -> HttpResponse:
    """First what happens, then, on the press of the button, the numbers; every press is recorded."""
    row = find(request, pk)
    require(may_see_identity(request.user, row))
    people = open_identity(request=row, by=request.user) if request.method == "POST" else None
    proofs = row.files.filter(kind__in=KEPT_APART)
    return page(request, "casework/identity.html", row=row, people=people, proofs=proofs)


def download(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A file of the request. Proofs of identity only for those who may see them, and recorded."""
    row = find(request, pk)
    file = get_object_or_404(SealedFile, request=row, pk=number, deleted_at=None)
    if file.kind in KEPT_APART:
        if not may_see_identity(request.user, row):
            raise Http404
        return exports.download(open_proof(file=file, by=request.user), file.name)
    return exports.download(content_of(file), file.name)
