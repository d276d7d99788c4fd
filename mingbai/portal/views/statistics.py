"""How much was made public, and what became of requests: numbers that open their lists."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mingbai.columns.queries.counting import by_year
from mingbai.columns.queries.fields import fields
from mingbai.columns.queries.figures import published_by_organisation, with_below
from mingbai.disclosures.queries import listed
from mingbai.foi.queries.figures import GROUPS
from mingbai.foi.queries.figures import by_year as requests_by_year
from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.rules.shares import Share
from mingbai.portal.views.columns import linked
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

RELEASED = ("予以公开", "部分公开")
REPORTS = 20


@public_page
def statistics(request: HttpRequest) -> HttpResponse:
    """Requests are counted, never listed: behind them are people. Their list is the annual report."""
    depends_on("statistics", "records", "organisations", "catalogue", "today")
    years, bodies = by_year(listed()), tree()
    counts = with_below(published_by_organisation(), bodies)
    requests = requests_by_year(clock.today())
    carried = queries.carried_out(REPORTS)
    shown(one.text for one in carried)
    return page(
        request,
        "statistics.html",
        {
            "today": clock.today(),
            "total": sum(count for _, count in years),
            "years": linked(reverse("archive"), years),
            "most": max((count for _, count in years), default=0),
            "bodies": [(body, counts[body.pk]) for body in bodies if counts[body.pk] and body.depth <= 2],
            "fields": [row for row in fields() if row.published.count],
            "requests": [(one, _released(one.groups, one.answered)) for one in requests],
            "groups": [(label, [one.groups.get(label, 0) for one in requests]) for label in GROUPS.values()],
            "reports": shown(queries.annual_reports()[:REPORTS]),
            "carried_out": carried,
        },
    )


def _released(groups: dict[str, int], answered: int) -> Share:
    return Share(sum(groups.get(one, 0) for one in RELEASED), answered)
