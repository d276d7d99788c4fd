"""The same text on every channel? Which of them shows which version of a record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Job, Posting
from mingbai.channels.queries import Outing, outings_of
from mingbai.channels.states import Channel, JobState, PostingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.organisations.queries import scope_of

READ = "posting.read"
CURRENT, OUTDATED, STILL_OUT = "一致", "还是旧版", "已撤回，还没有确认撤下"


@dataclass(frozen=True)
class Shown:
    """What one channel shows of a record now, and what is asked of it."""

    outing: Outing
    standing: str
    job: Job | None

    @property
    def good(self) -> bool:
        return self.standing == CURRENT


@dataclass(frozen=True)
class Compared:
    """A record with every channel on which it is out."""

    information: Information
    is_public: bool
    shown: list[Shown]

    @property
    def good(self) -> bool:
        return all(one.good for one in self.shown)


def drifting(user: User) -> QuerySet[Information]:
    """Records of which some channel shows another text than the website, or one that was withdrawn."""
    listed = Q(**{f"information__{name}": value for name, value in _LISTED.items()})
    other = ~listed | ~Q(version_digest=F("information__public_digest"))
    up = Posting.objects.filter(other, state=PostingState.UP)
    jobs = Job.objects.filter(state=JobState.OPEN).values("posting")
    asked = Posting.objects.filter(pk__in=jobs)
    rows = _records(user).filter(Q(pk__in=up.values("information")) | Q(pk__in=asked.values("information")))
    return rows.order_by("-changed_at", "-pk")


_LISTED = {"status": "published", "openness": "proactive", "audience": "public"}


def out_elsewhere(user: User) -> QuerySet[Information]:
    """Records that are out on some channel beside the website."""
    up = Posting.objects.filter(state=PostingState.UP)
    return _records(user).filter(pk__in=up.values("information")).order_by("-changed_at", "-pk")


def _records(user: User) -> QuerySet[Information]:
    return scope_of(user, READ).filter(Information.objects.select_related("organisation").defer("body"))


def compared(records: Iterable[Information]) -> Iterator[Compared]:
    for information in records:
        jobs = {
            one.posting_id: one
            for one in Job.objects.filter(posting__information=information, state=JobState.OPEN)
        }
        public = is_listed(information)
        outings = [one for one in outings_of(information) if one.to_at is None or one.posting in jobs]
        shown = [_shown(information, public, one, jobs.get(one.posting or 0)) for one in outings]
        yield Compared(information, public, shown)


def _shown(information: Information, public: bool, outing: Outing, job: Job | None) -> Shown:
    if outing.channel == Channel.SITE or public:
        standing = CURRENT if outing.digest == information.public_digest else OUTDATED
    else:
        standing = STILL_OUT
    return Shown(outing, standing, job)
