"""Screens and reading places as the office sees them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Rendering
from mingbai.channels.queries import places_of
from mingbai.channels.states import PlaceKind, RenderingKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.screens.models import Player, Visit
from mingbai.screens.policies import KEEP, WITH_KIOSK, WITH_VISITS
from mingbai.screens.queries.playlists import standings
from mingbai.screens.values import Standing


@dataclass(frozen=True)
class Watched:
    """A screen, what stands on its list, and when its player was last heard of."""

    place: Place
    standings: list[Standing]
    fetched_at: datetime | None

    @property
    def playing(self) -> list[Standing]:
        return [one for one in self.standings if not one.reason]

    @property
    def stopped(self) -> list[Standing]:
        return [one for one in self.standings if one.reason]

    @property
    def silent(self) -> bool:
        limit = clock.now() - timedelta(hours=settings.SCREEN_SILENT_HOURS)
        return self.fetched_at is None or self.fetched_at < limit


def open_kiosks(user: User) -> QuerySet[Place]:
    """Screens and reading places in use that this person may read about."""
    rows = places_of(user).filter(kind__in=WITH_KIOSK, closed_on=None)
    return rows.order_by("organisation__path", "kind", "name")


def screens(user: User) -> list[Watched]:
    rows = open_kiosks(user).filter(kind=PlaceKind.SCREEN).select_related("player")
    return [watched(one) for one in rows]


def watched(place: Place) -> Watched:
    player: Player | None = getattr(place, "player", None)
    return Watched(place, standings(place), player.fetched_at if player else None)


def texts_of(information: Information) -> list[Rendering]:
    """Pictures made of the present version, the latest first."""
    rows = Rendering.objects.filter(
        information=information, kind=RenderingKind.SCREEN, version_digest=information.public_digest
    )
    return list(rows.select_related("made_by", "confirmed_by"))


def draft_of(information: Information, by: User) -> Rendering | None:
    """The person's own; what somebody else has begun for another screen stays theirs."""
    drafts = (one for one in texts_of(information) if one.state == RenderingState.DRAFT)
    return next((one for one in drafts if one.made_by_id == by.pk), None)


def visit_places(user: User) -> QuerySet[Place]:
    """Where this person may enter how many came."""
    rows = places_of(user, KEEP).filter(kind__in=WITH_VISITS, closed_on=None)
    return rows.order_by("organisation__path", "kind", "name")


def visits(user: User, first: date, last: date) -> QuerySet[Visit]:
    """The days entered at places within this person's reach."""
    places = places_of(user).order_by().values("pk")
    rows = Visit.objects.filter(place__in=places, on__gte=first, on__lte=last)
    return rows.select_related("place__organisation", "entered_by").order_by(
        "-on", "place__organisation__path"
    )


def visitors_in(rows: QuerySet[Visit]) -> int:
    total: dict[str, Any] = rows.order_by().aggregate(total=Sum("visitors"))
    return total["total"] or 0
