"""The invented county: codes, people and who reviews for whom."""

import pytest
from stdnum.cn import uscc

from mingbai.demo import county


@pytest.mark.parametrize("organisation", county.ORGANISATIONS, ids=lambda row: row.key)
def test_every_code_is_well_formed_and_belongs_to_no_real_region(organisation):
    assert uscc.is_valid(organisation.code)
    assert organisation.code[2:8] == "990001"


def test_the_county_has_the_bodies_the_demonstration_promises():
    kinds = [row.kind for row in county.ORGANISATIONS if row.valid_to is None]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "county": 1,
        "department": 5,  # the office and four more
        "township": 3,
        "station": 4,
        "village": 6,
        "enterprise": 1,
    }


def test_every_parent_exists_and_stands_before_its_children():
    seen = {""}
    for organisation in county.ORGANISATIONS:
        assert organisation.parent in seen
        seen.add(organisation.key)


def test_codes_keys_telephones_and_user_names_are_unique():
    rows = county.ORGANISATIONS
    for values in (
        [row.code for row in rows],
        [row.key for row in rows],
        [row.telephone for row in rows],
        [person.username for person in county.PEOPLE],
        [person.name for person in county.PEOPLE],
    ):
        assert len(values) == len(set(values))


def test_one_body_was_renamed_and_one_merged_on_a_day():
    assert any(row.former_names for row in county.ORGANISATIONS)
    merged = [row for row in county.ORGANISATIONS if row.merged_into]
    assert [(row.key, row.merged_into) for row in merged] == [("forestry", "land")]
    assert merged[0].valid_to


@pytest.mark.parametrize("key", ["qinghe", "liudu", "civil", "office"])
def test_a_full_set_of_people_works_in_the_towns_and_departments_shown(key):
    roles = {role for person in county.PEOPLE if person.organisation == key for role in person.roles}

    assert {"drafter", "checker", "secrecy_reviewer", "approver", "organisation_admin"} <= roles


def test_every_role_has_somebody():
    roles = {role for person in county.PEOPLE for role in person.roles}

    assert roles >= {"reporter", "county_office", "auditor", "system_admin", "security_admin", "audit_admin"}


@pytest.mark.parametrize("organisation", county.ORGANISATIONS, ids=lambda row: row.key)
@pytest.mark.parametrize("role", ["checker", "secrecy_reviewer", "approver"])
def test_every_body_has_a_reviewer_who_is_not_its_drafter(organisation, role):
    reviewer = county.reviewer(organisation.key, role)

    assert not {"drafter", "reporter"} & set(reviewer.roles)


def test_a_role_nobody_holds_above_is_an_error():
    with pytest.raises(LookupError):
        county.reviewer("dongtang", "no_such_role")


def test_stand_ins_name_people_of_the_county():
    names = {person.username for person in county.PEOPLE}
    for row in county.STAND_INS:
        assert {row.username, row.for_username} <= names
        assert row.from_day <= row.to_day
