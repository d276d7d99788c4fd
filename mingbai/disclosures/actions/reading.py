"""Who has opened an internal text, and reminding those who have not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Information, InternalOpening
from mingbai.disclosures.policies import may_read_internal, may_remind
from mingbai.disclosures.queries import readers
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.notifications.actions import Draft, notify_many


def note_opening(*, information: Information, by: User) -> None:
    """Note that somebody for whom an internal text is meant opened its present version.

    A receipt is a row and no event: the trail is of what people did to texts.
    """
    require(may_read_internal(by, information))
    InternalOpening.objects.get_or_create(
        information=information, number=information.public_number, user=by, defaults={"at": clock.now()}
    )


@transaction.atomic
def remind_readers(*, information: Information, by: User) -> int:
    """Remind everybody who has not opened an internal text, at most once a day; returns how many."""
    require(may_remind(by, information))
    found = readers(information)
    if found is None or not found.unread:
        raise ValidationError("大家都已经看过了。")
    text = f"请阅读内部公开的信息：{information.title}"
    link, day = reverse("desk:internal-text", args=[information.pk]), clock.today().isoformat()
    told = notify_many(
        Draft(one.user, text, f"internal:{information.pk}:{day}", link) for one in found.unread
    )
    trail("remind", by=by, information=information, right="record.read", detail={"people": told})
    return told
