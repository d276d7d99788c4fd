"""Search: words in the box, everything else as links."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict

from mingbai.disclosures.models import Validity
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.actions import note_missed
from mingbai.portal.forms import SearchFilters
from mingbai.portal.views.pages import PER_PAGE, page, page_of, public_page
from mingbai.search.queries import NEWEST, RELEVANCE, Finding, Query, Result, find, find_literally

FACETS = {"organisation": "机构", "field": "领域", "theme": "主题分类", "validity": "有效性", "year": "年份"}
MOST_VALUES = 12  # links of one facet; rarer values are reached through the list page
ENDED = (Validity.EXPIRED, Validity.REPEALED)  # what no longer holds answers no question
BARE: dict[str, Any] = {"order": RELEVANCE, "limit": PER_PAGE, "facets": True}  # words without any filter
LAST_PAGE = 500  # 10,000 hits are counted, no more

# Of each filter: value in the index → (value in an address, words).
Names = Mapping[str, Mapping[str, tuple[str, str]]]


@public_page
def found(request: HttpRequest) -> HttpResponse:
    bodies = {body.slug: body for body in tree()}
    names = _names(bodies.values(), queries.choices())
    options = {name: names[name].values() for name in ("organisation", "field", "theme")}
    filters = SearchFilters(request.GET, options)
    asked = _query(request, filters.chosen, bodies)
    found = _found(request, asked, "q" in filters.errors, dict(names["field"].values()).values())
    result = found.result
    if not result.count and not filters.errors and asked == Query(**BARE, words=asked.words):
        note_missed(asked.words, clock.today())
    return page(
        request,
        "search.html",
        {
            "filters": filters,
            "words": request.GET.get("q", "").replace("\0", ""),
            "found": found,
            "result": result,
            "hits": _with_validity(result),
            "pages": page_of(request, _Hits(result), result.count),
            "facets": _facets(result, names, request.GET),
            "kept": _kept(filters, request.GET, names),
        },
    )


class _Hits:
    """One page of hits; whichever part is asked for, they are it."""

    def __init__(self, result: Result) -> None:
        self.hits = result.hits

    def __getitem__(self, part: slice) -> list[Any]:
        return self.hits


def _with_validity(result: Result) -> list[tuple[Any, str]]:
    """Each hit, and in words why it no longer holds as it stands; "" when it does."""
    ended = queries.not_in_force([hit.record_id for hit in result.hits])
    return [(hit, ended.get(hit.record_id, "")) for hit in result.hits]


def _names(bodies: Iterable[Organisation], choices: queries.Choices) -> Names:
    return {
        "organisation": {body.path: (body.slug, body.name) for body in bodies},
        "field": {key: (key, name) for key, name in choices.fields},
        "theme": {name: (name, label) for name, label in choices.themes},
        "validity": {value: (value, label) for value, label in Validity.choices},
    }


def _query(request: HttpRequest, chosen: Mapping[str, Any], bodies: Mapping[str, Organisation]) -> Query:
    body = bodies.get(chosen.get("organisation", ""))
    filters = {name: chosen.get(name, "") for name in ("field", "theme", "validity")}
    return Query(
        **filters,
        words=chosen.get("q", ""),
        organisation_path=body.path if body else "",
        since=chosen.get("since"),
        until=chosen.get("until"),
        order=NEWEST if chosen.get("order") == "newest" else RELEVANCE,
        offset=(_page_number(request) - 1) * PER_PAGE,
        limit=PER_PAGE,
        facets=True,
    )


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1


def _found(request: HttpRequest, query: Query, refused: bool, names: Iterable[str]) -> Finding:
    """With synonyms and everything else, unless the visitor wants these very words."""
    if refused:
        return Finding(query, Result())
    if request.GET.get("only") == "1":
        return find_literally(query)
    return find(query, names, ENDED)


def _facets(result: Result, names: Names, asked: QueryDict) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """(heading, [(address of the narrower search, name, count)]) for what is not yet narrowed.

    The organisation stays narrowable: below a township there are villages.
    """
    shown = []
    for name, heading in FACETS.items():
        rows, known = result.facets.get(name, []), names.get(name, {})
        if len(rows) < 2 or (asked.get(name) and name != "organisation"):
            continue
        links = []
        for value, label, count in rows[:MOST_VALUES]:
            key, words = known.get(value, (value, label))
            links.append((_narrower(asked, name, key), words, count))
        shown.append((heading, links))
    return shown


def _narrower(asked: QueryDict, name: str, value: str) -> str:
    address = asked.copy()
    address.pop("page", None)
    if name == "year":
        address["since"], address["until"] = f"{value}-01-01", f"{value}-12-31"
    else:
        address[name] = value
    return f"?{address.urlencode()}"


class Kept(NamedTuple):
    """A filter in force: its parameter and value, both in words, and the search without it."""

    name: str
    value: str
    label: str
    words: str
    lifted: str


def _kept(filters: SearchFilters, asked: QueryDict, names: Names) -> list[Kept]:
    kept = []
    for name in (*names, "since", "until"):
        if not filters.chosen.get(name):
            continue
        value = str(filters.chosen[name])
        without = asked.copy()
        for parameter in (name, "page"):
            without.pop(parameter, None)
        words = dict(names[name].values()).get(value, value) if name in names else value
        kept.append(Kept(name, value, str(filters.fields[name].label), words, f"?{without.urlencode()}"))
    return kept
