"""Who there is, and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.disclosures.queries import published_in
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import existing, tree
from mingbai.portal import queries
from mingbai.portal.views.pages import page, public_page
from mingbai.villages.queries import public_months

LATEST = 10


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    bodies = tree()
    present = [body for body in bodies if not queries.has_ended(body, day)]
    return page(
        request,
        "organisations.html",
        {"bodies": present, "ended": [body for body in bodies if queries.has_ended(body, day)]},
    )


@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Organisation.objects.select_related("merged_into"), slug=slug)
    day = clock.today()
    below = body.get_children().filter(existing(day)).order_by("order", "name")
    return page(
        request,
        "organisation.html",
        {
            "body": body,
            "ended": queries.has_ended(body, day),
            "above": body.get_ancestors(),
            "below": below,
            "former_names": body.former_names.all(),
            "predecessors": body.predecessors.order_by("name"),
            "latest": queries.lines(published_in(body))[:LATEST],
            "months": public_months(body) if body.kind == Kind.VILLAGE else [],
        },
    )
