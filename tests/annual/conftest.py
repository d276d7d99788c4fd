"""青禾镇's year 2025, looked at on 12 January 2026."""

from datetime import date

import pytest

from mingbai.organisations.models import Kind, Membership, Organisation, Role
from tests.annual.making import january, request


@pytest.fixture(autouse=True)
def in_january(db):
    with january():
        yield


@pytest.fixture
def year(cast):
    """Requests of 2025 by hand: 6 received in the year, 2 carried over, 5 dealt with, 3 left."""
    town = cast.town
    return {
        "carried_and_answered": request(town, date(2024, 12, 20), date(2025, 1, 9)),
        "carried_and_open": request(town, date(2024, 12, 31), None, "business"),
        "granted": request(town, date(2025, 1, 1), date(2025, 1, 20)),
        "partly": request(town, date(2025, 3, 3), date(2025, 3, 20), "business", "partly_granted"),
        "withdrawn": request(town, date(2025, 5, 6), date(2025, 5, 8), "person", "other", state="withdrawn"),
        "unclear": request(
            town, date(2025, 6, 2), date(2025, 12, 31), "legal_service", "not_held_unclear", state="archived"
        ),
        "answered_next_year": request(town, date(2025, 12, 30), date(2026, 1, 5), "research", "not_held"),
        "open": request(town, date(2025, 12, 31), None, "other"),
        # What the report must not count.
        "next_year": request(town, date(2026, 1, 1)),
        "last_year": request(town, date(2024, 5, 1), date(2024, 5, 20)),
        "merged": request(town, date(2025, 4, 1), state="merged"),
        "void": request(town, date(2025, 4, 1), state="void"),
        "not_yet_received": request(town, None, state="submitted"),
        "correction": request(town, date(2025, 4, 1), date(2025, 4, 9), about="correction"),
        "elsewhere": request(cast.next_town, date(2025, 4, 1), date(2025, 4, 9)),
    }


@pytest.fixture
def county(cast):
    """明白县 with an approver and a department; 青禾镇 and 临河镇 stand below it already."""
    department = cast.county.add_child(code="MB30", kind=Kind.DEPARTMENT, name="明白县教育局", slug="jiaoyu")
    people = {}
    for name, full_name, place, role in (
        ("county_approver", "县签", cast.county, Role.APPROVER),
        ("county_drafter", "县拟", cast.county, Role.DRAFTER),
        ("next_approver", "林签", cast.next_town, Role.APPROVER),
        ("department_drafter", "教拟", department, Role.DRAFTER),
        ("department_approver", "教签", department, Role.APPROVER),
    ):
        user = type(cast.drafter).objects.create(username=name, full_name=full_name)
        Membership.objects.create(user=user, organisation=place, role=role, valid_from=date(2020, 1, 1))
        people[name] = user
    return {"department": Organisation.objects.get(pk=department.pk), **people}
