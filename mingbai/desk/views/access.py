"""The door to one record: only what the person may read exists."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.lib.verdict import Denied
from mingbai.shell.views import StaffRequest, View, guarded


def of_record(view: View) -> View:
    """`view` called with `information`, which this person may read; otherwise the page does not exist.

    A refused action leads back to the record with the reason.
    """

    @wraps(view)
    def inner(request: StaffRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        readable = readable_by(request.user).select_related("latest_revision")
        information = get_object_or_404(readable, pk=pk)
        try:
            return view(request, information=information, **kwargs)
        except Denied as denial:
            return back_with(request, information, denial.reason)

    return guarded(inner, "record.read")


def back_with(request: StaffRequest, information: Information, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect("desk:record", pk=information.pk)
