"""Submitting, approving, returning: a text on its way through review."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.actions.checking import blocking, check, unanswered
from mingbai.disclosures.actions.indexing import index_staff
from mingbai.disclosures.actions.moving import hold, move
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import AttachmentState, CheckReport, Information, Openness
from mingbai.disclosures.policies import may_decide, may_do
from mingbai.disclosures.queries import awaits_confirmation, files_of
from mingbai.disclosures.rules import missing
from mingbai.disclosures.states import SEEN, Verb
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.reviews import actions as reviews
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import ACTION_OF_STEP, Conclusion, ReviewState, Step
from mingbai.reviews.queries import approved_states, open_state, step_of


class Blocked(Exception):
    """The text cannot leave the draft: `missing` by field, `findings` that block."""

    def __init__(self, missing: dict[str, str], findings: list[dict[str, Any]]) -> None:
        super().__init__("这份稿件还不能提交。")
        self.missing = missing
        self.findings = findings


def problems_of(copy: Information) -> dict[str, str]:
    """What is missing before a working copy may leave the draft: field → what to do."""
    content = {
        name: getattr(copy, name)
        for name in ("title", "body", "attachments", "written_on", "openness", "effective_on", "expires_on")
    }
    content |= {
        "ground": copy.ground_id,
        "theme": copy.theme_id,
        "genre": copy.genre_id,
        "catalogue_item": copy.catalogue_item_id,
    }
    problems = missing(content)
    refused = [file.name for file in files_of(copy) if file.state == AttachmentState.REFUSED]
    if refused:
        problems["attachments"] = f"附件“{'”“'.join(refused)}”不能公开，请移除或者更换后再提交。"
    if copy.status in SEEN and not copy.change_note:
        problems["change_note"] = "请写明这次更正了什么，公众会看到这句话。"
    return problems


def submit(
    *,
    information: Information,
    by: User,
    change_note: str = "",
    change_kind: str = "minor",
    conceal_previous: bool = False,
) -> CheckReport:
    """Send the working copy into review. Raises Blocked when it is not fit; only the findings are kept.

    For a text that is already public, `change_note` tells the public what was corrected and
    `change_kind` is `minor` or `major`; `conceal_previous` hides the text of earlier versions when
    they hold what should never have been public.
    """
    require(may_do(by, Verb.SUBMIT, information))
    copy = information.working_copy
    if information.status in SEEN:
        copy.change_note = change_note.strip()
    problems, report = problems_of(copy), check(copy)
    if problems or blocking(report):
        raise Blocked(problems, blocking(report))
    correction = {
        "change_note": copy.change_note,
        "change_kind": change_kind,
        "conceal_previous": conceal_previous,
    }
    _enter_review(information, by, correction if information.status in SEEN else {})
    return report


@transaction.atomic
def _enter_review(information: Information, by: User, correction: dict[str, Any]) -> None:
    hold(information)
    move(information, Verb.SUBMIT, submitted_at=clock.now(), **correction)
    copy = information.working_copy
    reviews.start(thing=information, workflow=copy.get_workflow(), by=by)
    index_staff(copy)
    _event("submit", information, by)


@transaction.atomic
def recall(*, information: Information, by: User) -> None:
    """Take a text back out of review; what was approved in it no longer counts."""
    require(may_do(by, Verb.RECALL, information))
    hold(information)
    reviews.cancel(thing=information, by=by)
    move(information, Verb.RECALL, go_live_at=None)
    index_staff(information.working_copy)
    _event("recall", information, by)


@transaction.atomic
def approve(
    *,
    information: Information,
    by: User,
    digest: str,
    comment: str = "",
    opinion: SecrecyOpinion | None = None,
) -> bool:
    """Approve the step at which the review stands. True when that was the last one.

    `digest` is that of the text the reviewer saw; when the text is another by now, nothing is
    decided. A text to be published needs the secrecy conclusion “publishable”.
    """
    state = _decidable(information, by, digest)
    step = step_of(state)
    if step == Step.SECRECY and opinion:
        _require_fitting(opinion, information.working_copy)
    report = CheckReport.objects.filter(information=information, digest=information.digest).first()
    report = report or check(information.working_copy)
    if blocking(report):
        raise Denied("检查发现必须改正的问题，请退回修改。")
    if unanswered(information, report):
        raise Denied("还有需要说明理由的发现没有答复，请先逐条核对、填写理由。")
    finished = reviews.approve(state=state, digest=digest, by=by, comment=comment, opinion=opinion)
    if finished:
        _finish(information)
    _event(step, information, by, {"comment": bool(comment)})
    return finished


def _require_fitting(opinion: SecrecyOpinion, copy: Information) -> None:
    """What is to become public must be found publishable; what is withheld may be found so or not."""
    if opinion.conclusion != Conclusion.PUBLISHABLE and copy.openness == Openness.PROACTIVE:
        raise ValidationError(
            {"conclusion": "这份稿件拟主动公开。结论不是“不涉密，可以公开”的，请选择“退回修改”。"}
        )


def _finish(information: Information) -> None:
    _require_secrecy_of(information)
    if awaits_confirmation(information):
        move(information, Verb.CONFIRM_URGENT, urgent_pending=False)
    else:
        move(information, Verb.APPROVE)
    index_staff(information.working_copy)


def secrecy_holds(information: Information) -> bool:
    """Whether the last finished review has a secrecy conclusion on exactly the present text."""
    workflow_state = information.workflow_states.order_by("-pk").first()
    if workflow_state is None:
        return False
    states = [state for state in approved_states(workflow_state) if step_of(state) == Step.SECRECY]
    return not states or all(state.digest_seen == information.digest for state in states)


def _require_secrecy_of(information: Information) -> None:
    if not secrecy_holds(information):
        raise Denied("稿件在保密审查之后被改动过，原审查结论已失效，请重新提交审核。")


@transaction.atomic
def send_back(
    *,
    information: Information,
    by: User,
    digest: str,
    comment: str,
    opinion: SecrecyOpinion | None = None,
) -> None:
    """Return the text to its drafter with reasons."""
    state = _decidable(information, by, digest)
    reviews.send_back(state=state, digest=digest, by=by, comment=comment, opinion=opinion)
    move(information, Verb.RETURN)
    index_staff(information.working_copy)
    step = step_of(state)
    trail(
        "return",
        by=by,
        information=information,
        after=information.digest,
        detail={"step": str(step)},
        right=ACTION_OF_STEP[step],
    )


def _decidable(information: Information, by: User, digest: str) -> ReviewState:
    hold(information)
    state = open_state(information)
    require(may_decide(by, information, state))
    if state is None or digest != information.digest:
        raise Denied("您看到的稿件已经不是最新的，请刷新页面、看过最新内容后再办理。")
    if state.revision_id != information.latest_revision_id:
        raise Denied("审核环节对应的稿件已过期，请退回后重新提交。")
    return state


def _event(verb: str, information: Information, by: User, detail: dict[str, Any] | None = None) -> None:
    trail(verb, by=by, information=information, after=information.digest, detail=detail)


__all__ = [
    "Blocked",
    "approve",
    "problems_of",
    "recall",
    "secrecy_holds",
    "send_back",
    "submit",
]
