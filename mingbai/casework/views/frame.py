"""What the pages share: finding the request, pages of a list, numbers in an address, files to hand out."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import readable
from mingbai.shell.views import StaffRequest

PER_PAGE = 30


def find(request: StaffRequest, pk: int) -> FoiRequest:
    """The request with that number, for those who may read it; for all others there is none (404)."""
    rows = readable(request.user).select_related("organisation", "wish", "handler")
    return get_object_or_404(rows, pk=pk)


def paged(request: StaffRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> tuple[Page, str]:
    """One page of `rows`, and the query without the page for the links."""
    left = request.GET.copy()
    left.pop("page", None)
    return Paginator(rows, per_page).get_page(request.GET.get("page")), left.urlencode()


def number_in(text: str) -> int | None:
    """The number that is written in an address or a form; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


def hand_out(data: bytes, name: str) -> HttpResponse:
    """A file to keep, under its name; of a kind the browser must not open by guessing."""
    kind = TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
