"""The map for search engines, and what they should leave alone."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape

from mingbai.columns.queries.belonging import shown
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.organisations.queries import tree
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.stored.depending import depends_on
from mingbai.syndication.queries import months
from mingbai.syndication.queries.harvest import by_number
from mingbai.syndication.rules import Part, first_of

XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = (
    "home", "guide", "rules", "contents", "annual_reports", "apply", "organisations", "list", "site_map",
    "public_promises",
)  # fmt: skip
CLOSED = (
    "/accounts/",
    "/cms/",
    "/desk/",
    "/search/",
    "/site-settings/",
    "/say/",
    "/households/",
    "/embed/",
    "/look/",
    "/subscribe/",
)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines.append(f"Sitemap: {SiteSettings.current().base_url}{reverse('sitemap')}")
    depends_on("organisations")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The parts: one of pages and organisations, and one of each month, more where a month is long."""
    base = SiteSettings.current().base_url
    depends_on("records")
    parts = [_entry("sitemap", base + reverse("sitemap_pages"))]
    parts += [_entry("sitemap", base + one.sitemap_path, one.changed_at) for one in months.parts()]
    return HttpResponse(b"".join([_head("sitemapindex"), *parts, b"</sitemapindex>\n"]), content_type=XML)


@public_page
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    base = SiteSettings.current().base_url
    depends_on("organisations", "catalogue", "today")
    entries = [_entry("url", base + path) for path in _pages()]
    return HttpResponse(b"".join([_head("urlset"), *entries, b"</urlset>\n"]), content_type=XML)


def _pages() -> Iterator[str]:
    yield from (reverse(name) for name in PAGES)
    yield from (reverse("organisation", args=[body.slug]) for body in tree(clock.today()))
    yield from (column.get_absolute_url() for column in shown())


@public_page
def sitemap_part(request: HttpRequest, year: int, month: int, number: int = 1) -> HttpResponseBase:
    """The records of one month that are public now, with when they last changed."""
    first_day = first_of(year, month)
    part = months.part(first_day, number) if first_day else None
    if part is None or request.path != part.sitemap_path:
        raise Http404
    depends_on(part.key)
    return StreamingHttpResponse(_records(part), content_type=XML)


def _records(part: Part) -> Iterator[bytes]:
    base = SiteSettings.current().base_url
    yield _head("urlset")
    for text in by_number(months.listed_in(part).only("pk", "changed_at")):
        yield _entry("url", base + text.get_absolute_url(), text.changed_at)
    yield b"</urlset>\n"


def _head(element: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{NAMESPACE}">\n'.encode()


def _entry(element: str, address: str, changed: datetime | None = None) -> bytes:
    told = f"<lastmod>{changed.astimezone(CHINA).isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(address)}</loc>{told}</{element}>\n".encode()


@public_page
def sitemap_before(request: HttpRequest, number: int) -> HttpResponseBase:
    """The parts were numbered once; what stands in them now is told by the index alone."""
    if number == 0:
        return redirect("sitemap_pages", permanent=True)
    told = "This part of the site map is gone. See /sitemap.xml\n"
    return HttpResponse(told, status=410, content_type="text/plain; charset=utf-8")
