"""The entrances every visitor knows by name, and the map of the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.models import EditorialPage
from mingbai.portal.views.pages import page, public_page


def entrance(slug: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A made page, until the county writes an editorial page with this slug."""

    def chosen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def answer(request: HttpRequest) -> HttpResponse:
            written = queries.editorial_page(slug)
            return HttpResponseRedirect(f"/about/{written.slug}/") if written else view(request)

        return public_page(answer)

    return chosen


@entrance("guide")
def guide(request: HttpRequest) -> HttpResponse:
    """条例第十二条：指南包括政府信息的分类、编排体系、获取方式和工作机构的名称、办公地址、办公时间、联系电话等。"""
    return page(request, "guide.html", {"fields": queries.choices().fields, "bodies": tree(clock.today())})


@entrance("rules")
def rules(request: HttpRequest) -> HttpResponse:
    return page(request, "rules.html", {"records": queries.disclosure_rules()[:50]})


@entrance("contents")
def contents(request: HttpRequest) -> HttpResponse:
    choices = queries.choices()
    fields = queries.fields_with_counts()
    return page(request, "contents.html", {"choices": choices, "fields": fields})


@entrance("annual-reports")
def annual_reports(request: HttpRequest) -> HttpResponse:
    return page(request, "annual_reports.html", {"records": queries.annual_reports()[:100]})


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    written = EditorialPage.objects.live().order_by("path")
    context = {"bodies": tree(clock.today()), "fields": queries.choices().fields, "written": written}
    return page(request, "site_map.html", context)
