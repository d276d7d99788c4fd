"""Whom to tell about a weakness of the site (RFC 9116)."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from mingbai.lib import clock
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page

HOLDS = timedelta(days=180)


@public_page
def security(request: HttpRequest) -> HttpResponse:
    site = SiteSettings.current()
    ways = [f"mailto:{site.email}"] if site.email else []
    ways += [f"tel:{site.calls}"] if site.calls else []
    if not ways:
        raise Http404
    until = clock.today() + HOLDS
    lines = [f"Contact: {way}" for way in ways]
    lines += [f"Expires: {until}T00:00:00+08:00", "Preferred-Languages: zh"]
    lines.append(f"Canonical: {site.base_url}{reverse('security_txt')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
