"""What every page for staff stands on: the door, the frame with the menu, and the plain form page."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingbai.accounts.models import User
from mingbai.lib.verdict import Denied
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.queries import menu_of

View = Callable[..., HttpResponseBase]
HAN = re.compile(r"[一-鿿]")
STAFF = ""
"""For pages that every member of staff may open; they show only what concerns the person."""


class StaffRequest(HttpRequest):
    """A request from somebody who has signed in, as every page for staff gets."""

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
        request.GET = _without_nul(request.GET)  # type: ignore[assignment]  # a plain QueryDict serves
        try:
            return view(request, **kwargs)
        except Denied as denial:
            return refused(request, denial.reason)
        except Http404:
            return page(request, "shell/missing.html", status=404, typed=_typed(request))

    opened = require_http_methods(["GET", "HEAD", "POST"])(never_cache(inner))
    return login_required(opened)


def _without_nul(asked: QueryDict) -> QueryDict:
    """The address's query without NUL, which PostgreSQL takes in no text and nobody types."""
    if not any("\x00" in one for name, values in asked.lists() for one in (name, *values)):
        return asked
    return QueryDict(asked.urlencode().replace("%00", ""))


def page(request: StaffRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page for staff with the menu of what this person may open."""
    context["menu"] = menu_of(request.user)
    return render(request, template, context, status=status)


def refused(request: StaffRequest, reason: str) -> HttpResponse:
    return page(request, "shell/refused.html", status=403, reason=reason, typed=_typed(request))


def _typed(request: StaffRequest) -> list[str]:
    """What somebody wrote in Chinese: given back where a colleague was quicker and it cannot be kept."""
    sent = request.POST.lists() if request.method == "POST" else ()
    return [one for name, values in sent if "password" not in name for one in values if HAN.search(one)]


def form_page(
    request: StaffRequest,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    to: str,
    template: str = "shell/form.html",
    **context: Any,
) -> HttpResponse:
    """One form, one action; refusals stand at the fields and nothing typed is lost.

    `to` (the name of an address, or an address) is where it leads afterwards and where 返回 leads;
    `heading` and `submit` are the page's words. Other values go to `template`.
    """
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            do(**form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = [denial.reason]
        else:
            messages.success(request, done)
            return redirect(to)
    status = 422 if request.method == "POST" else 200
    return page(request, template, status, form=form, problems=problems, back=resolve_url(to), **context)


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Put an action's refusal at the form's fields; names the form does not have stand above."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def words_of(error: ValidationError | Denied) -> list[str]:
    """What a refusal says, as sentences for the person."""
    return [error.reason] if isinstance(error, Denied) else list(error.messages)
