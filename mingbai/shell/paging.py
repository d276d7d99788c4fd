"""Long lists in pages, and numbers that stand in addresses."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from mingbai.shell.views import StaffRequest

PER_PAGE = 30


def paged(request: StaffRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> tuple[Page, str]:
    """One page of `rows`, and the query without the page for the links."""
    left = request.GET.copy()
    left.pop("page", None)
    return Paginator(rows, per_page).get_page(request.GET.get("page")), left.urlencode()


def number_in(text: str) -> int | None:
    """The number that is written in an address or a form; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
