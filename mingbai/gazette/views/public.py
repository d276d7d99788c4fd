"""The web edition: all issues, one issue, one text, the file, and the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from mingbai.gazette.models import Copy, Entry, Issue
from mingbai.gazette.queries import finding, issues, texts
from mingbai.gazette.queries.offering import keys_of, offered_copy, standings
from mingbai.gazette.values import Standing
from mingbai.lib.text import one_line
from mingbai.portal.models import SiteSettings
from mingbai.portal.rules.files import size_text
from mingbai.portal.rules.wording import with_scrolling_tables
from mingbai.portal.views.pages import MAX_AGE, PER_PAGE, public_page
from mingbai.stored.depending import depends_on


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, f"gazette/{template}", {"site": SiteSettings.current(), **context})


@public_page
def listing(request: HttpRequest) -> HttpResponse:
    depends_on("gazette", "gazette-places")
    rows = list(issues.issued())
    return _page(
        request, "public_list.html", years=issues.by_year(rows), newest=rows[0] if rows else None,
        places=issues.places(),
    )  # fmt: skip


def _issue(year: int, number: int) -> tuple[Issue, list[Entry], list[Standing], Copy | None]:
    found = issues.issue_of(year, number)
    if found is None:
        raise Http404
    entries = issues.entries_of(found)
    depends_on(*keys_of(found, entries))
    known = standings(entries)
    return found, entries, known, offered_copy(found, entries, known)


@public_page
def issue(request: HttpRequest, year: int, number: int) -> HttpResponse:
    found, entries, known, copy = _issue(year, number)
    depends_on("gazette-places")
    rows = list(zip(entries, known, strict=True))
    sections = [
        (section, [row for row in rows if row[0].section_id == section.pk])
        for section in found.sections.all()
    ]
    return _page(
        request,
        "public_issue.html",
        issue=found,
        sections=[(section, lines) for section, lines in sections if lines],
        copy=copy,
        size=size_text(copy.size) if copy else "",
        blanked=[entry for entry in entries if entry.blanked_at],
        places=issues.places(),
    )


@public_page
def entry(request: HttpRequest, year: int, number: int, entry: int) -> HttpResponse:
    found, entries, known, copy = _issue(year, number)
    at = next((place for place, one in enumerate(entries) if one.number == entry), None)
    if at is None:
        raise Http404
    row, state = entries[at], known[at]
    corrections = list(row.corrections.filter(issue__in=issues.issued()).select_related("issue"))
    context: dict[str, Any] = {
        "issue": found,
        "entry": row,
        "state": state,
        "copy": copy,
        "corrections": corrections,
        "before": entries[at - 1] if at else None,
        "after": entries[at + 1] if at + 1 < len(entries) else None,
    }
    if state.hidden is None:
        text = texts.printed(row)
        context |= {"text": text, "body": with_scrolling_tables(text.html)}
    response = _page(request, "public_entry.html", **context)
    if state.hidden is not None:
        response.status_code = 410
    return response


@require_safe
def file(request: HttpRequest, year: int, number: int, name: str) -> HttpResponseBase:
    """The printed issue. While a text in it may not be shown, the way leads to the page that says so."""
    found, _, _, copy = _issue(year, number)
    if f"{name}.pdf" != found.file_name:
        raise Http404
    if copy is None:
        response: HttpResponseBase = redirect(found)
        patch_cache_control(response, no_cache=True)
        return response
    etag = quote_etag(copy.digest)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _handed_out(copy, found.file_name)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


file.is_public_page = True  # type: ignore[attr-defined]  # it may be kept


def _handed_out(copy: Copy, name: str) -> FileResponse:
    try:
        content = copy.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(content, as_attachment=False, filename=name, content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Always live: every search is another."""
    asked = one_line(request.GET.get("q", ""))[: finding.LONGEST]
    rows = finding.found(asked)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page")) if rows is not None else None
    hits = finding.marked(list(shown), asked) if shown is not None else []
    response = _page(request, "public_search.html", asked=asked, shown=shown, hits=hits)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
