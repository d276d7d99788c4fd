"""What the pages share: finding the request, pages of a list, numbers in an address, files to hand out."""

from django.shortcuts import get_object_or_404

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import readable
from mingbai.shell.views import StaffRequest


def find(request: StaffRequest, pk: int) -> FoiRequest:
    """The request with that number, for those who may read it; for all others there is none (404)."""
    rows = readable(request.user).select_related("organisation", "wish", "handler")
    return get_object_or_404(rows, pk=pk)
