"""Search: the same question to the same index as the search page."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query
from pydantic import Field

from mingbai.api.exports.records import HITS
from mingbai.api.read.answering import field_of, organisation_of, part
from mingbai.api.read.interface import NEXT, listing
from mingbai.api.read.parameters import SearchAsked
from mingbai.search import queries as index

COUNT = (int, Field(title="总数"))
CAPPED = (bool, Field(title="不止这些", description="true 表示至少有这么多"))


@listing(
    "/search",
    HITS,
    "搜索公开信息",
    next=NEXT,
    count=COUNT,
    capped=CAPPED,
    about=("和网站的搜索框一样。passage 是命中的一段文字。"),
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponseBase:
    organisation = organisation_of(asked.organisation)
    query = index.Query(
        words=asked.q,
        organisation_path=organisation.path if organisation else "",
        field=field_of(asked.field),
        theme=asked.theme,
        validity=asked.validity,
        since=asked.since,
        until=asked.until,
        order=index.NEWEST if asked.order else index.RELEVANCE,
        offset=asked.offset,
        limit=asked.limit,
    )
    found = index.search(query)
    after = asked.offset + asked.limit
    further = after if found.hits and after < found.count else None
    return part(request, asked, HITS, found.hits, further, count=found.count, capped=found.capped)
