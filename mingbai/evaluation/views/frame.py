"""What the screens share: the row of pages, files, and forms that need only a press."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from mingbai.evaluation.queries.reach import runs, sees_all
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page


def show(
    request: StaffRequest, template: str, tab: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """A page with the row of pages of this part above it."""
    user = request.user
    tabs = [
        ("home", "概况", "evaluation:home", True),
        ("inspections", "抽查", "evaluation:inspections", sees_all(user)),
        ("findings", "问题整改", "evaluation:findings", True),
        ("rounds", "考核", "evaluation:rounds", True),
        ("schemes", "考核方案", "evaluation:schemes", sees_all(user)),
        ("selfchecks", "年度自查", "evaluation:selfchecks", True),
        ("circulars", "通报", "evaluation:circulars", bool(may_anywhere(user, "report.write"))),
    ]
    context["tabs"] = [(key, label, name) for key, label, name, shown in tabs if shown]
    return page(request, f"evaluation/{template}.html", status, tab=tab, may_run=runs(user), **context)


def workbook(data: bytes, name: str) -> HttpResponse:
    return download(data, f"{name}.xlsx")


def press(
    request: StaffRequest,
    do: Callable[[], Any],
    done: str,
    to: str,
    heading: str,
    submit: str,
    **context: Any,
) -> HttpResponse:
    """A page that explains what happens and has one button."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, lambda **_: do(), done, to, heading=heading, submit=submit, **context)
