"""Finding subscribers without reading anybody's address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock
from mingbai.subscriptions.models import Letter, Subscriber, Subscription
from mingbai.subscriptions.queries.targets import GONE

LONGEST_TOKEN = 1_000
_ENDING = Signer(salt="mingbai.subscriptions.end", sep="~")


def address_digest(channel: str, address: str) -> str:
    """By what an address is found: keyed, so that nobody can try addresses on a stolen table."""
    return _digest("address", f"{channel}|{address.strip().casefold()}")


def token_digest(token: str) -> str:
    return _digest("token", token)


def _digest(what: str, value: str) -> str:
    return salted_hmac(f"mingbai.subscriptions.{what}", value, algorithm="sha256").hexdigest()


def waiting(token: str) -> Subscription | None:
    """The subscription that this link confirms; None when it was used, is too old or was never given."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    since = clock.now() - timedelta(hours=settings.SUBSCRIBE_CONFIRM_HOURS)
    rows = Subscription.objects.select_related("subscriber", "organisation", "information")
    return rows.filter(token=token_digest(token), confirmed_at=None, asked_at__gt=since).first()


def to_be_opened(token: str) -> Subscriber | None:
    """The subscriber whose subscriptions this link shows."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    return Subscriber.objects.filter(opening=token_digest(token), opening_until__gt=clock.now()).first()


def ending_token(rows: list[int]) -> str:
    """What ends these subscriptions, for an address in a message: signed, good for as long as they exist."""
    return _ENDING.sign(".".join(map(str, sorted(rows))))


def to_be_ended(token: str) -> list[Subscription] | None:
    """The subscriptions this link ends, none when they have ended; None when nobody here made the link."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        numbers = [int(one) for one in _ENDING.unsign(token).split(".")]
    except (BadSignature, ValueError):
        return None
    rows = Subscription.objects.select_related("subscriber", "organisation", "information")
    return list(rows.filter(pk__in=numbers).order_by("pk"))


def confirmed_of(subscriber: Subscriber) -> QuerySet[Subscription]:
    rows = subscriber.subscriptions.exclude(confirmed_at=None)
    return rows.select_related("organisation", "information").order_by("pk")


@dataclass(frozen=True)
class Told:
    """One letter that went out: when, about what, and the titles of texts that are still public."""

    at: datetime
    about: str
    titles: list[str]
    more: int


def history_of(subscriber: Subscriber) -> list[Told]:
    """What went out to this subscriber and is still remembered, newest first."""
    rows = (
        subscriber.letters.exclude(sent_at=None).order_by("-sent_at").prefetch_related("items__information")
    )
    return [_told(row, row.sent_at) for row in rows if row.sent_at]


def _told(letter: Letter, at: datetime) -> Told:
    texts = {item.information_id: item.information for item in letter.items.all()}
    titles = [one.title if is_listed(one) else GONE for one in texts.values()]
    return Told(at, letter.get_purpose_display(), titles, letter.more)
