"""What a screen plays now. Nothing of it is kept: each answer comes from the postings and the records."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse

from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.policies import may_use
from mingbai.channels.queries import at_place
from mingbai.channels.rules.short import code_of
from mingbai.channels.states import Channel, PlaceKind, RenderingKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock, digests
from mingbai.lib.clock import CHINA
from mingbai.screens.rules.slides import paged, seconds_for
from mingbai.screens.values import Item, Playlist, Standing

NOT_PUBLIC = "信息已经撤回或者不再对外公开，不播放。"
OLD = "播放的是更正以前的内容，已经停播。请制作新画面，再确认“换成新版”。"
NO_TEXT = "还没有预览确认过的电子屏画面，不播放。"
OVER = "公开期已满，不播放。"


def screen_of(code: str) -> Place | None:
    """The screen with that code, as long as it is in use."""
    rows = Place.objects.select_related("organisation")
    return rows.filter(code=code.upper(), kind=PlaceKind.SCREEN, closed_on=None).first()


def address_of(pk: int) -> str:
    """The short public address of a record, which outlives corrections and explains withdrawals."""
    return f"{settings.MINGBAI_BASE_URL.rstrip('/')}/q/{code_of(pk)}/"


def standings(place: Place) -> list[Standing]:
    """Every posting that is up or due there, and why it does not play."""
    postings = [one for one in at_place(place) if one.channel == Channel.SCREEN]
    usable = _usable(postings)
    return [Standing(one, _reason(one, usable)) for one in postings]


def _reason(posting: Posting, usable: dict[int, Rendering]) -> str:
    if not is_listed(posting.information):
        return NOT_PUBLIC
    if not posting.is_current:
        return OLD
    if posting.until is not None and posting.until < clock.today():
        return OVER
    return "" if posting.pk in usable else NO_TEXT


def _usable(postings: Iterable[Posting]) -> dict[int, Rendering]:
    """The picture each posting plays: the one it was planned with, else one its own people confirmed."""
    found = {}
    latest = _latest({one.information_id for one in postings})
    for posting in postings:
        own = posting.rendering
        if own is None or own.kind != RenderingKind.SCREEN:
            own = _of_those_who_keep(posting, latest)
        if own is not None:
            own.information = posting.information
            if may_use(own):
                found[posting.pk] = own
    return found


def _of_those_who_keep(
    posting: Posting, latest: dict[tuple[int, str, int | None], Rendering]
) -> Rendering | None:
    """What others made of the same record for their own screens is not played here unasked."""
    people = (posting.up_by_id, posting.planned_by_id)
    version = posting.information.public_digest
    found = (latest.get((posting.information_id, version, one)) for one in people if one is not None)
    return next((one for one in found if one is not None), None)


def _latest(records: set[int]) -> dict[tuple[int, str, int | None], Rendering]:
    """By record, version and who confirmed it; the latest stands last and so remains."""
    rows = Rendering.objects.filter(
        information__in=records, kind=RenderingKind.SCREEN, state=RenderingState.CONFIRMED
    ).order_by("confirmed_at", "pk")
    return {(row.information_id, row.version_digest, row.confirmed_by_id): row for row in rows}


def playlist(place: Place) -> Playlist:
    """What plays there now, and until when a player may go on showing it without asking again."""
    now = clock.now().replace(microsecond=0)
    base = settings.MINGBAI_BASE_URL.rstrip("/")
    due = [one.posting for one in standings(place) if not one.reason]
    usable = _usable(due)
    return Playlist(
        place=place,
        made_at=now,
        valid_until=now + timedelta(hours=settings.SCREEN_VALID_HOURS),
        items=tuple(_item(one, usable[one.pk]) for one in due),
        more_at=base + reverse("organisation", args=[place.organisation.slug]),
    )


def _item(posting: Posting, rendering: Rendering) -> Item:
    until = posting.until
    ends = datetime.combine(until + timedelta(days=1), time(), CHINA) if until is not None else None
    return item_of(posting.information, rendering, ends)


def item_of(information: Information, rendering: Rendering, ends_at: datetime | None = None) -> Item:
    """A record as it plays with that picture; also for looking at it before it does."""
    title, lines = rendering.content["title"], rendering.content["lines"]
    pages = paged(lines)
    seconds = seconds_for(title, pages, rendering.content.get("seconds"))
    assert information.published_at is not None
    shown = [information.index_number, title, pages, seconds, rendering.version_digest, ends_at]
    return Item(
        index_number=information.index_number,
        title=title,
        pages=pages,
        seconds=seconds,
        publisher=information.issuer_name or information.organisation.name,
        published_on=information.published_at.astimezone(CHINA).date(),
        ends_at=ends_at,
        address=address_of(information.pk),
        version=rendering.version_number,
        version_digest=rendering.version_digest,
        digest=digests.of_value(shown),
    )
