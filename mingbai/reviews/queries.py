"""Which review applies, where it stands, and what waits for whom."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from mingbai.accounts.models import User
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.reviews.models import ACTION_OF_STEP, ReviewState, Route, Step


def workflow_for(organisation: Organisation, genre_name: str) -> Workflow:
    """The review of this organisation for this kind of text; the most exact route wins.

    Raises `Route.DoesNotExist` when the installation has no route at all.
    """
    routes = Route.objects.filter(
        Q(organisation=organisation) | Q(organisation=None),
        genre_name__in={genre_name, ""},
        workflow__active=True,
    ).select_related("workflow")
    ranked = sorted(routes, key=lambda route: (route.organisation_id is None, route.genre_name == ""))
    if not ranked:
        raise Route.DoesNotExist
    return ranked[0].workflow


def steps_of(workflow: Workflow) -> list[Task]:
    return [task.specific for task in workflow.tasks]


def open_state(thing: object) -> ReviewState | None:
    """The step at which a review now stands, or None."""
    return (
        ReviewState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__in=WorkflowState.objects.for_instance(thing),
        )
        .select_related("workflow_state", "task__reviewtask", "organisation")
        .first()
    )


def open_states() -> QuerySet[ReviewState]:
    """Every step that waits for somebody."""
    return ReviewState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )


def step_of(state: ReviewState) -> Step:
    return Step(state.task.reviewtask.step)


def waiting_for(user: User, model: type) -> QuerySet[ReviewState]:
    """The steps this person may decide, oldest first, over objects of `model`."""
    due = Q(pk__in=[])
    for step, action in ACTION_OF_STEP.items():
        scope = scope_of(user, action)
        due |= Q(pk__in=scope.filter(ReviewState.objects.filter(task__reviewtask__step=step)).values("pk"))
    content_type = ContentType.objects.get_for_model(model)
    return (
        ReviewState.objects.filter(
            due,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__content_type=content_type,
        )
        .select_related("workflow_state", "task__reviewtask", "organisation")
        .order_by("started_at", "pk")
    )


def history_of(thing: object) -> QuerySet[ReviewState]:
    """Every step of every review of this object, oldest first."""
    return (
        ReviewState.objects.filter(workflow_state__in=WorkflowState.objects.for_instance(thing))
        .select_related("task__reviewtask", "finished_by", "workflow_state")
        .order_by("pk")
    )


def approved_states(workflow_state: WorkflowState) -> QuerySet[ReviewState]:
    return ReviewState.objects.filter(
        workflow_state=workflow_state, status=TaskState.STATUS_APPROVED
    ).select_related("task__reviewtask")
