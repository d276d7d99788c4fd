"""Saying that a page is wrong or was useful, and asking what became of it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from mingbai.accounts.policies import lockout_address
from mingbai.feedback import actions
from mingbai.feedback.actions.saying import SaidBefore
from mingbai.feedback.forms import CodeForm, SayForm
from mingbai.feedback.models import Report
from mingbai.feedback.queries import page_at, page_of_record
from mingbai.feedback.values import Page, Receipt
from mingbai.foi.sealing import Unreadable, seal_text, unseal_text
from mingbai.lib import clock
from mingbai.portal.models import SiteSettings
from mingbai.shell.views import refuse

RECEIPT, BROWSER = "feedback_receipt", "feedback_browser"
SHOWN = timedelta(minutes=30)


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    context["site"] = SiteSettings.current()
    return render(request, f"feedback/{template}", context, status=status)


def of_record(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _say(request, page_of_record(pk))


def of_page(request: HttpRequest) -> HttpResponseBase:
    """Any other page: `?page=` is its path."""
    return _say(request, page_at(request.GET.get("page", "")))


def _say(request: HttpRequest, about: Page | None) -> HttpResponseBase:
    if about is None:
        raise Http404
    form = SayForm(request.POST or None, initial={"key": secrets.token_urlsafe(32)})
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        try:
            receipt = actions.say(page=about, address=lockout_address(request), **given)
        except ValidationError as error:
            refuse(form, error)
        except SaidBefore:
            return redirect("say_receipt")
        else:
            until = (clock.now() + SHOWN).isoformat()
            request.session[RECEIPT] = {"sealed": seal_text(receipt.to_text()), "until": until}
            return redirect("say_receipt")
    status = 422 if request.method == "POST" else 200
    voted = request.GET.get("voted", "")
    return _page(request, "say.html", status, form=form, about=about, voted=voted)


def useful(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One tap on a record's page, which is kept for everyone and so holds no token against forged forms.

    Nothing of the visitor depends on it; what other websites let a browser send is not counted.
    """
    about = page_of_record(pk)
    if about is None or about.information is None:
        raise Http404
    given = request.POST.get("useful", "")
    if given not in ("yes", "no") or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return redirect("say", pk=pk)
    browser = request.session.setdefault(BROWSER, secrets.token_urlsafe(32))
    try:
        actions.vote(
            information=about.information,
            useful=given == "yes",
            browser=browser,
            address=lockout_address(request),
        )
    except ValidationError as error:
        return _page(request, "often.html", 422, about=about, problems=error.messages)
    response = redirect("say", pk=pk)
    response["Location"] += f"?voted={given}"
    return response


def receipt(request: HttpRequest) -> HttpResponseBase:
    """The code, for half an hour in this browser and nowhere else ever."""
    kept = request.session.get(RECEIPT)
    if not kept or datetime.fromisoformat(kept["until"]) <= clock.now():
        return redirect("say_status")
    try:
        found = Receipt.from_text(unseal_text(kept["sealed"]))
    except Unreadable:
        return redirect("say_status")
    return _page(request, "receipt.html", receipt=found)


def forget(request: HttpRequest) -> HttpResponseBase:
    """Clear the receipt from a computer that others use too."""
    request.session.pop(RECEIPT, None)
    return redirect("home")


def status(request: HttpRequest) -> HttpResponseBase:
    """How it went, for whoever has the code; the code is posted, so that it stands in no address."""
    form = CodeForm(request.POST or None)
    found: Report | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.look_up(address=lockout_address(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
    answered = 200 if request.method != "POST" or found else 422
    return _page(request, "status.html", answered, form=form, report=found)
