"""What the pages of cases share: finding the row this person may read, and the page of one verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import readable as readable_requests
from mingbai.remedies import queries
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.queries.cases import readable_renewals
from mingbai.shell.views import StaffRequest, form_page


def case_of(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(queries.readable(request.user), pk=pk)


def renewal_of(request: StaffRequest, pk: int) -> Renewal:
    return get_object_or_404(readable_renewals(request.user), pk=pk)


def request_of(request: StaffRequest, pk: int) -> FoiRequest:
    return get_object_or_404(readable_requests(request.user), pk=pk)


def typed(request: StaffRequest) -> QueryDict | None:
    """What was sent, even when that is nothing but the button; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def verb_page(
    request: StaffRequest, case: Case, form: forms.Form, do: Callable[..., Any], done: str, **context: Any
) -> HttpResponse:
    """One verb about a case; it leads back to the case."""
    to = reverse("remedies:case", args=[case.pk])
    return form_page(request, form, do, done, to, subject=str(case), **context)
