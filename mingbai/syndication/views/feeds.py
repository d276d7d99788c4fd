"""Feeds of what is new: of the whole county, of one organisation, field or column, and of a search."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from mingbai.disclosures.models import Information
from mingbai.lib.text import one_line
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import public_page
from mingbai.stored.depending import depends_on
from mingbai.syndication.exports import feeds
from mingbai.syndication.queries.feeds import KINDS, LONGEST_SEARCH, everything, found


@public_page
def feed(request: HttpRequest, form: str, kind: str = "", key: str = "") -> HttpResponse:
    """`form` is a key of `exports.feeds.KINDS`, `kind` one of `queries.feeds.KINDS` or "" for everything."""
    source = KINDS[kind](key) if kind else everything()
    if source is None:
        raise Http404
    records = source.lines
    depends_on(*source.keys, *(f"record:{text.pk}" for text in records))
    return _answer(form, source.name, source.page, f"/{form}/{source.path}", records)


@public_page
def feed_of_search(request: HttpRequest, form: str) -> HttpResponse:
    """What was published last with these words in it: always live, because it has a query."""
    words = one_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    query = urlencode({"q": words})
    name = f"搜索“{words}”" if words else "搜索"
    return _answer(form, name, f"/search/?{query}", f"/{form}/search/?{query}", found(words))


def _answer(form: str, name: str, page: str, address: str, records: Iterable[Information]) -> HttpResponse:
    content = feeds.written(form, SiteSettings.current(), name, page, address, records)
    return HttpResponse(content, content_type=feeds.KINDS[form].content_type)
