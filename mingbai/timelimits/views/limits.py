"""The limits, one limit with its history, changing it, and the calculator."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from mingbai.organisations.policies import may
from mingbai.shell.views import StaffRequest, form_page, page
from mingbai.timelimits import actions, queries
from mingbai.timelimits.actions.limits import MANAGE
from mingbai.timelimits.exports import EFFECTS, certainty_words, shift_words
from mingbai.timelimits.forms import CalculatorForm, ChoiceOfLimit, LimitForm
from mingbai.timelimits.rules import Certainty, LimitValue, Result, WrongEvent, due, in_words
from mingbai.timelimits.views.calendar import holders


def _row(limit: LimitValue) -> dict[str, Any]:
    """A limit with the words for it."""
    return {
        "limit": limit,
        "words": in_words(limit),
        "shift": shift_words(limit),
        "certainty": certainty_words(limit),
        "checked": limit.certainty == Certainty.TEXT,
    }


def listing(request: StaffRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:50]
    found = [one for one in queries.limits().values() if typed in f"{one.key} {one.name} {one.article}"]
    return page(request, "timelimits/limits.html", rows=[_row(one) for one in found], typed=typed)


def _limit(key: str) -> LimitValue:
    try:
        return queries.limit(key)
    except queries.UnknownLimit as problem:
        raise Http404 from problem


def limit(request: StaffRequest, key: str) -> HttpResponse:
    value = _limit(key)
    return page(
        request,
        "timelimits/limit.html",
        row=_row(value),
        events=[(one, EFFECTS[one.effect]) for one in value.events],
        versions=[
            (version, in_words(queries.value_of({**version.__dict__, "limit__key": key})))
            for version in queries.versions_of(key)
        ],
        may_change=may(request.user, MANAGE, None),
    )


def change(request: StaffRequest, key: str) -> HttpResponse:
    value = _limit(key)

    def do(**values: Any) -> None:
        actions.change_limit(by=request.user, key=key, **values)

    return form_page(
        request,
        LimitForm(request.POST or None, limit=value),
        do,
        "已保存。原来的写法留在历史里，没有办完的期限已重新计算。",
        reverse("timelimits:limit", args=[key]),
        heading="修改时限",
        subject=f"{value.name}：现在是{in_words(value)}",
        submit="保存",
    )


def calculator(request: StaffRequest) -> HttpResponse:
    """Two steps in one address: choose the limit, then the days; the result with every step."""
    known, asked = queries.known(), request.GET
    choice = ChoiceOfLimit(asked if "limit" in asked else None, known=known)
    if not choice.is_valid():
        status = 422 if choice.errors else 200
        return page(request, "timelimits/calculator.html", status, choice=choice, form=choice)
    value = known.limit(choice.cleaned_data["limit"])
    places = holders()
    form = CalculatorForm(
        asked if "start" in asked else None, limit=value, places=[(one.pk, str(one)) for one in places]
    )
    result = None
    if form.is_valid():
        chosen = form.cleaned_data.get("place")
        place = next((one for one in places if str(one.pk) == chosen), None)
        value = known.limit(value.key, form.cleaned_data["start"])
        result = _result(form, value, known.calendar(place))
    context = {"row": _row(value), "result": result, "choice": choice, "form": form, "chosen": True}
    return page(request, "timelimits/calculator.html", 422 if form.errors else 200, **context)


def _result(form: CalculatorForm, value: LimitValue, calendar: Any) -> Result | None:
    start = form.cleaned_data["start"]
    if at := form.cleaned_data.get("at"):
        start = datetime.combine(start, at)
    try:
        return due(value, start, calendar, form.events())
    except WrongEvent as problem:
        form.add_error(None, str(problem))
    except (OverflowError, ValueError):
        form.add_error("start", forms.ValidationError("这个日期算不下去，请核对。"))
    return None
