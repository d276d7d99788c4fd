"""Going public: now, at a time, or at once in an emergency."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision

from mingbai.accounts.models import User
from mingbai.disclosures import followers
from mingbai.disclosures.actions.checking import blocking, check
from mingbai.disclosures.actions.filing import put_out, take_in
from mingbai.disclosures.actions.indexing import index_public, index_staff, unindex_public
from mingbai.disclosures.actions.moving import hold, move
from mingbai.disclosures.actions.reading_back import read_back
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.actions.reviewing import Blocked, problems_of, secrecy_holds
from mingbai.disclosures.models import Audience, Information, Openness, Validity, Version
from mingbai.disclosures.policies import may_do, may_publish_urgently
from mingbai.disclosures.queries import content_of, files_of
from mingbai.disclosures.states import Status, Verb
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.reviews import actions as reviews

KINDS = {
    Verb.PUBLISH: "first",
    Verb.PUBLISH_URGENT: "first",
    Verb.CORRECT: "correction",
    Verb.REPUBLISH: "republished",
}


def publish(*, information: Information, by: User | None, at: datetime | None = None) -> Information:
    """Make an approved text public now, or note that it shall be at `at` (aware, in the future).

    `by` is None when the sweep does what an approver scheduled. What is not for proactive
    disclosure is entered in the register instead. Returns the row as it now is.
    """
    if at is not None and at > clock.now():
        return _schedule(information, by, at)
    with transaction.atomic():
        hold(information)
        verb = _verb_for(information)
        if by is not None:
            require(may_do(by, verb, information))
        if not secrecy_holds(information):
            raise Denied("稿件在保密审查之后被改动过，原审查结论已失效，请重新提交审核。")
        copy = information.working_copy
        if verb == Verb.REGISTER:
            return _register(information, copy, by)
        planned = information.go_live_at
        result = _go_public(information, verb, by, {"planned_at": planned})
    return read_back(result)


def _verb_for(information: Information) -> Verb:
    if information.working_copy.openness != Openness.PROACTIVE:
        return Verb.REGISTER
    return {
        Status.PUBLISHED: Verb.CORRECT,
        Status.WITHDRAWN: Verb.REPUBLISH,
    }.get(Status(information.status), Verb.PUBLISH)


@transaction.atomic
def _schedule(information: Information, by: User | None, at: datetime) -> Information:
    if by is None:
        raise TypeError("the system itself schedules nothing")
    require(may_do(by, Verb.SCHEDULE, information))
    move(information, Verb.SCHEDULE, go_live_at=at)
    trail(
        "schedule",
        by=by,
        information=information,
        after=information.digest,
        detail={"at": at.isoformat()},
    )
    return information


def publish_urgent(*, information: Information, by: User, reason: str) -> Information:
    """Publish before review because waiting would do harm; reviewed afterwards, and flagged until then.

    Raises Blocked when the text is incomplete or holds what must never become public.
    """
    require(may_publish_urgently(by, information))
    if not reason.strip():
        raise ValidationError({"reason": "应急发布必须写明理由，事后补审时要核对。"})
    copy = information.working_copy
    report, problems = check(copy), problems_of(copy)
    if copy.openness != Openness.PROACTIVE or copy.audience != Audience.PUBLIC:
        problems["openness"] = "只有主动公开的信息才能应急发布。"
    if problems or blocking(report):
        raise Blocked(problems, blocking(report))
    urgent = {"urgent_reason": reason.strip(), "urgent_pending": True}
    with transaction.atomic():
        hold(information)
        reviews.cancel(thing=information, by=by)
        result = _go_public(information, Verb.PUBLISH_URGENT, by, {"urgent": True}, **urgent)
        reviews.start(thing=result, workflow=result.get_workflow(), by=by)
    return read_back(result)


def _go_public(
    information: Information, verb: Verb, by: User | None, detail: dict[str, Any], **values: Any
) -> Information:
    """The one place where a text becomes public; the caller has asked every policy."""
    before, now = information.public_digest, clock.now()
    note, conceal = information.change_note, information.conceal_previous
    values |= {"published_at": information.published_at or now, "changed_at": now, "go_live_at": None}
    move(information, verb, **values)
    # Read afresh: a revision made in this process still holds the row as it was before the move.
    revision = Revision.objects.get(pk=information.latest_revision_id)
    revision.publish(user=by, log_action=False, skip_permission_checks=True)
    row = Information.objects.select_related("organisation", "theme__parent", "genre", "catalogue_item").get(
        pk=information.pk
    )
    row.public_number += 1
    row.public_digest = row.digest
    row.validity = row.validity or initial_validity(row)
    row.change_note, row.conceal_previous, row.status_note = "", False, ""
    row.urgent_pending = verb == Verb.PUBLISH_URGENT
    row.read_back_at, row.read_back_note = None, ""
    row.save()
    add_version(row, KINDS[verb], note, conceal)
    if row.audience == Audience.PUBLIC:
        put_out(row)
        index_public(row)
    else:
        take_in(row)
        unindex_public(row)
    index_staff(row)
    trail(
        verb,
        by=by,
        information=row,
        before=before,
        after=row.public_digest,
        detail={name: str(value) for name, value in detail.items() if value},
    )
    followers.tell(row)
    return row


def initial_validity(information: Information) -> str:
    """Only policy texts have a validity; one that has run out when published says so at once."""
    if information.expires_on and information.expires_on < clock.today():
        return Validity.EXPIRED
    if information.genre and information.genre.is_policy:
        return Validity.IN_FORCE
    return ""


def add_version(information: Information, kind: str, note: str = "", conceal: bool = False) -> Version:
    """Keep what the public sees from now on; `conceal` hides the text of all earlier versions."""
    if conceal:
        information.versions.update(concealed=True)
    return Version.objects.create(
        information=information,
        number=information.public_number,
        kind=kind,
        note=note,
        at=information.changed_at or clock.now(),
        content=content_of(information, files_of(information)),
        digest=information.public_digest,
    )


def _register(information: Information, copy: Information, by: User | None) -> Information:
    """Enter an on-request or withheld text in the register: approved, numbered, not public."""
    move(information, Verb.REGISTER, go_live_at=None)
    copy.stage, copy.status, copy.go_live_at = information.stage, information.status, None
    copy.has_unpublished_changes, copy.live_revision_id = False, copy.latest_revision_id
    copy.save()
    index_staff(copy)
    trail(
        "register",
        by=by,
        information=copy,
        after=copy.digest,
        detail={"openness": copy.openness, "ground": copy.ground_id or ""},
    )
    followers.tell(copy)
    return copy
