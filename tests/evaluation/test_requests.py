"""Measures of information on request show numbers of files and nothing of what they are about."""

from datetime import date

import pytest

from mingbai.evaluation import measures
from mingbai.evaluation.queries.reach import groups_of
from mingbai.timelimits.periods import of_key
from tests.foi.making import answered, at, make_request

pytestmark = pytest.mark.django_db
Q2 = of_key("2026Q2")


def number(key, place):
    return measures.compute(measures.get(key), groups_of([place], False), Q2)[place.pk]


@pytest.fixture
def two_answers(cast):
    """Received on 2 March, due on 30 March: one answered on 30 March, one on 3 April, one never."""
    with at(date(2026, 3, 2)):
        first, second, _ = make_request(cast), make_request(cast), make_request(cast)
    with at(date(2026, 3, 30)):
        answered(cast, first)
    with at(date(2026, 4, 3)):
        return answered(cast, second)


def test_an_answer_counts_in_the_period_in_which_it_was_given(two_answers, cast):
    assert number("requests.in_time", cast.town).words == "0%（0／1）"
    assert number("requests.in_time", cast.next_town).value is None


def test_a_late_answer_is_listed_by_its_number_alone(two_answers, cast):
    measure = measures.get("requests.late")
    rows = list(measure.rows(Q2))
    entry = measure.described(rows[0])
    assert number("requests.late", cast.town).value == 1
    assert (entry.text, entry.on, entry.url) == (two_answers.number, date(2026, 4, 3), "")


def test_a_request_still_without_an_answer_is_late_where_it_was_due(two_answers, cast):
    rows = measures.get("requests.late").rows(of_key("2026Q1"))
    assert [one.answered_on for one in rows] == [None]
