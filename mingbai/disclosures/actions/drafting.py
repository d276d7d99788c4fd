"""Making and changing working copies."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.actions.indexing import index_staff
from mingbai.disclosures.actions.moving import hold, move
from mingbai.disclosures.actions.numbering import next_index_number
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import CONTENT_FIELDS, Comment, Information
from mingbai.disclosures.policies import may_comment, may_create, may_do
from mingbai.disclosures.queries import content_of
from mingbai.disclosures.rules import digest_of
from mingbai.disclosures.states import Status, Verb
from mingbai.lib import clock
from mingbai.lib.html import clean_html
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.reviews import actions as reviews


class Conflict(Exception):
    """Somebody saved in between. `theirs` is the record as it is now, `mine` what was to be saved."""

    def __init__(self, theirs: Information, mine: dict[str, Any]) -> None:
        super().__init__("这条信息刚刚被别人修改过，您的修改没有保存。")
        self.theirs = theirs
        self.mine = mine


@transaction.atomic
def create(*, organisation: Organisation, by: User, **content: Any) -> Information:
    """Begin a draft; it may be incomplete. The index number is given now and never changes."""
    require(may_create(by, organisation))
    _refuse_unknown(content)
    information = Information(
        organisation=organisation,
        issuer_name=content.pop("issuer_name", "") or organisation.name,
        index_number=next_index_number(organisation, clock.today()),
        live=False,
        drafted_by=by,
        last_edited_by=by,
        created_at=clock.now(),
        edited_at=clock.now(),
    )
    _assign(information, content)
    information.save()
    information.digest = digest_of(content_of(information))
    _revise(information, by)
    trail(
        "create",
        by=by,
        information=information,
        after=information.digest,
        detail={"index_number": information.index_number},
    )
    return information


@transaction.atomic
def edit(*, information: Information, by: User, base: int | None, **content: Any) -> Information:
    """Save changes as a new revision and return the working copy.

    `base` is the revision the person began from; when another was saved meanwhile, nothing is
    written and Conflict is raised. Editing during review or after approval voids the review;
    editing a published text begins a correction that the public does not see.
    """
    require(may_do(by, Verb.EDIT, information))
    _refuse_unknown(content)
    hold(information)
    if "organisation" in content:
        require(may_create(by, content["organisation"]))
    row = Information.objects.select_related("latest_revision").get(pk=information.pk)
    copy = row.working_copy
    if base != row.latest_revision_id:
        raise Conflict(theirs=copy, mine=content)
    before = row.digest
    _assign(copy, content)
    copy.clean_fields(exclude=[name.name for name in copy._meta.fields if name.name not in content])
    copy.digest = digest_of(content_of(copy))
    if copy.digest == before:
        return copy
    reviews.cancel(thing=row, by=by)
    move(row, Verb.EDIT, go_live_at=None)
    copy.stage, copy.go_live_at = row.stage, None
    copy.last_edited_by, copy.edited_at = by, clock.now()
    if not copy.live and copy.status == Status.UNPUBLISHED:
        copy.save()
    else:
        Information.objects.filter(pk=copy.pk).update(
            digest=copy.digest, last_edited_by=by, edited_at=copy.edited_at, has_unpublished_changes=True
        )
        copy.has_unpublished_changes = True
    _revise(copy, by)
    trail(
        "edit",
        by=by,
        information=copy,
        before=before,
        after=copy.digest,
        detail={"fields": sorted(content)},
    )
    return copy


@transaction.atomic
def discard(*, information: Information, by: User) -> None:
    """Give up a draft that was never public, or the correction of one that is."""
    if information.status == Status.UNPUBLISHED:
        verb, values = Verb.DISCARD, {}
    else:
        verb, values = Verb.DROP_CORRECTION, _as_published(information)
    require(may_do(by, verb, information))
    hold(information)
    move(information, verb, **values)
    index_staff(Information.objects.get(pk=information.pk))
    trail(verb, by=by, information=information)


def _as_published(information: Information) -> dict[str, Any]:
    """The columns of a record whose correction is dropped: the row is its text again."""
    return {
        "latest_revision": information.live_revision,
        "has_unpublished_changes": False,
        "digest": digest_of(content_of(information)),
        "change_note": "",
    }


@transaction.atomic
def comment(*, information: Information, text: str, by: User) -> Comment:
    require(may_comment(by, information))
    if not text.strip():
        raise ValidationError({"text": "请填写意见内容。"})
    note = Comment.objects.create(information=information, text=text.strip(), by=by, at=clock.now())
    trail("comment", by=by, information=information)
    return note


@transaction.atomic
def lock(*, information: Information, by: User, locked: bool = True) -> None:
    """Keep others from editing while one person works on a text longer; the holder or nobody."""
    require(may_do(by, Verb.EDIT, information))
    Information.objects.filter(pk=information.pk).update(
        locked=locked, locked_by=by if locked else None, locked_at=clock.now() if locked else None
    )
    trail(
        "lock" if locked else "unlock",
        by=by,
        information=information,
    )


def _assign(information: Information, content: dict[str, Any]) -> None:
    for name, value in content.items():
        setattr(information, name, _storable(name, value))


LONG_TEXTS = {"body", "summary", "ground_note"}


def _storable(name: str, value: Any) -> Any:
    """A value of a content field without the characters that databases, feeds or pages refuse."""
    if name == "body":
        return clean_html(storable(value))
    if isinstance(value, list):
        return [one_line(one) if isinstance(one, str) else one for one in value]
    if not isinstance(value, str):
        return value
    return storable(value) if name in LONG_TEXTS else one_line(value)


def _refuse_unknown(content: dict[str, Any]) -> None:
    if unknown := set(content) - set(CONTENT_FIELDS):
        raise TypeError(f"not content of a record: {', '.join(sorted(unknown))}")


def _revise(information: Information, by: User | None) -> None:
    information.save_revision(user=by, clean=False, changed=information.live)
    if not information.live:
        Information.objects.filter(pk=information.pk).update(digest=information.digest)
    index_staff(information)


__all__ = ["Conflict", "comment", "create", "discard", "edit", "lock"]
