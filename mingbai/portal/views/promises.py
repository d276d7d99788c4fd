"""What was promised for a year and how it goes; a visitor may say what they think of it."""

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from mingbai.accounts.policies import lockout_address
from mingbai.lib import clock
from mingbai.portal.views.pages import page, public_page
from mingbai.promises import actions
from mingbai.promises.forms import RatingForm
from mingbai.promises.queries import PublicPromise, as_public, public_promises, public_years
from mingbai.promises.rules import SCORE_WORDS
from mingbai.stored.depending import depends_on

RATER = "rater"
"""Where the visitor's session keeps a random word, so that one browser rates once."""


@public_page
def promises(request: HttpRequest) -> HttpResponse:
    """The promises of a year, by organisation; the newest year that has any when none is asked for."""
    depends_on("promises", "today")
    years = public_years()
    given = request.GET.get("year", "")
    asked = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else None
    year = asked or (years[0] if years else clock.today().year)
    rows = public_promises().filter(year=year).order_by("organisation__path", "number")
    found = as_public(rows, settings.RATINGS_SHOWN_FROM)
    return page(
        request,
        "promises.html",
        {"year": year, "years": years, "groups": _groups(found), "count": len(found)},
    )


def _groups(found: list[PublicPromise]) -> list[tuple[Any, list[PublicPromise]]]:
    groups: dict[int, tuple[Any, list[PublicPromise]]] = {}
    for one in found:
        place = one.promise.organisation
        groups.setdefault(place.pk, (place, []))[1].append(one)
    return list(groups.values())


def _one(pk: int) -> PublicPromise:
    found = as_public(public_promises().filter(pk=pk), settings.RATINGS_SHOWN_FROM)
    if not found:
        raise Http404
    return found[0]


@public_page
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    depends_on("promises", "today")
    return page(request, "promise.html", {"one": _one(pk)})


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """One score from each browser; no account, and nothing that tells who it was."""
    one = _one(pk)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        browser = request.session.get(RATER) or secrets.token_urlsafe(32)
        try:
            actions.rate(
                promise=one.promise, browser=browser, address=lockout_address(request), **form.cleaned_data
            )
        except ValidationError as error:
            for name, problems in error.error_dict.items():
                form.add_error(name if name in form.fields else None, problems)
        else:
            request.session[RATER] = browser
            return redirect("public_promise_rated", pk=pk)
    context = {"one": one, "form": form, "scores": SCORE_WORDS.items()}
    return page(request, "promise_rate.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "HEAD"])
def rated(request: HttpRequest, pk: int) -> HttpResponse:
    """Thanks, and what others think."""
    return page(request, "promise_rated.html", {"one": _one(pk)})
