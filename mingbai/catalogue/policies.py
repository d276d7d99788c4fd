"""May this person change the catalogue there? The answers come from the authorisation table."""

from mingbai.accounts.models import User
from mingbai.catalogue.models import Change
from mingbai.catalogue.states import State
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.policies import may

# What frees an organisation from a duty is decided one level up.
DECIDED_ABOVE = {Change.Kind.EXCLUDE, Change.Kind.RETIRE}


def is_county(organisation: Organisation | None) -> bool:
    """Whether a layer is kept by the county office: the national rows and the county's own."""
    return organisation is None or organisation.kind == Kind.COUNTY


def may_manage(user: User) -> Verdict:
    """Keep the county's rows, and say whose list a row belongs to."""
    return may(user, "catalogue.manage", None)


def may_propose(user: User, organisation: Organisation | None) -> Verdict:
    """Draft changes of a layer: the county office for the county's, everybody else for the own."""
    if is_county(organisation):
        return may_manage(user)
    return may(user, "catalogue.overlay", organisation)


def may_keep(user: User, organisation: Organisation) -> Verdict:
    """Look after an organisation's own list: take rows in, name who is responsible."""
    return may_manage(user) if is_county(organisation) else may(user, "catalogue.overlay", organisation)


def may_edit(user: User, change: Change) -> Verdict:
    if change.state not in {State.DRAFT, State.RETURNED}:
        return no(f"这项变更现在是“{change.get_state_display()}”，不能修改。")
    return may_propose(user, change.organisation)


def may_cancel(user: User, change: Change) -> Verdict:
    return may_propose(user, change.organisation)


def may_review(user: User, change: Change) -> Verdict:
    """Approve or send back: never the person who drafted it.

    The county office decides on every change; a second person of the organisation on narrowing and
    adding; whoever keeps the catalogue one level up also on what frees the organisation from a duty.
    """
    if change.drafted_by_id == user.pk:
        return no("这项变更是您起草的，须由另一个人审核。")
    county = may(user, "catalogue.approve", change.organisation)
    if county or is_county(change.organisation):
        return county
    place = change.organisation
    if change.kind in DECIDED_ABOVE:
        place = place.get_parent() if place is not None else None
        if place is None or is_county(place):
            return no("标注不适用、停用事项由上一级审定，请等县公开办审核。")
        allowed = may(user, "catalogue.overlay", place)
        return YES if allowed else no("标注不适用、停用事项由上一级审定。")
    return may(user, "catalogue.overlay", place)


def may_file(user: User, change: Change) -> Verdict:
    if is_county(change.organisation):
        return no("县级目录的变更由县公开办自己审定，不用再报备。")
    return may(user, "catalogue.overlay", change.organisation)


def may_receipt(user: User, change: Change) -> Verdict:
    if change.filed_by_id == user.pk:
        return no("这份材料是您报备的，须由另一个人接收。")
    return may(user, "catalogue.approve", change.organisation)
