"""The one door of the desk: signed in, allowed by the table, and only records the person may read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingbai.accounts.models import User
from mingbai.desk.queries import menu_of
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.lib.verdict import Denied
from mingbai.organisations.policies import may_anywhere

View = Callable[..., HttpResponseBase]
STAFF = ""
"""For pages that every member of staff may open; they show only what concerns the person."""


class StaffRequest(HttpRequest):
    """A request from somebody who has signed in, as every page of the desk gets."""

    user: User


def guarded(view: View, *actions: str) -> View:
    """`view` for people who may do one of `actions` somewhere; others get a page that says why not.

    What does not exist and what this person may not read look the same.
    """

    @wraps(view)
    def inner(request: StaffRequest, **kwargs: Any) -> HttpResponseBase:
        refusals = [may_anywhere(request.user, action) for action in actions if action != STAFF]
        if STAFF not in actions and not any(refusals):
            return refused(request, refusals[0].reason)
        try:
            return view(request, **kwargs)
        except Denied as denial:
            return refused(request, denial.reason)
        except Http404:
            return page(request, "missing", status=404)

    opened = require_http_methods(["GET", "HEAD", "POST"])(never_cache(inner))
    return login_required(opened)


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


def page(request: StaffRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A desk page with the menu of what this person may open."""
    context["menu"] = menu_of(request.user)
    return render(request, f"desk/{template}.html", context, status=status)


def refused(request: StaffRequest, reason: str) -> HttpResponse:
    return page(request, "refused", status=403, reason=reason)


def words_of(error: ValidationError | Denied) -> list[str]:
    """What a refusal says, as sentences for the person."""
    return [error.reason] if isinstance(error, Denied) else list(error.messages)
