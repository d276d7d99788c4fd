"""Reading one's own notices."""

from django.db.models import F, QuerySet

from mingbai.accounts.models import User
from mingbai.notifications.adapters import adapters
from mingbai.notifications.models import Channel, Delivery, DeliveryState, Notice, Preference


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's own notices: unread first, among these the urgent, then the newest."""
    return Notice.objects.filter(user=user).order_by(
        F("read_at").desc(nulls_first=True), "-urgent", "-created_at", "-pk"
    )


def unread(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user, read_at=None)


def count_unread(user: User) -> int:
    return unread(user).count()


def preference_of(user: User) -> Preference:
    """What the person chose, or the unsaved default: the inbox alone."""
    return Preference.objects.filter(user=user).first() or Preference(user=user, channels=[])


def channels_in_use() -> list[tuple[str, str]]:
    """(value, label) of the ways out that this installation has."""
    return [(value, label) for value, label in Channel.choices if value in adapters()]


def failed() -> QuerySet[Delivery]:
    """Copies that were given up, newest first."""
    return Delivery.objects.filter(state=DeliveryState.FAILED).select_related("notice").order_by("-pk")
