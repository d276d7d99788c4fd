"""Opening, deciding and ending reviews. Who may do so is asked by the caller, which knows the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.reviews.models import Conclusion, ReviewState, ReviewTask, Route, Step
from mingbai.reviews.queries import open_states, step_of
from mingbai.timelimits.queries import known
from mingbai.timelimits.recomputing import Moved
from mingbai.timelimits.rules import add_working_days

DEFAULT_NAME = "三级审核（审核—保密审查—签发）"
DEFAULT_STEPS = ((Step.CHECK, 2), (Step.SECRECY, 2), (Step.APPROVE, 2))


@dataclass(frozen=True)
class SecrecyOpinion:
    """What the secrecy reviewer writes: conclusion, basis, and the ground when not publishable."""

    conclusion: str
    basis: str
    ground_code: str = ""

    def clean(self) -> None:
        """Raise ValidationError, by field, when the opinion is not complete."""
        errors = {}
        if self.conclusion not in Conclusion.values:
            errors["conclusion"] = "请选择审查结论。"
        if not self.basis.strip():
            errors["basis"] = "请写明审查依据，例如“对照保密事项范围逐项核对”。"
        if self.conclusion == Conclusion.NOT_PUBLISHABLE and not self.ground_code:
            errors["ground_code"] = "结论为“不得公开”时，请选择法定事由。"
        if errors:
            raise ValidationError(errors)


@transaction.atomic
def install_default_route() -> Route:
    """The route every installation has: check, secrecy review, approval."""
    route = Route.objects.filter(organisation=None, genre_name="").first()
    return route or Route.objects.create(workflow=_workflow(DEFAULT_NAME, DEFAULT_STEPS))


def _workflow(name: str, steps: Iterable[tuple[str, int]]) -> Workflow:
    workflow = Workflow.objects.create(name=name)
    for order, (step, days) in enumerate(steps):
        task, _ = ReviewTask.objects.get_or_create(
            step=step, days=days, active=True, defaults={"name": Step(step).label}
        )
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


@transaction.atomic
def set_route(
    *, organisation: Organisation | None, genre_name: str, steps: list[tuple[str, int]], by: User | None
) -> Route:
    """Give an organisation (or, with None, the county) its own steps for a kind of text.

    `steps` are (step, working days) in order; the last must be the approval.
    Reviews under way end by the steps they began with.
    """
    if by is not None:
        require(may(by, "route.manage", organisation or Organisation.get_first_root_node()))
    if not steps or steps[-1][0] != Step.APPROVE:
        raise ValidationError({"steps": "最后一步必须是“签发”。"})
    if len({step for step, _ in steps}) != len(steps):
        raise ValidationError({"steps": "同一环节只能出现一次。"})
    name = "—".join(Step(step).label for step, _ in steps)
    workflow = _workflow(name, steps)
    route, _ = Route.objects.update_or_create(
        organisation=organisation, genre_name=genre_name, defaults={"workflow": workflow}
    )
    append(
        verb="route.set",
        by=by,
        subject=route,
        organisation=organisation,
        detail={"genre": genre_name, "steps": [[step, days] for step, days in steps]},
    )
    return route


def start(*, thing: Any, workflow: Workflow, by: User) -> WorkflowState:
    """Open a review of the latest revision of `thing`."""
    return workflow.start(thing, by)


def approve(
    *, state: ReviewState, digest: str, by: User, comment: str = "", opinion: SecrecyOpinion | None = None
) -> bool:
    """Approve one step, bound to the digest of what was seen. True when it was the last step."""
    _bind(state, digest, opinion)
    state.approve(user=by, comment=comment)
    state.workflow_state.refresh_from_db()
    return state.workflow_state.status == WorkflowState.STATUS_APPROVED


def send_back(
    *, state: ReviewState, digest: str, by: User, comment: str, opinion: SecrecyOpinion | None = None
) -> None:
    """Return the text with reasons; the review ends, the next submission begins a new one."""
    if not comment.strip():
        raise ValidationError({"comment": "退回时请写明理由，让拟稿人知道改什么。"})
    _bind(state, digest, opinion)
    state.reject(user=by, comment=comment)
    state.workflow_state.refresh_from_db()
    state.workflow_state.cancel(user=by)


def _bind(state: ReviewState, digest: str, opinion: SecrecyOpinion | None) -> None:
    if step_of(state) == Step.SECRECY:
        opinion = opinion or SecrecyOpinion("", "")
        opinion.clean()
        state.conclusion, state.basis, state.ground_code = (
            opinion.conclusion,
            opinion.basis,
            opinion.ground_code,
        )
    changed = ReviewState.objects.filter(pk=state.pk, status=TaskState.STATUS_IN_PROGRESS).update(
        digest_seen=digest,
        conclusion=state.conclusion,
        basis=state.basis,
        ground_code=state.ground_code,
    )
    if changed != 1:
        raise ValidationError("这一环节已由别人办理，请刷新页面查看。")
    state.digest_seen = digest


def recompute_due_dates() -> list[Moved]:
    """Count the limits of all open steps anew, after the calendar changed. What moved, as (before, after)."""
    limits, moved, changed = known(), [], []
    states = open_states().filter(started_on__isnull=False, due_on__isnull=False)
    for state in states.select_related("task__reviewtask", "organisation", "workflow_state"):
        assert state.started_on is not None and state.due_on is not None
        step = state.task.reviewtask
        due = add_working_days(state.started_on, step.days, limits.calendar(state.organisation)).due
        if due != state.due_on:
            subject = f"“{state.workflow_state.content_object}”"
            moved.append(
                Moved(state.due_on, due, f"{subject}的{step.get_step_display()}（{state.organisation}）")
            )
            state.due_on = due
            changed.append(state)
    ReviewState.objects.bulk_update(changed, ["due_on"], batch_size=500)
    return moved


def cancel(*, thing: Any, by: User | None) -> None:
    """End whatever review of `thing` is under way; what was approved in it no longer counts."""
    for state in WorkflowState.objects.for_instance(thing).active():
        state.cancel(user=by)
