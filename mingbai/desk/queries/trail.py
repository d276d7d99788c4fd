"""The trail in words: who did what to what, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.desk.rules import words
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.organisations.models import Organisation, Role

RECORD = Information._meta.label_lower


@dataclass(frozen=True)
class Entry:
    """One event as a person reads it. `record` is the number of a record this reader may open, or None."""

    event: Event
    verb: str
    role: str
    place: str
    title: str
    record: int | None
    about: str

    def cells(self) -> list[str]:
        """The columns of HEAD."""
        at, event = self.event.at.astimezone(clock.CHINA), self.event
        subject = f"{event.subject_label}　{self.title}".strip("　")
        return [
            str(event.sequence),
            f"{at:%Y-%m-%d %H:%M:%S}",
            event.actor_name,
            self.role,
            self.place,
            self.verb,
            subject,
            self.about,
            event.digest,
        ]


HEAD = ("序号", "时间", "人员", "角色", "单位", "动作", "对象", "说明", "摘要")


def events_of(
    *,
    verb: str = "",
    person: str = "",
    subject: str = "",
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """Events, newest first, of an organisation and all below it, between two days, both included."""
    rows = Event.objects.order_by("-sequence")
    if verb:
        rows = rows.filter(verb=verb)
    if person:
        rows = rows.filter(actor_name__icontains=person)
    if subject:
        rows = rows.filter(subject_label__icontains=subject)
    if organisation is not None:
        below = Organisation.objects.filter(path__startswith=organisation.path)
        rows = rows.filter(organisation_code__in=below.values("code"))
    if since:
        rows = rows.filter(at__gte=datetime.combine(since, time.min, clock.CHINA))
    if until:
        rows = rows.filter(at__lte=datetime.combine(until, time.max, clock.CHINA))
    return rows


def entries(user: User, events: Iterable[Event]) -> list[Entry]:
    """The events in words; titles of records only where this reader may read the record."""
    events = list(events)
    ids = {int(one.subject_id) for one in events if one.subject_type == RECORD}
    titles = dict(readable_by(user).filter(pk__in=ids).values_list("pk", "title")) if ids else {}
    places = dict(Organisation.objects.values_list("code", "name"))
    return [_entry(one, titles, places) for one in events]


def _entry(event: Event, titles: dict[int, str], places: dict[str, str]) -> Entry:
    record = int(event.subject_id) if event.subject_type == RECORD else None
    return Entry(
        event=event,
        verb=words.verb_name(event.verb),
        role=str(dict(Role.choices).get(event.role, "")),
        place=places.get(event.organisation_code, event.organisation_code),
        title=titles.get(record, "") if record else "",
        record=record if record in titles else None,
        about=_about(event),
    )


def _about(event: Event) -> str:
    """What the detail says to a person: the reason given, or which fields changed."""
    said = event.detail.get("reason") or event.detail.get("note")
    if isinstance(said, str):
        return said
    fields = event.detail.get("fields")
    if event.subject_type != RECORD or not isinstance(fields, list):
        return ""
    names = {field.name: str(getattr(field, "verbose_name", "")) for field in Information._meta.get_fields()}
    known = [names[name] for name in fields if names.get(name)]
    return f"改了{'、'.join(known)}" if known else ""
