"""Screens and reading places as the office looks after them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.channels.models import Place
from mingbai.channels.states import PlaceKind
from mingbai.lib import clock
from mingbai.organisations.queries import scope_of
from mingbai.screens.exports import folders
from mingbai.screens.policies import KEEP, WITH_VISITS
from mingbai.screens.queries import places
from mingbai.screens.queries.shelves import shelf
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, page


def listing(request: StaffRequest) -> HttpResponse:
    """Every screen with what plays, and every reading place."""
    kiosks = places.open_kiosks(request.user)
    return page(
        request,
        "screens/list.html",
        screens=places.screens(request.user),
        points=kiosks.filter(kind__in=WITH_VISITS),
        silent_hours=settings.SCREEN_SILENT_HOURS,
        keeps=bool(scope_of(request.user, KEEP)),
    )


def _place(request: StaffRequest, code: str) -> Place:
    rows = places.open_kiosks(request.user).select_related("player", "organisation")
    return get_object_or_404(rows, code=code.upper())


def place(request: StaffRequest, code: str) -> HttpResponse:
    """One place: what plays and what does not, where its pages are, and what a folder would hold."""
    found = _place(request, code)
    is_screen = found.kind == PlaceKind.SCREEN
    return page(
        request,
        "screens/place.html",
        place=found,
        watched=places.watched(found) if is_screen else None,
        shelf=shelf(found),
        base=settings.MINGBAI_BASE_URL.rstrip("/"),
        valid_hours=settings.SCREEN_VALID_HOURS,
        silent_hours=settings.SCREEN_SILENT_HOURS,
        kiosk_hours=settings.KIOSK_VALID_HOURS,
    )


def folder(request: StaffRequest, code: str) -> HttpResponse:
    """The touch screen as a ZIP, for a machine without a network."""
    found = _place(request, code)
    return download(folders.archive(shelf(found)), f"查阅-{found.code}-{clock.today():%Y%m%d}.zip")
