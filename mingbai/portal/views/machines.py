"""For programs: the feed of new texts, the map for search engines, and what they should leave alone."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.models import SiteSettings
from mingbai.portal.rules.wording import parts
from mingbai.portal.views.pages import page, public_page

IN_FEED = 50
PER_PART = 5_000
PAGES = (
    "home", "guide", "rules", "contents", "annual_reports", "apply", "organisations", "list", "site_map",
    "public_promises",
)  # fmt: skip


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    site = SiteSettings.current()
    atom = Atom1Feed(
        title=site.title,
        link=f"{site.base_url}/",
        description="最新公开的信息",
        language="zh-CN",
        feed_url=site.base_url + reverse("feed"),
    )
    for text in queries.lines(listed())[:IN_FEED]:
        atom.add_item(
            title=text.title,
            link=site.base_url + text.get_absolute_url(),
            description=text.summary or f"{text.issuer_name}　{text.document_number}".strip(),
            author_name=text.issuer_name,
            pubdate=text.published_at,
            updateddate=text.changed_at or text.published_at,
            unique_id=site.base_url + text.get_absolute_url(),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    closed = ("/accounts/", "/cms/", "/desk/", "/search/", "/site-settings/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {SiteSettings.current().base_url}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Part 0 holds the pages and organisations, each further part 5,000 records."""
    response = page(request, "sitemap.xml", {"parts": [0, *parts(listed().count(), PER_PART)]})
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response


@public_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    rows = _pages() if number == 0 else _records(number)
    response = page(request, "sitemap_part.xml", {"rows": rows})
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response


def _pages() -> list[tuple[str, datetime | None]]:
    addresses = [reverse(name) for name in PAGES]
    addresses += [reverse("organisation", args=[body.slug]) for body in tree(clock.today())]
    return [(address, None) for address in addresses]


def _records(number: int) -> list[tuple[str, datetime | None]]:
    if number not in parts(listed().count(), PER_PART):
        raise Http404
    start = (number - 1) * PER_PART
    records = listed().order_by("pk").values_list("pk", "changed_at")[start : start + PER_PART]
    return [(reverse("record", args=[pk]), changed) for pk, changed in records]
