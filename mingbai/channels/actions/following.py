"""What a correction or a withdrawal, or the end of a time, asks of each channel."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.channels import followers
from mingbai.channels.models import Job, Posting
from mingbai.channels.queries.periods import follow_by
from mingbai.channels.rules.following import asked_by_correction, asked_by_withdrawal, concerns
from mingbai.channels.states import HANGS, JobKind, JobState, PostingState
from mingbai.disclosures.models import Information, Validity
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.queries import nearest_holders

KEEPERS = (Role.REPORTER, Role.DRAFTER)
ENDED = {Validity.REPEALED, Validity.EXPIRED}
OVER = "公开期已满"


def follow(information: Information) -> None:
    """The follower of `disclosures`: the record has changed for the public, so every channel has to."""
    postings = Posting.objects.filter(information=information).select_related(
        "organisation", "place__organisation"
    )
    for posting in postings.filter(state=PostingState.PLANNED):
        _follow_plan(posting, information)
    kinds = asked_by_correction if is_listed(information) else asked_by_withdrawal
    for posting in postings.filter(state__in=[PostingState.UP, PostingState.ENDED], replaced_by=None):
        if not concerns(posting.channel, posting.state):
            continue
        if is_listed(information) and posting.version_digest == information.public_digest:
            if information.validity in ENDED and posting.channel in HANGS:
                _ask(posting, JobKind.TAKE_DOWN, f"文件已{information.get_validity_display()}", information)
            continue
        _ask(posting, kinds(posting.channel), _why(information), information)


def _why(information: Information) -> str:
    """What the public is told of the change: the note of the newest version, or of the withdrawal."""
    if not is_listed(information):
        return information.status_note or "信息已撤回"
    notes = information.versions.order_by("-number").values_list("note", flat=True)
    return notes.first() or "信息已更正"


def _follow_plan(posting: Posting, information: Information) -> None:
    """What does not hang yet will hang as it now reads, or not at all."""
    if is_listed(information):
        if posting.version_digest == information.public_digest:
            return
        posting.version_number, posting.version_digest = information.public_number, information.public_digest
        posting.title, posting.rendering = information.title, None
    else:
        posting.state, posting.end_note = PostingState.CANCELLED, "信息已撤回"
    posting.save()
    followers.tell(posting)


def _ask(posting: Posting, kind: JobKind, reason: str, information: Information) -> None:
    """One open job for each posting: a later change overrides what an earlier one asked."""
    today = clock.today()
    due_on = follow_by(posting.organisation, today)
    values = {"kind": kind, "reason": reason[:500], "version_number": information.public_number}
    job, made = Job.objects.get_or_create(
        posting=posting,
        state=JobState.OPEN,
        defaults={**values, "made_at": clock.now(), "due_on": due_on},
    )
    if not made:
        Job.objects.filter(pk=job.pk).update(**values)
    tell_keepers(
        posting, f"{kind.label}：{posting.where}的“{posting.title}”，{due_on} 以前办好", job.pk, True
    )
    followers.tell(posting)


def tell_keepers(posting: Posting, text: str, number: int, urgent: bool) -> None:
    people = keepers(posting.organisation)
    link = reverse("channels:posting", args=[posting.pk])
    notify_many(Draft(one, text[:500], f"posting.job:{number}", link, urgent) for one in people)


def keepers(organisation: Organisation) -> list[User]:
    """Who hangs things up there: the clerk of the place, or of the nearest body above it."""
    found = [row for role in KEEPERS for row in nearest_holders(organisation, role)]
    deepest = max((row.organisation.depth for row in found), default=0)
    return list({row.user_id: row.user for row in found if row.organisation.depth == deepest}.values())


@transaction.atomic
def ask_for_ends() -> str:
    """The round: what hangs beyond its last day is to be taken down. Finds by itself what is due."""
    today = clock.today()
    over = Posting.objects.filter(state=PostingState.UP, channel__in=HANGS, until__lt=today).select_related(
        "organisation", "place__organisation", "information"
    )
    asked = [posting for posting in over if _ask_for_end(posting, today)]
    return f"公开期满待撤下 {len(asked)} 条" if asked else ""


def _ask_for_end(posting: Posting, today: date) -> bool:
    job, made = Job.objects.get_or_create(
        posting=posting,
        state=JobState.OPEN,
        defaults={
            "kind": JobKind.TAKE_DOWN,
            "reason": OVER,
            "made_at": clock.now(),
            "due_on": follow_by(posting.organisation, today),
        },
    )
    if made:
        text = f"公开期已满，请撤下：{posting.where}的“{posting.title}”"
        tell_keepers(posting, text, job.pk, False)
        followers.tell(posting)
    return made
