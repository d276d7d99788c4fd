"""Links from letters, and everything known about a subscriber, for the subscriber alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from mingbai.accounts.policies import lockout_address
from mingbai.foi.sealing import Unreadable, unseal_text
from mingbai.lib import clock
from mingbai.shell.views import refuse
from mingbai.subscriptions.actions import keeping
from mingbai.subscriptions.actions.asking import ask_for_link
from mingbai.subscriptions.channels import offered
from mingbai.subscriptions.forms import AddressForm, OftenForm
from mingbai.subscriptions.models import Subscriber, Subscription
from mingbai.subscriptions.queries.subscribers import (
    confirmed_of,
    history_of,
    to_be_ended,
    to_be_opened,
    waiting,
)
from mingbai.subscriptions.queries.targets import target_of_row
from mingbai.subscriptions.views.asking import page

OPENED = "subscriber_opened"
STAYS_OPEN = timedelta(minutes=30)


def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Programs open links in letters; only the button confirms."""
    row = waiting(token)
    if row is None:
        return page(request, "used.html", 404)
    label, problem = target_of_row(row).label, ""
    if request.method == "POST":
        try:
            done = keeping.confirm(token=token)
        except ValidationError as error:
            problem = error.messages[0]
        else:
            return page(request, "confirmed.html", row=done or row, label=label)
    return page(request, "confirm.html", 422 if problem else 200, row=row, label=label, problem=problem)


def end(request: HttpRequest, token: str) -> HttpResponseBase:
    """One press of a button, or one POST of the mail program (RFC 8058): the signed link is the proof."""
    rows = to_be_ended(token)
    if rows is None:
        return page(request, "used.html", 404)
    labels = [target_of_row(row).label for row in rows]
    if request.method == "POST":
        keeping.end(rows=rows)
    return page(request, "end.html", labels=labels, ended=request.method == "POST" or not rows)


def mine(request: HttpRequest) -> HttpResponseBase:
    """Everything known, once a link from a letter was opened in this browser; else a form to ask for one."""
    subscriber = opened(request)
    return _shown(request, subscriber) if subscriber else _ask_for_link(request)


def _ask_for_link(request: HttpRequest) -> HttpResponseBase:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_link(network=lockout_address(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("subscribe_sent")
    return page(request, "find.html", 422 if request.method == "POST" else 200, form=form, ways=offered())


def _shown(request: HttpRequest, subscriber: Subscriber) -> HttpResponseBase:
    try:
        address = unseal_text(subscriber.sealed)
    except Unreadable:
        address = ""
    rows = [(row, target_of_row(row).label) for row in confirmed_of(subscriber)]
    return page(
        request, "mine.html", subscriber=subscriber, address=address, rows=rows,
        letters=history_of(subscriber), kept=settings.SUBSCRIBE_KEPT_DAYS,
        done=request.session.pop("subscriber_done", ""),
    )  # fmt: skip


def open_mine(request: HttpRequest, token: str) -> HttpResponseBase:
    """The button uses the link up and opens the page in this browser for half an hour."""
    if to_be_opened(token) is None:
        return page(request, "used.html", 404)
    if request.method == "POST":
        subscriber = keeping.open_mine(token=token)
        if subscriber is None:
            return page(request, "used.html", 404)
        # A new session: whoever opened this browser's session before cannot look on.
        request.session.cycle_key()
        request.session[OPENED] = {"pk": subscriber.pk, "until": (clock.now() + STAYS_OPEN).isoformat()}
        return redirect("subscribe_mine")
    return page(request, "open.html")


def opened(request: HttpRequest) -> Subscriber | None:
    """The subscriber this browser opened within the last half hour."""
    held = request.session.get(OPENED)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    return Subscriber.objects.filter(pk=held["pk"]).first()


def of_mine(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, subscriber, …)` with the subscriber that was opened; else to the form that opens one."""

    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        subscriber = opened(request)
        if subscriber is None:
            return redirect("subscribe_mine")
        return view(request, subscriber, **kwargs)

    return inner


def _own(subscriber: Subscriber, pk: int) -> Subscription:
    return get_object_or_404(confirmed_of(subscriber), pk=pk)


@of_mine
def change(request: HttpRequest, subscriber: Subscriber, pk: int) -> HttpResponseBase:
    """Another rhythm for one subscription, or its end."""
    row = _own(subscriber, pk)
    form = OftenForm(request.POST if request.method == "POST" else None, initial={"often": row.often})
    if request.method == "POST" and "end" in request.POST:
        keeping.end(rows=[row])
        still = confirmed_of(subscriber).exists()
        return _done(request, "已退订。") if still else page(request, "erased.html")
    if request.method == "POST" and form.is_valid():
        keeping.change(row=row, **form.cleaned_data)
        return _done(request, "已修改。")
    status = 422 if request.method == "POST" else 200
    return page(request, "change.html", status, form=form, label=target_of_row(row).label)


def _done(request: HttpRequest, words: str) -> HttpResponseBase:
    request.session["subscriber_done"] = words
    return redirect("subscribe_mine")


@of_mine
def resume(request: HttpRequest, subscriber: Subscriber) -> HttpResponseBase:
    keeping.resume(subscriber=subscriber)
    return _done(request, "已恢复，有新内容会再告诉您。")


@of_mine
def erase(request: HttpRequest, subscriber: Subscriber) -> HttpResponseBase:
    """A page that asks once more, then nothing is left."""
    if request.method != "POST":
        return page(request, "erase.html")
    keeping.erase(subscriber=subscriber)
    request.session.pop(OPENED, None)
    return page(request, "erased.html")


def leave(request: HttpRequest) -> HttpResponseBase:
    """Close the page in this browser, for a computer that others use too."""
    request.session.pop(OPENED, None)
    return redirect("subscribe_mine")
