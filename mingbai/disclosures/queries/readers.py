"""Who has opened an internal text."""

from dataclasses import dataclass
from datetime import datetime

from mingbai.accounts.models import User
from mingbai.disclosures.models import (
    Audience,
    Information,
    InternalOpening,
)
from mingbai.disclosures.states import Status
from mingbai.lib import clock
from mingbai.organisations.queries import valid_memberships


@dataclass(frozen=True)
class Reader:
    user: User
    at: datetime | None


@dataclass(frozen=True)
class Readers:
    """Who of those for whom an internal text is meant has opened its present version."""

    read: list[Reader]
    unread: list[Reader]

    @property
    def line(self) -> str:
        return f"已读 {len(self.read)}/{len(self.read) + len(self.unread)}"


def readers(information: Information) -> Readers | None:
    """None for what is not an internal text in force. People with two roles count once."""
    if information.audience != Audience.INTERNAL or information.status != Status.PUBLISHED:
        return None
    meant = valid_memberships(clock.today()).filter(
        organisation=information.organisation, user__is_active=True
    )
    opened = dict(
        InternalOpening.objects.filter(information=information, number=information.public_number).values_list(
            "user", "at"
        )
    )
    people = {row.user_id: row.user for row in meant.select_related("user").order_by("user__full_name", "pk")}
    found = [Reader(user, opened.get(pk)) for pk, user in people.items()]
    return Readers([one for one in found if one.at], [one for one in found if not one.at])
