"""The entrances every visitor knows by name, and the map of the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mingbai.columns.queries.belonging import in_menu, with_filled
from mingbai.columns.queries.counting import by_year
from mingbai.columns.queries.policies import policy_genres
from mingbai.disclosures.queries import listed
from mingbai.foi.queries import open_offices
from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.models import EditorialPage
from mingbai.portal.views.columns import linked
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

RULES, REPORTS = 50, 100


def entrance(slug: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A made page, until the county writes an editorial page with this slug."""

    def chosen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def answer(request: HttpRequest) -> HttpResponse:
            depends_on("editorial", "organisations", "catalogue")
            written = queries.editorial_page(slug)
            return HttpResponseRedirect(f"/about/{written.slug}/") if written else view(request)

        return public_page(answer)

    return chosen


@entrance("guide")
def guide(request: HttpRequest) -> HttpResponse:
    """条例第十二条：指南包括政府信息的分类、编排体系、获取方式和工作机构的名称、办公地址、办公时间、联系电话、
    传真号码、互联网联系方式等。"""
    depends_on("today")
    offices = list(open_offices())
    taking = {office.organisation_id for office in offices}
    return page(
        request,
        "guide.html",
        {
            "choices": queries.choices(),
            "offices": offices,
            "bodies": [body for body in tree(clock.today()) if body.pk not in taking],
        },
    )


@entrance("rules")
def rules(request: HttpRequest) -> HttpResponse:
    depends_on(*(f"records/genre:{one.pk}" for one in policy_genres()))
    return page(request, "rules.html", {"records": shown(queries.disclosure_rules()[:RULES])})


@entrance("contents")
def contents(request: HttpRequest) -> HttpResponse:
    depends_on("records")
    context = {
        "choices": queries.choices(),
        "fields": queries.fields_with_counts(),
        "columns": in_menu(),
        "years": linked(reverse("archive"), by_year(listed())),
    }
    return page(request, "contents.html", context)


@entrance("annual-reports")
def annual_reports(request: HttpRequest) -> HttpResponse:
    depends_on("records")
    return page(request, "annual_reports.html", {"records": shown(queries.annual_reports()[:REPORTS])})


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    """Everything that has a page of its own but the records, which stand in the archive."""
    depends_on("records", "editorial", "organisations", "catalogue", "today")
    columns = with_filled()
    return page(
        request,
        "site_map.html",
        {
            "bodies": tree(clock.today()),
            "fields": queries.choices().fields,
            "written": EditorialPage.objects.live().order_by("path"),
            "columns": [one for one, filled in columns if filled],
            "empty_columns": [one for one, filled in columns if not filled],
            "years": linked(reverse("archive"), by_year(listed())),
        },
    )
