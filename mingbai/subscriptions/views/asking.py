"""Choosing what to be told of, and leaving an address. GET changes nothing."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from mingbai.accounts.policies import lockout_address
from mingbai.catalogue.models import Field
from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal.models import SiteSettings
from mingbai.shell.views import refuse
from mingbai.subscriptions.actions.asking import ask
from mingbai.subscriptions.channels import offered
from mingbai.subscriptions.forms import SubscribeForm
from mingbai.subscriptions.queries.targets import GIVEN, LONGEST_WORDS, feed_of, target_of
from mingbai.subscriptions.values import Target

NOT_FOUND = "没有找到要订阅的内容，可能已经撤下，或者字数太多。请在下面重新选。"
NOTHING = "请先选一项，或者写几个字，再按按钮。"
INDENT = "　"


def page(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """A page with the head and foot of the public site."""
    words = {"site": SiteSettings.current(), **context}
    return render(request, f"subscriptions/{template}", words, status=status)


def subscribe(request: HttpRequest) -> HttpResponseBase:
    """What to be told of comes with the address, from the page it is about, or is chosen here."""
    given = request.POST if request.method == "POST" else request.GET
    if not any(given.get(name, "").strip() for name in GIVEN):
        pressed = any(name in given for name in GIVEN)
        return _choose(request, NOTHING, 422) if pressed else _choose(request)
    target = target_of(given)
    return _asked(request, target) if target else _choose(request, NOT_FOUND, 404)


def _choose(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    bodies = [(body.slug, INDENT * (body.depth - 1) + body.name) for body in tree(clock.today())]
    fields = [(field.key, field.name) for field in Field.objects.all()]
    return page(
        request, "choose.html", status, problem=problem, bodies=bodies, fields=fields,
        longest=LONGEST_WORDS, ways=offered(),
    )  # fmt: skip


def _asked(request: HttpRequest, target: Target) -> HttpResponseBase:
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(target=target, network=lockout_address(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("subscribe_sent")
    status = 422 if request.method == "POST" else 200
    words = {"target": target, "feed": feed_of(target), "wider": _wider(target), "ways": offered()}
    return page(request, "subscribe.html", status, form=form, **words)


def _wider(target: Target) -> str:
    """The query that also takes in what lies below, or no longer does; "" where nothing lies below."""
    body = target.organisation
    if body is None or body.is_leaf():
        return ""
    return f"organisation={body.slug}" + ("" if target.below else "&below=1")


def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody: it does not tell whether the address was known."""
    return page(request, "sent.html")
