"""The lists behind figures. A number is what its list counts, on screen, in Excel and in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.channels.models import Posting
from mingbai.channels.queries import went_up
from mingbai.channels.states import Channel
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import published_between, with_topic
from mingbai.duties import queries as duties
from mingbai.duties.evidence import Piece
from mingbai.duties.models import Instance
from mingbai.duties.views.asking import Asked, lines_of
from mingbai.lib.clock import CHINA
from mingbai.organisations.queries import Scope
from mingbai.plans.models import Plan, PlanTask
from mingbai.registers.models import Activity
from mingbai.registers.queries import activities
from mingbai.reports.queries.reach import Reach
from mingbai.reports.states import Of
from mingbai.villages.models import MonthlyClose

MOST_PROVED = 40
"""Lines of one task whose evidence is named; a county's task with more is told by its counts."""


@dataclass(frozen=True)
class Item:
    """One row of a list: what it is, whose, which day, and its page."""

    label: str
    organisation: str = ""
    on: date | None = None
    note: str = ""
    url: str = ""

    @property
    def cells(self) -> tuple[object, ...]:
        return (self.label, self.organisation, self.on or "", self.note)


def address(reach: Reach, ask: Mapping[str, Any]) -> str:
    """The page with the list of exactly what `number` counts."""
    if ask["of"] == Of.LINES:
        return f"{reverse('duties:lines')}?{_asked(reach, ask).query}"
    query = {**ask, "organisation": reach.organisation.pk, "year": reach.year, "until": reach.until}
    return f"{reverse('reports:behind')}?{urlencode({**query, 'below': '1' if reach.below else '0'})}"


def number(user: User, reach: Reach, ask: Mapping[str, Any]) -> int:
    if ask["of"] == Of.EVIDENCE:
        return len(pieces(user, reach, int(ask["task"])))
    return rows(user, reach, ask).count()


def rows(user: User, reach: Reach, ask: Mapping[str, Any]) -> QuerySet[Any]:
    """What is counted; KeyError or ValueError for what cannot be asked."""
    of = Of(ask["of"])
    if of == Of.LINES:
        return duties.shown(lines_of(user, _asked(reach, ask)))
    if of == Of.RECORDS:
        return _records(reach, ask)
    if of == Of.ACTIVITIES:
        return _activities(reach, ask)
    if of == Of.POSTED:
        posted = MonthlyClose.objects.filter(reach.condition(), posted_on__range=(reach.start, reach.end))
        return posted.select_related("organisation").order_by("posted_on", "pk")
    if of == Of.CHANNELS:
        up = went_up(reach.start, reach.end).filter(reach.condition())
        return up.filter(channel=Channel(ask["channel"])) if "channel" in ask else up
    if of == Of.TASKS:
        return reach.tasks(Plan.objects.get(pk=int(ask["plan"])))
    raise ValueError(of)


def items(user: User, reach: Reach, ask: Mapping[str, Any], most: int | None = None) -> list[Item]:
    if ask["of"] == Of.EVIDENCE:
        return [Item(one.label, "", one.on, "", one.url) for one in pieces(user, reach, int(ask["task"]))]
    shown = {
        Of.LINES: _line,
        Of.RECORDS: _record,
        Of.ACTIVITIES: _activity,
        Of.POSTED: _sheet,
        Of.CHANNELS: _posting,
        Of.TASKS: _task,
    }[Of(ask["of"])]
    return [shown(row) for row in rows(user, reach, ask)[:most]]


def _asked(reach: Reach, ask: Mapping[str, Any]) -> Asked:
    return Asked(
        year=reach.year,
        unit=reach.organisation,
        below=reach.below,
        plan=ask.get("plan"),
        task=ask.get("task"),
        state=ask.get("state", ""),
        due=bool(ask.get("due")),
    )


def task_lines(user: User, reach: Reach, task: int) -> QuerySet[Instance]:
    return rows(user, reach, {"of": Of.LINES, "task": task}).order_by("organisation__path", "starts_on", "pk")


def pieces(user: User, reach: Reach, task: int) -> list[Piece]:
    """What proves the lines of a task, oldest first, each once; nothing where the lines are very many."""
    lines = list(task_lines(user, reach, task).filter(evidence__gt=0)[: MOST_PROVED + 1])
    if len(lines) > MOST_PROVED:
        return []
    found = {piece.what: piece for line in lines for piece in duties.evidence_of(line)}
    return sorted(found.values(), key=lambda one: (one.on, one.what))


def _records(reach: Reach, ask: Mapping[str, Any]) -> QuerySet[Information]:
    """Texts public today that became public in the time."""
    scope = reach.organisation if reach.below else Scope(ids=(reach.organisation.pk,))
    found = published_between(scope, reach.start, reach.end).select_related("organisation")
    if "key" in ask:
        if ask["by"] == "topic":
            found = with_topic(found, int(ask["key"]))
        else:
            found = found.filter(
                **{{"field": "catalogue_item__field", "genre": "genre"}[ask["by"]]: ask["key"]}
            )
    return found.order_by("published_at", "pk")


def _activities(reach: Reach, ask: Mapping[str, Any]) -> QuerySet[Activity]:
    kind = str(ask["kind"]) if ask.get("kind") else None
    return activities(kind, None, reach.start, reach.end).filter(reach.condition()).order_by("held_on", "pk")


def _line(row: Instance) -> Item:
    title = row.record.title if row.record else row.duty.title
    due = f"截止{row.due_on}" if row.due_on else ""
    note = "，".join(part for part in (row.get_state_display(), due) if part)
    return Item(title, row.organisation.name, row.met_on, note, reverse("duties:line", args=[row.pk]))


def _record(row: Information) -> Item:
    on = row.published_at.astimezone(CHINA).date() if row.published_at else None
    return Item(row.title, row.organisation.name, on, row.document_number, row.get_absolute_url())


def _activity(row: Activity) -> Item:
    return Item(row.title, row.organisation.name, row.held_on, row.summary, row.get_absolute_url())


def _sheet(row: MonthlyClose) -> Item:
    url = reverse("villages:sheet", args=[row.pk])
    return Item(f"{row.period_key}村务公开表", row.organisation.name, row.posted_on, row.posted_place, url)


def _posting(row: Posting) -> Item:
    on = row.up_at.astimezone(CHINA).date() if row.up_at else None
    return Item(row.title, row.organisation.name, on, row.where, reverse("channels:posting", args=[row.pk]))


def _task(row: PlanTask) -> Item:
    lead = "、".join(one.name for one in row.lead_organisations)
    return Item(f"{row.path}{row.text}", lead, row.deadline_on, "", reverse("plans:plan", args=[row.plan_id]))
