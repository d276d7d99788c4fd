"""Texts published to one's own colleagues only."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.desk import queries
from mingbai.disclosures.actions import note_opening
from mingbai.disclosures.models import FileRole, Information
from mingbai.disclosures.policies import may_read_internal
from mingbai.disclosures.queries import files_of, internal_for
from mingbai.organisations.queries import memberships_of
from mingbai.shell.views import StaffRequest, page

PER_PAGE = 25


def _texts(request: StaffRequest) -> list[int]:
    """Organisations in which the person works today; an ended membership opens nothing."""
    return [held.organisation_id for held in memberships_of(request.user)]


def listing(request: StaffRequest) -> HttpResponse:
    rows = internal_for(request.user).filter(organisation__in=_texts(request)).select_related("organisation")
    shown = Paginator(rows.order_by("-published_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "desk/internal.html", shown=shown, query="")


def _text(request: StaffRequest, pk: int) -> Information:
    rows = internal_for(request.user).filter(organisation__in=_texts(request)).select_related("organisation")
    found = get_object_or_404(rows, pk=pk)
    if not may_read_internal(request.user, found):
        raise Http404
    return found


def text(request: StaffRequest, pk: int) -> HttpResponse:
    """The published row itself, never the working copy."""
    found = _text(request, pk)
    note_opening(information=found, by=request.user)
    return page(
        request,
        "desk/internal_text.html",
        information=found,
        body=queries.shown(found.body, reverse("desk:internal-text", args=[pk]) + "files/"),
        facts=[(label, value) for label, value in queries.facts_of(found) if value],
        files=[one for one in files_of(found) if one.role == FileRole.ATTACHMENT],
    )


def file(request: StaffRequest, pk: int, number: int) -> FileResponse:
    found = _text(request, pk)
    row = next((one for one in files_of(found) if one.pk == number and one.cleaned), None)
    if row is None:
        raise Http404
    inline = row.role == FileRole.INLINE
    return FileResponse(row.cleaned.open("rb"), as_attachment=not inline, filename=row.public_name)
