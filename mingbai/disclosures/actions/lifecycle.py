"""What happens to a text after it was published: taken back, merged, amended, repealed, expired."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures import followers
from mingbai.disclosures.actions.filing import take_in
from mingbai.disclosures.actions.indexing import index_public, index_staff, unindex_public
from mingbai.disclosures.actions.moving import hold, move
from mingbai.disclosures.actions.publishing import add_version
from mingbai.disclosures.actions.reading_back import read_back
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Audience, Information, Relation, Validity
from mingbai.disclosures.policies import may_do, may_manage_life, may_read
from mingbai.disclosures.states import Status, Verb
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.reviews import actions as reviews


def withdraw(*, information: Information, reason: str, by: User) -> Information:
    """Take a text back: its address answers 410 with a note that says why, its files are gone."""
    with transaction.atomic():
        _end_publicly(information, Verb.WITHDRAW, reason, by)
        take_in(information)
        _version(information, "withdrawn", reason)
    return read_back(information)


def remove(*, information: Information, reason: str, by: User) -> Information:
    """Take down what was published in error: page, files and earlier versions are gone (410)."""
    with transaction.atomic():
        hold(information)
        reviews.cancel(thing=information, by=by)
        _end_publicly(information, Verb.REMOVE, reason, by)
        take_in(information)
        information.versions.update(concealed=True)
    return read_back(information)


def merge(*, information: Information, into: Information, reason: str, by: User) -> Information:
    """Let the address of a text that was published twice lead to the other one."""
    require(may_read(by, into))
    with transaction.atomic():
        hold(information, into)
        into.refresh_from_db(fields=["status", "audience"])
        if into.pk == information.pk or into.status != Status.PUBLISHED or into.audience != Audience.PUBLIC:
            raise ValidationError({"into": "请选择另一条已公开的信息。"})
        reviews.cancel(thing=information, by=by)
        _end_publicly(information, Verb.MERGE, reason, by, merged_into=into)
        take_in(information)
    return read_back(information)


def _end_publicly(information: Information, verb: Verb, reason: str, by: User, **values: Any) -> None:
    require(may_do(by, verb, information))
    if not reason.strip():
        raise ValidationError({"reason": f"请写明{verb.label}的理由，公众会看到这句话。"})
    # A correction that was to come at a time must not bring back what was just taken down.
    values |= {"status_note": reason.strip()[:500], "changed_at": clock.now(), "go_live_at": None}
    move(information, verb, **values)
    unindex_public(information)
    _event(verb, information, by, {"reason": reason.strip()})
    followers.tell(information)


def _version(information: Information, kind: str, note: str) -> None:
    """A public change that is not of the text: the same content, a new version with its note."""
    row = Information.objects.select_related("organisation").get(pk=information.pk)
    row.public_number += 1
    row.changed_at = clock.now()
    add_version(row, kind, note)
    Information.objects.filter(pk=row.pk).update(public_number=row.public_number, changed_at=row.changed_at)
    information.public_number, information.changed_at = row.public_number, row.changed_at


def set_validity(
    *, information: Information, validity: str, note: str, by: User | None, through: Information | None = None
) -> Information:
    """Mark a published text amended, expired or repealed (or in force again), with a public note.

    `through` is the public text that amends or repeals it; both pages then show the link.
    `by` is None when the sweep marks a text whose expiry date has passed.
    """
    if by is not None:
        require(may_manage_life(by, information))
    with transaction.atomic():
        row = mark_validity(information=information, validity=validity, note=note, by=by, through=through)
    return read_back(row)


def mark_validity(
    *, information: Information, validity: str, note: str, by: User | None, through: Information | None = None
) -> Information:
    """The write of `set_validity` inside the caller's transaction; reading back is left to the sweep.

    For actions that mark many texts at once and have asked every policy.
    """
    if validity not in Validity.values:
        raise ValidationError({"validity": "请选择有效性。"})
    row = Information.objects.select_for_update(of=("self",)).get(pk=information.pk)
    if by is None and (row.validity == validity or row.status != Status.PUBLISHED):
        return row  # another sweep, or somebody who took it down, was quicker
    if row.status != Status.PUBLISHED:
        raise ValidationError({"validity": "只有已公开的信息才能标注有效性。"})
    if through is not None:
        if by is not None:
            require(may_read(by, through))
        _relate(through, row, _kind_of(validity))
    Information.objects.filter(pk=row.pk).update(validity=validity, status_note=note.strip()[:500])
    row.refresh_from_db()
    _version(row, validity, note)
    row.refresh_from_db()
    if row.audience == Audience.PUBLIC:
        index_public(row)
    index_staff(row.working_copy)
    _event("validity", row, by, {"validity": validity, "through": through.pk if through else None})
    followers.tell(row)
    return row


def _kind_of(validity: str) -> str:
    kinds = {Validity.REPEALED: Relation.Kind.REPEALS, Validity.EXPIRED: Relation.Kind.ENDS}
    return kinds.get(Validity(validity), Relation.Kind.AMENDS)


@transaction.atomic
def relate(*, source: Information, target: Information, kind: str, by: User) -> Relation:
    """Link two texts, for example an interpretation and its policy."""
    require(may_manage_life(by, source))
    require(may_read(by, target))
    relation = _relate(source, target, kind)
    _event("relate", source, by, {"target": target.pk, "kind": kind})
    return relation


def _relate(source: Information, target: Information, kind: str) -> Relation:
    if source.pk == target.pk:
        raise ValidationError({"target": "不能和自己关联，请选择另一条信息。"})
    if kind not in Relation.Kind.values:
        raise ValidationError({"kind": "请选择关联方式。"})
    return Relation.objects.get_or_create(source=source, target=target, kind=kind)[0]


def _event(verb: str, information: Information, by: User | None, detail: dict[str, Any]) -> None:
    trail(
        verb,
        by=by,
        information=information,
        before=information.public_digest,
        after=information.public_digest,
        detail=detail,
    )
