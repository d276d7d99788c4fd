"""Whoever does not pay in time: the time runs from the day on which the fee notice arrived."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.foi import actions
from mingbai.foi.models import FeeNotice
from mingbai.foi.states import State
from mingbai.letters.kinds import Kind
from tests.foi.making import answered, at, drafted, make_request

pytestmark = pytest.mark.django_db


def arrived(cast, request, on):
    letter = request.letters.get(kind=Kind.FEE_NOTICE)
    return actions.prove_delivery(letter=letter, on=on, note="已读回执", by=cast.foi_officer)


def test_a_request_lapses_after_twenty_working_days_without_payment(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.AWAITING_FEE)
    with at(date(2026, 3, 4)):
        arrived(cast, request, date(2026, 3, 3))
    assert FeeNotice.objects.get(request=request).due_on == date(2026, 3, 31)
    with at(date(2026, 3, 31)), pytest.raises(ValidationError, match="还没有过"):
        drafted(cast, request, "other_fee_unpaid", "")
    with at(date(2026, 4, 1)):
        answered(cast, request, "other_fee_unpaid", "")
    assert (request.state, request.answered_on) == (State.ANSWERED, date(2026, 4, 1))


def test_a_notice_whose_arrival_nobody_proved_never_lapses(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.AWAITING_FEE)
    with at(date(2026, 9, 1)), pytest.raises(ValidationError, match="还没有过"):
        drafted(cast, request, "other_fee_unpaid", "")


def test_the_arrival_counts_once_however_often_it_is_proved(cast):
    with at(date(2026, 3, 2)):
        request = make_request(cast, State.AWAITING_FEE)
        for _ in range(2):
            arrived(cast, request, date(2026, 3, 2))
    assert request.log.filter(event="fee_notice_received").count() == 1
