from datetime import date

import pytest

from mingbai.notifications.models import Notice
from mingbai.remedies import actions
from mingbai.remedies.due_dates import open_dues, remind
from tests.foi.making import NAME
from tests.remedies.making import at

pytestmark = pytest.mark.django_db


def told(cast) -> list[str]:
    rows = Notice.objects.filter(text__contains="书面答复").order_by("pk")
    return [f"{one.user.username} {one.key.split(':')[3]}" for one in rows]


def test_the_officer_is_reminded_once_before_and_everybody_who_signs_when_it_is_late(cast, case):
    """Our answer is due on 20 April 2026."""
    for day, expected in (
        (date(2026, 4, 14), []),
        (date(2026, 4, 15), ["foiofficer soon"]),
        (date(2026, 4, 20), ["foiofficer soon"]),
        (date(2026, 4, 21), ["foiofficer soon", "foiofficer overdue", "approver overdue"]),
    ):
        with at(day):
            remind()
            remind()
        assert sorted(told(cast)) == sorted(expected), day
    assert not any(NAME in one.text for one in Notice.objects.filter(key__startswith="remedy:"))


def test_what_was_handed_in_is_not_reminded_of(cast, case):
    actions.record_step(case=case, event="answered", on=date(2026, 4, 10), by=cast.foi_officer)
    with at(date(2026, 4, 18)):
        assert remind() == ""


def test_open_deadlines_follow_the_calendar(cast, case):
    dues = {one.due for one in open_dues().values()}
    assert dues == {date(2026, 4, 20), date(2026, 6, 1)}
    actions.void(case=case, reason="登记错", by=cast.foi_officer)
    assert open_dues() == {}
