"""What somebody sees who scans a code on paper, on a board or at a reading place."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingbai.channels.models import Place
from mingbai.channels.queries import by_code, open_jobs_of_place, shown_at
from mingbai.channels.rules.short import pk_of
from mingbai.channels.states import CHANNEL_OF_PLACE, HANGS, PlaceKind
from mingbai.disclosures.queries import with_page
from mingbai.lib import clock
from mingbai.onsite.queries import places_of_kind, public_kinds
from mingbai.portal.models import SiteSettings
from mingbai.portal.views.pages import MAX_AGE, public_page
from mingbai.stored.depending import depends_on
from mingbai.villages.queries import PublicMonth, public_months


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def short(request: HttpRequest, code: str) -> HttpResponse:
    """From the short address on paper to the record's own page, which also explains what became of it."""
    pk = pk_of(code)
    found = with_page().filter(pk=pk).first() if pk else None
    if found is None:
        return _page(request, "wrong_code.html", {"code": code[:20]}, 404)
    return redirect(found.get_absolute_url())


@public_page
def place(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at a place now, with links to the texts; the same code serves whoever looks after it."""
    row = by_code(code)
    if row is None:
        raise Http404
    if row.code != code:
        return HttpResponsePermanentRedirect(reverse("place_page", args=[row.code]))
    whose = row.organisation_id
    depends_on(f"place:{row.pk}", "places", f"organisation:{whose}", f"village:{whose}")
    postings = shown_at(row) if row.closed_on is None else []
    hanging = {one.information_id for one in postings}
    months = [month for month in _months_at(row) if month.text is None or month.text.pk not in hanging]
    depends_on(*(f"record:{pk}" for pk in hanging))
    depends_on(*(f"record:{one.text.pk}" for one in months if one.text))
    return _page(
        request,
        "place.html",
        {
            "place": row,
            "postings": postings,
            "months": months,
            "outdated": open_jobs_of_place(row).count(),
            "hangs": CHANNEL_OF_PLACE[PlaceKind(row.kind)] in HANGS,
        },
    )


def _months_at(place: Place) -> list[PublicMonth]:
    """村务公开表 hangs on the village's board without being a posting of a record."""
    if place.kind != PlaceKind.BOARD or place.closed_on is not None:
        return []
    today = clock.today()
    return [month for month in public_months(place.organisation) if month.posted_until >= today]


@public_page
def places(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Where public information can be read without a telephone: boards, screens, reading places."""
    if kind and kind not in PlaceKind.values:
        raise Http404
    depends_on("places", "organisations")
    rows = places_of_kind(kind)
    grouped = [(place, list(found)) for place, found in groupby(rows, key=lambda one: one.organisation)]
    chosen = PlaceKind(kind).label if kind else ""
    return _page(
        request, "places.html", {"groups": grouped, "kinds": public_kinds(), "kind": kind, "chosen": chosen}
    )


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    site = SiteSettings.current()
    return render(request, f"onsite/{template}", {"site": site, **context}, status=status)
