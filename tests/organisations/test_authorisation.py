from itertools import combinations

import pytest

from mingbai.organisations.authorisation import ACTIONS, ADMINISTRATORS, TABLE, roles_for, scope_for
from mingbai.organisations.models import Role

ACCOUNTING = {f"{one}.read" for one in ("duty", "register", "plan", "evaluation", "report", "upkeep")}
ON_CHANNELS = {"posting.read", "archive.read"}
READING = (
    {"record.read", "original.read", "event.read", "search.staff", "foi.figures"} | ACCOUNTING | ON_CHANNELS
)
FOR_VILLAGES = ("feedback.", "posting.", "rendering.", "place.", "archive.", "outbox.", "household.")
CONTENT = ("record.", "original.", "cms.", "document.", "search.", "lexicon.", "catalogue.", "route.")


def actions_of(role):
    return {grant.action for grant in TABLE if grant.role == role}


def test_every_grant_names_a_known_action_role_and_scope():
    for grant in TABLE:
        assert grant.action in ACTIONS
        assert grant.role in Role
        assert grant.scope in {"own", "own_and_below", "all"}


def test_no_grant_stands_twice():
    pairs = [(grant.role, grant.action) for grant in TABLE]

    assert len(pairs) == len(set(pairs))


def test_every_action_is_granted_and_every_role_may_do_something():
    assert {grant.action for grant in TABLE} == set(ACTIONS)
    assert {grant.role for grant in TABLE} == set(Role)


@pytest.mark.parametrize(("one", "other"), list(combinations(ADMINISTRATORS, 2)))
def test_the_three_administrators_share_no_action(one, other):
    assert not actions_of(one) & actions_of(other)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_no_administrator_touches_content(role):
    assert not [action for action in actions_of(role) if action.startswith(CONTENT)]


def test_the_auditor_only_reads_and_reads_everywhere():
    assert actions_of(Role.AUDITOR) == READING
    assert {grant.scope for grant in TABLE if grant.role == Role.AUDITOR} == {"all"}


def test_the_audit_administrator_sees_the_trail_and_nothing_else():
    assert actions_of(Role.AUDIT_ADMIN) == {"event.read"}


def test_the_county_office_decides_no_review_of_others():
    deciding = {"record.check", "record.secrecy", "record.approve", "record.publish", "record.waive"}

    assert not deciding & actions_of(Role.COUNTY_OFFICE)


def test_only_the_approver_publishes_before_review():
    assert roles_for("record.publish_urgent") == (Role.APPROVER,)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.DRAFTER])
def test_writers_reach_their_own_organisation_only(role):
    """But for a village without staff: its township answers readers, hangs its sheets and keeps its lists."""
    grants = [grant for grant in TABLE if grant.role == role]

    assert {grant.scope for grant in grants if not grant.action.startswith(FOR_VILLAGES)} == {"own"}
    assert "own_and_below" not in {grant.scope for grant in grants if grant.action == "archive.make"}


def test_an_action_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        roles_for("record.fly")


def test_a_role_without_the_grant_has_no_scope():
    assert scope_for(Role.REPORTER, "record.approve") is None
