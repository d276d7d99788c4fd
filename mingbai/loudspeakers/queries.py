"""Reading customs, scripts, and what was and is to be aired."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

from django.db.models import Count, F, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.policies import MAKE, READ
from mingbai.channels.states import Channel, PlaceKind, PostingState, RenderingKind
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.documents.official.blocks import blocks_of
from mingbai.lib.clock import CHINA
from mingbai.loudspeakers.models import Airing, Custom, Reading, Schedule
from mingbai.loudspeakers.rules.scripts import Frame, Source
from mingbai.loudspeakers.rules.sentences import sentences
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of

SCRIPT = RenderingKind.SCRIPT
MOST_SHORT = 30


@dataclass(frozen=True)
class Customs:
    """What counts for a station today."""

    greeting: str = "各位村民，大家好。"
    closing: str = "播送完了，谢谢收听。"
    per_minute: int = 190
    table_rows: int = 10
    times: tuple[str, ...] = ("07:00", "18:00")
    days: int = 3
    least_airings: int = 2

    @property
    def frame(self) -> Frame:
        return Frame(self.greeting, self.closing, self.per_minute)


def customs_of(organisation: Organisation) -> Customs:
    """The nearest decision at or above the organisation, else what the product brings."""
    step, path = Organisation.steplen, organisation.path
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    row = Custom.objects.filter(organisation__path__in=above).order_by("-organisation__depth").first()
    if row is None:
        return Customs()
    return Customs(
        row.greeting,
        row.closing,
        row.per_minute,
        row.table_rows,
        tuple(row.times),
        row.days,
        row.least_airings,
    )


@cache
def packaged_readings() -> Mapping[str, str]:
    data = files("mingbai.loudspeakers") / "data" / "readings.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


def readings() -> dict[str, str]:
    """The packaged readings with those of the county over them, whatever their capitals."""
    own = dict(Reading.objects.values_list("written", "spoken"))
    lower = {written.lower() for written in own}
    return {**{key: said for key, said in packaged_readings().items() if key.lower() not in lower}, **own}


def source_of(information: Information, table_rows: int) -> Source:
    """What the public version says, as sentences to be read out."""
    told = sentences(blocks_of(information.body), table_rows)
    if information.attachments:
        told.append(f"另有附件{len(information.attachments)}件，请看公示栏或者扫公示栏上的二维码。")
    place = information.organisation
    return Source(
        title=information.title,
        issuer=information.issuer_name or place.name,
        sentences=told,
        summary=information.summary,
        document_number=information.document_number,
        office=place.name,
        telephone=place.telephone,
    )


def records_to_read(user: User) -> QuerySet[Information]:
    """Public records of which this person may make a script: their own, those above them and below."""
    scope = scope_of(user, MAKE)
    if scope.all:
        return listed().order_by("-published_at")
    step = Organisation.steplen
    places = Organisation.objects.filter(Q(pk__in=scope.ids) | Q(path__in=scope.paths))
    paths = {place.path for place in places}
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    reach = Q(organisation__path__in=above)
    for path in paths:
        reach |= Q(organisation__path__startswith=path)
    return listed().filter(reach).order_by("-published_at")


def scripts_for(user: User) -> QuerySet[Rendering]:
    """Scripts of public records are no secret among those who make any."""
    rows = Rendering.objects.filter(kind=SCRIPT).select_related(
        "information__organisation", "made_by", "confirmed_by"
    )
    return rows if scope_of(user, MAKE) or scope_of(user, READ) else rows.none()


def usable_script(information: Information) -> Rendering | None:
    """The newest confirmed script of the present version."""
    rows = Rendering.objects.filter(information=information, kind=SCRIPT, confirmed_at__isnull=False)
    return rows.filter(version_digest=information.public_digest).order_by("-confirmed_at", "-pk").first()


def loudspeakers_for(user: User, action: str) -> QuerySet[Place]:
    rows = Place.objects.filter(kind=PlaceKind.LOUDSPEAKER, closed_on=None).select_related("organisation")
    return scope_of(user, action).filter(rows)


def broadcasts_for(user: User) -> QuerySet[Posting]:
    """Postings on the air that this person may see, by the place or by the record."""
    rows = Posting.objects.filter(channel=Channel.BROADCAST)
    scope = scope_of(user, READ)
    mine = scope.filter(rows).values("pk") if not scope.all else rows.values("pk")
    theirs = scope.filter(rows, "information__organisation").values("pk")
    found = rows.filter(Q(pk__in=mine) | Q(pk__in=theirs))
    return found.select_related(
        "information__organisation", "place", "organisation", "rendering", "planned_by"
    )


@dataclass
class Today:
    """One posting to be aired on a day: the times still open and what was aired already."""

    posting: Posting
    aired: list[Airing] = field(default_factory=list)
    times: list[str] = field(default_factory=list)

    @property
    def open_times(self) -> list[str]:
        return self.times[len(self.aired) :]


def on_day(user: User, day: date) -> list[Today]:
    """What is to be aired that day, by place; what is done for the day comes last."""
    begin = datetime.combine(day, time(), CHINA)
    aired = Airing.objects.filter(void_at=None, at__gte=begin, at__lt=begin + timedelta(days=1))
    rows = broadcasts_for(user).filter(
        state__in=[PostingState.PLANNED, PostingState.UP],
        schedule__first__lte=day,
        schedule__last__gte=day,
    )
    rows = rows.order_by("place__name", "pk")
    times = dict(Schedule.objects.filter(posting__in=rows.values("pk")).values_list("posting", "times"))
    done: dict[int, list[Airing]] = {pk: [] for pk in times}
    for airing in aired.filter(posting__in=rows.values("pk")):
        done[airing.posting_id].append(airing)
    found = [Today(one, done[one.pk], times[one.pk]) for one in rows]
    return sorted(found, key=lambda one: not one.open_times)


def short_of(user: User, today: date) -> list[Schedule]:
    """Plans whose days are over and that were aired less often than they should have been."""
    counted = Count("posting__airings", filter=Q(posting__airings__void_at=None))
    rows = Schedule.objects.filter(
        posting__in=broadcasts_for(user).values("pk"),
        posting__state__in=[PostingState.PLANNED, PostingState.UP],
        last__lt=today,
    )
    rows = rows.select_related("posting__place").annotate(count=counted).filter(count__lt=F("least"))
    return list(rows.order_by("-pk")[:MOST_SHORT])


def airings_between(user: User, first: date, last: date, place: Place | None) -> QuerySet[Airing]:
    """The log: what was aired from the first to the last day, void entries included."""
    begin = datetime.combine(first, time(), CHINA)
    end = datetime.combine(last + timedelta(days=1), time(), CHINA)
    rows = Airing.objects.filter(posting__in=broadcasts_for(user).values("pk"), at__gte=begin, at__lt=end)
    if place is not None:
        rows = rows.filter(posting__place=place)
    return rows.select_related("posting__place__organisation", "posting__information", "entered_by").order_by(
        "at", "pk"
    )


def total_minutes(rows: Iterable[Airing]) -> float:
    return float(sum(one.minutes for one in rows if one.void_at is None))
