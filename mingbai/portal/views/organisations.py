"""Who there is, and the page of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.columns.queries.counting import by_year
from mingbai.columns.queries.fields import published_by_field
from mingbai.columns.queries.places import records_below
from mingbai.foi.models import Office
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import existing, tree
from mingbai.portal import queries
from mingbai.portal.views.columns import linked
from mingbai.portal.views.facts import of_organisation
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on
from mingbai.villages.queries import public_months, regime_of

LATEST = 10
PAPERS = 5
"""Guides, rules and annual reports shown on the page of an organisation; the rest are behind links."""


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    depends_on("organisations", "today")
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
    depends_on(f"organisation:{body.pk}", f"records/organisation:{body.pk}")
    depends_on("organisations", "catalogue", "today")
    records = records_below(body)
    years = by_year(records)
    above, former_names = list(body.get_ancestors()), list(body.former_names.all())
    names = tuple(former.name for former in former_names)
    below = body.get_children().filter(existing(day)).order_by("order", "name")
    return page(
        request,
        "organisation.html",
        {
            "body": body,
            "ended": queries.has_ended(body, day),
            "above": above,
            "facts": of_organisation(body, former_names=names, above=above[-1] if above else None),
            "below": below,
            "former_names": former_names,
            "predecessors": body.predecessors.order_by("name"),
            "office": Office.objects.filter(organisation=body, is_open=True).first(),
            "latest": shown(queries.lines(records)[:LATEST]),
            "fields": published_by_field(records),
            "count": sum(count for _, count in years),
            "years": linked(reverse("organisation", args=[slug]), years),
            **_papers(body),
            **(_village(body) if body.kind == Kind.VILLAGE else {}),
        },
    )


def _papers(body: Organisation) -> dict[str, Any]:
    """Its own guides, rules about disclosure and annual reports, not those of bodies below it."""
    return {
        "guides": shown(queries.guides().filter(organisation=body)[:PAPERS]),
        "own_rules": shown(queries.disclosure_rules().filter(organisation=body)[:PAPERS]),
        "reports": shown(queries.annual_reports().filter(organisation=body)[:PAPERS]),
    }


def _village(body: Organisation) -> dict[str, Any]:
    """The sheets of the village, what hangs on its notice board today, and whom to ask about them."""
    depends_on(f"village:{body.pk}")
    day, months = clock.today(), public_months(body)
    depends_on(*(f"record:{month.text.pk}" for month in months if month.text))
    return {
        "months": months,
        "hanging": [month for month in months if month.posted_until >= day],
        "regime": regime_of(body, day),
        "town": body.get_parent(),
    }
