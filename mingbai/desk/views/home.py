"""The first page after signing in: what waits, what is one's own, what is due."""

from django.http import HttpResponse

from mingbai.casework.queries.lists import waiting_for
from mingbai.desk import queries
from mingbai.foi.policies import READ
from mingbai.organisations.policies import may_anywhere
from mingbai.reviews.models import ACTION_OF_STEP
from mingbai.shell.queries import tools_of
from mingbai.shell.views import StaffRequest, page

ASKED = 10
"""Requests for information shown on the first page; the others are on their own list."""


def home(request: StaffRequest) -> HttpResponse:
    user = request.user
    return page(
        request,
        "desk/home.html",
        tasks=queries.tasks_of(user),
        reviews=any(may_anywhere(user, action) for action in ACTION_OF_STEP.values()),
        own=queries.own_texts(user),
        asked=waiting_for(user).order_by("due_on", "pk")[:ASKED] if may_anywhere(user, READ) else None,
        due=queries.due_soon(user),
        urgent=queries.urgent_pending(user),
        **queries.duties_now(user),
        may_create=bool(queries.organisations_of(user, "record.create")),
    )


def tools(request: StaffRequest) -> HttpResponse:
    return page(request, "shell/tools.html", groups=tools_of(request.user))
