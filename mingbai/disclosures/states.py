"""The life of a record: two facts that change by verbs, and the table of what may follow what.

`Stage` is where the working copy stands (drafted, reviewed, approved).
`Status` is what the public sees. A published record under correction is `published` and `draft`.
"""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    DRAFT = "draft", "草稿"
    IN_REVIEW = "in_review", "审核中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已签发，待发布"
    DONE = "done", "已办结"
    DISCARDED = "discarded", "已作废"


class Status(models.TextChoices):
    UNPUBLISHED = "unpublished", "未公开"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤回"
    REMOVED = "removed", "已撤下"
    MERGED = "merged", "已并入其他信息"
    REGISTERED = "registered", "已登记，不主动公开"


class Verb(models.TextChoices):
    EDIT = "edit", "修改"
    SUBMIT = "submit", "提交审核"
    RECALL = "recall", "撤回提交"
    RETURN = "return", "退回"
    APPROVE = "approve", "签发"
    SCHEDULE = "schedule", "定时发布"
    PUBLISH = "publish", "发布"
    CORRECT = "correct", "发布更正"
    REPUBLISH = "republish", "重新公开"
    REGISTER = "register", "登记"
    PUBLISH_URGENT = "publish_urgent", "应急发布"
    CONFIRM_URGENT = "confirm_urgent", "补审通过"
    WITHDRAW = "withdraw", "撤回公开"
    REMOVE = "remove", "撤下"
    MERGE = "merge", "并入"
    DISCARD = "discard", "作废草稿"
    DROP_CORRECTION = "drop_correction", "放弃更正"


@dataclass(frozen=True)
class Transition:
    """`verb` leads from any of these stages and statuses to those; None leaves a fact as it is."""

    verb: Verb
    stages: frozenset[Stage]
    statuses: frozenset[Status]
    stage: Stage | None = None
    status: Status | None = None


def _from(*members: models.TextChoices) -> frozenset:
    return frozenset(members)


OPEN = _from(Status.UNPUBLISHED, Status.PUBLISHED, Status.WITHDRAWN, Status.REGISTERED)
SEEN = _from(Status.PUBLISHED, Status.WITHDRAWN)
DRAFTS = _from(Stage.DRAFT, Stage.RETURNED)
UNDER_WAY = _from(Stage.IN_REVIEW, Stage.APPROVED)
KEPT = frozenset(Stage) - {Stage.DISCARDED}

TRANSITIONS = (
    Transition(Verb.EDIT, DRAFTS, OPEN),
    Transition(Verb.EDIT, UNDER_WAY | {Stage.DONE}, OPEN, stage=Stage.DRAFT),
    Transition(Verb.SUBMIT, DRAFTS, OPEN, stage=Stage.IN_REVIEW),
    Transition(Verb.RECALL, UNDER_WAY, OPEN, stage=Stage.DRAFT),
    Transition(Verb.RETURN, _from(Stage.IN_REVIEW), OPEN, stage=Stage.RETURNED),
    Transition(Verb.APPROVE, _from(Stage.IN_REVIEW), OPEN, stage=Stage.APPROVED),
    Transition(Verb.SCHEDULE, _from(Stage.APPROVED), OPEN),
    Transition(
        Verb.PUBLISH,
        _from(Stage.APPROVED),
        _from(Status.UNPUBLISHED, Status.REGISTERED),
        stage=Stage.DONE,
        status=Status.PUBLISHED,
    ),
    Transition(Verb.CORRECT, _from(Stage.APPROVED), _from(Status.PUBLISHED), stage=Stage.DONE),
    Transition(
        Verb.REPUBLISH,
        _from(Stage.APPROVED),
        _from(Status.WITHDRAWN),
        stage=Stage.DONE,
        status=Status.PUBLISHED,
    ),
    Transition(
        Verb.REGISTER,
        _from(Stage.APPROVED),
        _from(Status.UNPUBLISHED, Status.REGISTERED),
        stage=Stage.DONE,
        status=Status.REGISTERED,
    ),
    Transition(
        Verb.PUBLISH_URGENT,
        DRAFTS | {Stage.IN_REVIEW},
        _from(Status.UNPUBLISHED),
        stage=Stage.IN_REVIEW,
        status=Status.PUBLISHED,
    ),
    Transition(Verb.CONFIRM_URGENT, _from(Stage.IN_REVIEW), SEEN, stage=Stage.DONE),
    Transition(Verb.WITHDRAW, KEPT, _from(Status.PUBLISHED), status=Status.WITHDRAWN),
    Transition(Verb.REMOVE, KEPT, SEEN, status=Status.REMOVED, stage=Stage.DONE),
    Transition(Verb.MERGE, KEPT, SEEN, status=Status.MERGED, stage=Stage.DONE),
    Transition(Verb.DISCARD, DRAFTS, _from(Status.UNPUBLISHED), stage=Stage.DISCARDED),
    Transition(Verb.DROP_CORRECTION, DRAFTS, OPEN - {Status.UNPUBLISHED}, stage=Stage.DONE),
)


def transition(verb: Verb, stage: str, status: str) -> Transition | None:
    """The row of the table that lets `verb` happen now, or None."""
    for row in TRANSITIONS:
        if row.verb == verb and stage in row.stages and status in row.statuses:
            return row
    return None
