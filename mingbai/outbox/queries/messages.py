"""What is to be sent, to be confirmed and to be put right, and where it can go."""

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Job, Posting
from mingbai.channels.queries import open_jobs
from mingbai.channels.states import JobState, RenderingKind
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.outbox.models import GroupChat, Message
from mingbai.outbox.states import OPEN, TO_CONFIRM, Purpose, State
from mingbai.outbox.values import CHANNEL_OF_PLATFORM, KIND_OF, Outlet
from mingbai.registers.models import MediaAccount
from mingbai.registers.states import AccountState

READ, KEEP = "posting.read", "posting.keep"
NEW_MEDIA = tuple(KIND_OF)
_WITH = ("posting__information__organisation", "organisation", "account", "group__organisation", "rendering")


def readable(user: User) -> QuerySet[Message]:
    """Messages to accounts within reach, and of records within reach."""
    scope = scope_of(user, READ)
    rows = Message.objects.select_related(*_WITH, "made_by", "released_by", "confirmed_by")
    if scope.all:
        return rows
    here = scope.filter(Organisation.objects.all(), "").values("pk")
    return rows.filter(Q(organisation__in=here) | Q(posting__information__organisation__in=here))


def jobs_of_new_media(user: User) -> QuerySet[Job]:
    """Corrections and withdrawals that nobody has taken up yet on an account or in a group."""
    taken = Message.objects.filter(state__in=OPEN).values("posting")
    return open_jobs(user).filter(posting__channel__in=NEW_MEDIA).exclude(posting__in=taken)


def count_waiting(user: User) -> int:
    """For the menu: what waits for a person."""
    if not may_anywhere(user, "posting.keep"):
        return 0
    waiting = readable(user).filter(state__in=[*TO_CONFIRM, State.FAILED]).count()
    return waiting + jobs_of_new_media(user).count()


def receipt_of(posting: Posting) -> Message | None:
    """The message that put this posting out, with what the platform gave; None when it went out otherwise."""
    first = Q(posting=posting, purpose=Purpose.FIRST)
    if posting.replaces_id is not None:
        first |= Q(posting=posting.replaces_id, purpose=Purpose.CORRECTION)
    return Message.objects.filter(first, out_at__isnull=False).order_by("-pk").first()


def words_of(message: Message) -> str:
    """The very words for a group or Weibo; for an article its title."""
    if message.rendering is None:
        return message.text
    content = message.rendering.content
    if message.rendering.kind == RenderingKind.GROUP:
        return str(content.get(message.variant) or content.get("full", ""))
    return str(content.get("title" if message.rendering.kind == RenderingKind.WECHAT else "text", ""))


def open_job_of(posting: Posting) -> Job | None:
    return posting.jobs.filter(state=JobState.OPEN).first()


def outlets_for(information: Information) -> list[Outlet]:
    """Open accounts of the publishing organisation and those above it; groups of it and those below it."""
    place = information.organisation
    above = [place.path[:end] for end in range(place.steplen, len(place.path) + 1, place.steplen)]
    accounts = MediaAccount.objects.filter(
        state=AccountState.OPEN, platform__in=CHANNEL_OF_PLATFORM, organisation__path__in=above
    ).select_related("organisation")
    groups = GroupChat.objects.filter(closed_on=None, organisation__path__startswith=place.path)
    found: list[MediaAccount | GroupChat] = [*accounts, *groups.select_related("organisation")]
    return [Outlet(one) for one in found]


def groups_of(user: User) -> QuerySet[GroupChat]:
    return scope_of(user, READ).filter(GroupChat.objects.select_related("organisation"))
