"""What the pages share: finding the request, pages of a list, numbers in an address, files to hand out."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import readable
from mingbai.shell.views import StaffRequest


def find(request: StaffRequest, pk: int) -> FoiRequest:
    """The request with that number, for those who may read it; for all others there is none (404)."""
    rows = readable(request.user).select_related("organisation", "wish", "handler")
    return get_object_or_404(rows, pk=pk)


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
