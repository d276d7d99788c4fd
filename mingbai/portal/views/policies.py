"""The policy library: what is in force, what was changed or ended, and how each text is explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from mingbai.catalogue.models import Genre
from mingbai.columns.queries import policies as library
from mingbai.columns.rules.spans import Span
from mingbai.disclosures.models import Validity
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.forms import PolicyFilters
from mingbai.portal.views.columns import leaf_of
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

MOST_BODIES = 30
RESULTS = 5


@dataclass(frozen=True)
class Choice:
    """One way to narrow the library further, or to lift it: `address` "" for what is chosen now."""

    label: str
    address: str
    count: int
    chosen: bool


@public_page
def policies(request: HttpRequest, validity: str = "") -> HttpResponse:
    """`validity` in the path, so that the texts in force can be read with the application down."""
    if validity and validity not in Validity.values:
        raise Http404
    genres, bodies = library.policy_genres(), tree()
    depends_on("organisations", "catalogue", "today", *(f"records/genre:{one.pk}" for one in genres))
    asked = request.GET.copy()
    if validity:
        asked["validity"] = validity
    filters = PolicyFilters(asked, _choices(genres, bodies))
    chosen = _chosen(filters.chosen, genres, bodies)
    facets = library.facets(genres, chosen)
    leaf = leaf_of(
        request, queries.lines(library.policies(genres, chosen), "attachments", "genre"), facets.total
    )
    beside = library.beside(leaf.object_list)
    depends_on(*(f"record:{text.pk}" for one in beside.values() for text in one.others))
    return page(
        request,
        "policies.html",
        {
            "filters": filters,
            "found": leaf,
            "lines": [(text, beside[text.pk]) for text in leaf.object_list],
            "count": facets.total,
            "groups": _groups(facets, filters.chosen, genres, bodies, asked),
            "narrowed": any(filters.chosen.values()),
            "results": shown(queries.lines(library.clean_up_results())[:RESULTS]),
            "today": clock.today(),
        },
    )


def _choices(genres: Iterable[Genre], bodies: Iterable[Organisation]) -> dict[str, list[tuple[str, str]]]:
    return {
        "genre": [(one.name, one.name) for one in genres],
        "organisation": [(one.slug, one.name) for one in bodies],
    }


def _chosen(
    chosen: Mapping[str, Any], genres: Iterable[Genre], bodies: tuple[Organisation, ...]
) -> library.Chosen:
    genre = next((one.pk for one in genres if one.name == chosen.get("genre")), None)
    body = next((one for one in bodies if one.slug == chosen.get("organisation")), None)
    return library.Chosen(
        validity=chosen.get("validity", ""),
        genre=genre,
        organisation=body.pk if body else None,
        span=Span(chosen["year"]) if chosen.get("year") else None,
    )


def _groups(
    facets: library.Facets,
    chosen: Mapping[str, Any],
    genres: Iterable[Genre],
    bodies: tuple[Organisation, ...],
    asked: QueryDict,
) -> list[tuple[str, list[Choice]]]:
    """Every filter with its choices and how many texts each leaves; choices without any are left out."""
    validities = [(value, label, facets.validities.get(value, 0)) for value, label in Validity.choices]
    kinds = [(one.name, one.name, facets.genres.get(one.pk, 0)) for one in genres]
    years = [(str(span.year), span.label, count) for span, count in facets.years]
    own = [(body.slug, body.name, facets.organisations.get(body.pk, 0)) for body in bodies]
    found = {
        "有效性": _links("validity", validities, chosen, asked),
        "体裁": _links("genre", kinds, chosen, asked),
        "年份": _links("year", years, chosen, asked),
        "发布机构": _links("organisation", own, chosen, asked)[:MOST_BODIES],
    }
    return [(heading, links) for heading, links in found.items() if links]


def _links(
    name: str, rows: list[tuple[str, str, int]], chosen: Mapping[str, Any], asked: QueryDict
) -> list[Choice]:
    """Leading to the narrower list; from what is chosen, to the list without it."""
    now = str(chosen.get(name) or "")
    found = []
    for value, label, count in rows:
        address = asked.copy()
        for gone in ("page", name):
            address.pop(gone, None)
        if value != now:
            address[name] = value
        if count or value == now:
            found.append(Choice(label, f"?{address.urlencode()}", count, value == now))
    return found
