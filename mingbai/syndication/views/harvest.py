"""The machine list: by months, whole, and what changed since; written row by row."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.shell.paging import number_in
from mingbai.stored.depending import depends_on
from mingbai.syndication.exports import harvest
from mingbai.syndication.queries import months
from mingbai.syndication.queries.harvest import CHUNK, by_number, changed_since, told
from mingbai.syndication.rules import Part, first_of

OVERLAP = timedelta(minutes=5)
"""A change is dated when it begins and seen when it is done: whoever asks again asks a little before."""

WRONG_SINCE = "since 要写成 2026-11-01 或者 2026-11-01T08:00:00+08:00 这样的时间。"
_ZONE = re.compile(r" (\d\d:?\d\d)$")


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Without `?since=` where everything is; with it a page of what changed from that moment on."""
    if "since" in request.GET:
        return _changes(request)
    site = SiteSettings.current()
    depends_on("records")
    about = {
        "title": f"{site.title}：全部公开信息的机器清单",
        "publisher": str(site.organiser or site.title),
        "columns": harvest.COLUMNS,
        "how": "第一次按月读完 months，记下读之前的时间；以后用 changes 只读变动，每页最后的 next 是下一页，"
        "读完后记下 as_of，下次从它开始。status 不是 published 的，请把您那里的副本一同撤下。",
        "changes": f"{site.base_url}{reverse('harvest')}?since=2026-11-01T00:00:00%2B08:00",
        "csv": site.base_url + reverse("harvest_csv"),
        "jsonl": site.base_url + reverse("harvest_jsonl"),
        "months": [_month(one, site.base_url) for one in months.parts()],
    }
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _month(part: Part, base: str) -> dict[str, object]:
    changed = part.changed_at.astimezone(CHINA).isoformat()
    return {
        "month": f"{part.month:%Y-%m}",
        "part": part.number,
        "changed_at": changed,
        "address": base + part.harvest_path,
    }


def _changes(request: HttpRequest) -> HttpResponse:
    since, after = _moment(request.GET["since"]), number_in(request.GET.get("after") or "0")
    if since is None or after is None:
        return JsonResponse({"error": WRONG_SINCE}, status=400, json_dumps_params={"ensure_ascii": False})
    base, now = SiteSettings.current().base_url, clock.now()
    rows = changed_since(since, after, now)
    about = {
        "as_of": (now - OVERLAP).astimezone(CHINA).isoformat(),
        "records": [harvest.row(text, base) for text in rows],
        "next": base + _following(rows[-1]) if len(rows) == CHUNK else None,
    }
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False})


def _following(last: Information) -> str:
    assert last.changed_at is not None
    moment = last.changed_at.astimezone(CHINA).isoformat()
    return f"{reverse('harvest')}?{urlencode({'since': moment, 'after': last.pk})}"


def _moment(text: str) -> datetime | None:
    """A day or a moment as ISO 8601, Chinese time where none is said; None for anything else.

    A plus that nobody encoded arrives as a space.
    """
    try:
        found = datetime.fromisoformat(_ZONE.sub(r"+\1", text.strip()))
        return (found if found.tzinfo else found.replace(tzinfo=CHINA)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@public_page
def month(request: HttpRequest, year: int, month: int, number: int = 1) -> HttpResponseBase:
    first_day = first_of(year, month)
    part = months.part(first_day, number) if first_day else None
    if part is None or request.path != part.harvest_path:
        raise Http404
    depends_on(part.key)
    texts = _noted(by_number(months.within(told(), part)))
    content = harvest.month(part, texts, SiteSettings.current().base_url)
    return StreamingHttpResponse(content, content_type="application/json; charset=utf-8")


def _noted(texts: Iterator[Information]) -> Iterator[Information]:
    """Each record as a fact of the page, so that a title that is taken down is gone from it at once."""
    for text in texts:
        depends_on(f"record:{text.pk}")
        yield text


@public_page
def whole_table(request: HttpRequest) -> HttpResponseBase:
    """Not kept as a file: every publication would write it anew."""
    content = harvest.table(by_number(told()), SiteSettings.current().base_url)
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")


@public_page
def whole_lines(request: HttpRequest) -> HttpResponseBase:
    content = harvest.lines(by_number(told()), SiteSettings.current().base_url)
    return StreamingHttpResponse(content, content_type="application/x-ndjson; charset=utf-8")
