"""What all public pages share: head and foot, and how long they may be kept."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from mingbai.portal.models import SiteSettings

# What was taken down must be gone from every copy within a minute.
MAX_AGE = 60
PER_PAGE = 20


def public_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """Same for everyone, kept for a minute, and then asked for again by its ETag.

    No Last-Modified: a page also shows facts of others (telephone, related texts) that have no date.
    """
    public = require_safe(conditional_page(cache_control(public=True, max_age=MAX_AGE)(view)))
    public.is_public_page = True  # type: ignore[attr-defined]  # read by what keeps pages
    return public


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a template of the portal with head and foot."""
    site = SiteSettings.current()
    return render(request, f"portal/{template}", {"site": site, **(context or {})}, status=status)


class Counted(Paginator):
    """Pages over something whose number is already known."""

    def __init__(self, rows: Any, count: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.known = count

    @property
    def count(self) -> int:
        return self.known


def page_of(request: HttpRequest, rows: Any, count: int) -> Page:
    """The page asked for; what is no number is the first, what is too large the last."""
    return Counted(rows, count).get_page(request.GET.get("page"))
