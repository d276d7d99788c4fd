"""What waits for a person, what is their own, what is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.desk.rules import words
from mingbai.disclosures.due_dates import due_of
from mingbai.disclosures.models import Information, Openness
from mingbai.disclosures.queries import drafts_of, readable_by, written_by
from mingbai.disclosures.rules import disclosure_due
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.reviews.models import ReviewState
from mingbai.reviews.queries import waiting_for
from mingbai.timelimits.queries import Known, known

WARN_DAYS = 7  # five working days are at least this many days away


@dataclass(frozen=True)
class Task:
    """A review step that waits for this person."""

    state: ReviewState
    information: Information
    step: str
    left: str
    overdue: bool


def tasks_of(user: User) -> list[Task]:
    """What waits for this person's decision, oldest first, without texts of their own."""
    states = list(waiting_for(user, Information))
    ids = [int(state.workflow_state.object_id) for state in states]
    readable = readable_by(user).filter(stage=Stage.IN_REVIEW).in_bulk(ids)
    own = written_by(user, readable.values())
    pairs = ((state, readable.get(pk)) for state, pk in zip(states, ids, strict=True))
    return [_task(state, found) for state, found in pairs if found and found.pk not in own]


def _task(state: ReviewState, information: Information) -> Task:
    left = words.days_left(state.due_on, clock.today())
    overdue = state.due_on is not None and state.due_on < clock.today()
    return Task(state, information, state.task.reviewtask.get_step_display(), left, overdue)


@dataclass(frozen=True)
class Drafts:
    """A person's own texts, by what they wait for."""

    returned: list[tuple[Information, str]]
    drafts: list[Information]
    under_review: list[tuple[Information, str]]
    approved: list[Information]


def own_texts(user: User) -> Drafts:
    """Returned ones come with the last reason, those under review with where they are."""
    texts = list(drafts_of(user).order_by("-edited_at")[:200])
    by_stage = {stage: [one for one in texts if one.stage == stage] for stage in Stage}
    reasons = _last_comments(by_stage[Stage.RETURNED])
    steps = _open_steps(by_stage[Stage.IN_REVIEW])
    return Drafts(
        returned=[(one, reasons.get(one.pk, "")) for one in by_stage[Stage.RETURNED]],
        drafts=by_stage[Stage.DRAFT],
        under_review=[(one, steps.get(one.pk, "")) for one in by_stage[Stage.IN_REVIEW]],
        approved=by_stage[Stage.APPROVED],
    )


def _states_of(texts: list[Information]) -> QuerySet[ReviewState]:
    return (
        ReviewState.objects.filter(
            workflow_state__content_type__app_label="disclosures",
            workflow_state__content_type__model="information",
            workflow_state__object_id__in=[str(one.pk) for one in texts],
        )
        .select_related("workflow_state", "task__reviewtask", "finished_by")
        .order_by("pk")
    )


def _last_comments(texts: list[Information]) -> dict[int, str]:
    if not texts:
        return {}
    states = _states_of(texts).exclude(comment="").filter(status="rejected")
    return {int(s.workflow_state.object_id): f"{s.finished_by}：{s.comment}" for s in states}


def _open_steps(texts: list[Information]) -> dict[int, str]:
    if not texts:
        return {}
    states = _states_of(texts).filter(status="in_progress", workflow_state__status="in_progress")
    return {
        int(s.workflow_state.object_id): "，".join(
            part
            for part in (
                f"等待{s.task.reviewtask.get_step_display()}",
                words.days_left(s.due_on, clock.today()),
            )
            if part
        )
        for s in states
    }


@dataclass(frozen=True)
class Due:
    """A text not yet public whose twenty working days end soon or have ended."""

    information: Information
    due: date
    left: str
    overdue: bool


def due_soon(user: User, most: int = 20) -> list[Due]:
    """Texts for proactive disclosure whose limit has passed or ends within five working days."""
    open_stages = [Stage.DRAFT, Stage.RETURNED, Stage.IN_REVIEW, Stage.APPROVED]
    rows = (
        readable_by(user)
        .filter(
            status=Status.UNPUBLISHED,
            stage__in=open_stages,
            written_on__lte=_written_by(clock.today()),
            openness__in=["", Openness.PROACTIVE],
        )
        .select_related("organisation")
        .order_by("written_on")[:most]
    )
    limits = known()
    return [_due(one, limits) for one in rows]


def _due(information: Information, limits: Known) -> Due:
    due = due_of(information, limits)
    return Due(information, due, words.days_left(due, clock.today()), due < clock.today())


def _written_by(today: date) -> date:
    """The last day of writing whose limit ends within the warning time. Limits grow with the day."""
    day, limits, warned = today, known(), today + timedelta(days=WARN_DAYS)
    while disclosure_due(day, limits.calendar(), limits.limit("proactive", day)) > warned:
        day -= timedelta(days=1)
    return day


def urgent_pending(user: User) -> QuerySet[Information]:
    return readable_by(user).filter(urgent_pending=True).order_by("published_at")
