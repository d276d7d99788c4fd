"""The screen where tokens for business systems are issued and revoked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.api import actions
from mingbai.api.forms import PlaceForm, TokenForm
from mingbai.api.models import Token
from mingbai.lib import clock
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest, page, refuse, words_of

MANAGE = "token.manage"


def tokens(request: StaffRequest) -> HttpResponse:
    """All tokens within reach, and the choice of an organisation for a new one."""
    mine = scope_of(request.user, MANAGE).filter(
        Token.objects.select_related("organisation", "drafter").prefetch_related("rows")
    )
    if request.method == "POST":
        token = get_object_or_404(mine, pk=request.POST.get("revoke", "0") if _is_number(request) else 0)
        try:
            actions.revoke(by=request.user, token=token)
        except ValidationError as problem:
            messages.error(request, "".join(words_of(problem)))
        else:
            messages.success(request, f"“{token.system}”的令牌已停用。")
        return redirect("api:tokens")
    day = clock.today()
    shown = [(one, one.is_valid(day)) for one in mine]
    return page(request, "api/tokens.html", rows=shown, form=PlaceForm(user=request.user))


def _is_number(request: StaffRequest) -> bool:
    return request.POST.get("revoke", "").isdecimal() and len(request.POST["revoke"]) < 19


def issue(request: StaffRequest) -> HttpResponse:
    """Issue a token for the chosen organisation; its text is shown on this one page."""
    chosen = PlaceForm(request.GET, user=request.user)
    if not chosen.is_valid():
        messages.error(request, "请先选择单位。")
        return redirect("api:tokens")
    organisation = chosen.cleaned_data["organisation"]
    form = TokenForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            token, text = actions.issue(by=request.user, organisation=organisation, **form.cleaned_data)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            address = request.build_absolute_uri(reverse("api:push:records"))
            return page(request, "api/token.html", token=token, text=text, address=address)
    status = 422 if request.method == "POST" else 200
    return page(request, "api/issue.html", status, form=form, organisation=organisation)
