"""The stories of requests hold together on any day, before anything is played."""

from datetime import date
from itertools import pairwise

import pytest

from mingbai.demo import county, disputes, reporting
from mingbai.demo.requests.offices import TAKING
from mingbai.demo.requests.people import KINDS, PEOPLE
from mingbai.demo.requests.playing import STORIES, VERBS, plan
from mingbai.demo.settling import BEGIN
from mingbai.foi.rules.receipt import Way
from mingbai.foi.states import ApplicantKind, State
from mingbai.letters.rules.outcomes import Leaf
from mingbai.remedies.states import ENDINGS
from mingbai.timelimits.queries import as_packaged

TODAY = date(2026, 11, 21)
DAYS = [TODAY, date(2027, 1, 4), date(2027, 7, 18), date(2028, 2, 29)]
LEFT_OUT = {Leaf.OTHER}
"""其他 is what a withdrawn request counts as; no story is answered with it."""


@pytest.fixture(scope="module")
def calendar():
    return as_packaged().calendar()


def test_more_than_forty_requests_come_in_every_way_and_reach_every_state():
    assert len(STORIES) >= 40
    assert {one.way for one in STORIES} == set(Way)
    assert {one.state for one in STORIES} == set(State)


def test_every_outcome_is_answered_at_least_once():
    given = {move.given["leaf"] for one in STORIES for move in one.moves if move.verb == "draft"}

    assert given - {""} == set(Leaf) - LEFT_OUT


def test_all_kinds_of_applicants_ask_and_some_ask_together():
    assert {*KINDS.values(), ApplicantKind.PERSON} == set(ApplicantKind)
    assert {who for one in STORIES for who in one.people} <= set(PEOPLE)
    assert any(len(one.people) > 2 for one in STORIES)


def test_stories_are_told_with_known_verbs_to_offices_that_take_requests():
    assert {move.verb for one in STORIES for move in one.moves} <= set(VERBS)
    assert {one.place for one in STORIES} == {one.place for one in TAKING}
    assert len({one.key for one in STORIES}) == len(STORIES)


@pytest.mark.parametrize("place", [one.place for one in TAKING])
def test_every_office_has_an_officer_and_others_who_check_and_sign(place):
    officer = county.worker(place, "foi_officer")

    assert officer.organisation == place
    for role in ("checker", "secrecy_reviewer", "approver"):
        reviewer = county.reviewer(place, role)
        assert reviewer.organisation == place and reviewer != officer


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_happens_before_the_county_began_or_after_today(calendar, today):
    for one in STORIES:
        days = [row.on for row in plan(one, today, calendar)]
        assert days[0] > BEGIN and days[-1] <= today, one.key
        assert all(early <= late for early, late in pairwise(days))


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_reports_are_told_of_years_whose_january_is_over(today):
    earlier, later = reporting.years(today)

    assert earlier + 1 == later
    assert date(later + 1, 1, 31) <= today


def test_cases_end_in_every_way_and_some_have_not_ended():
    assert {one.result for one in disputes.DISPUTES} == {"", *ENDINGS}
    assert {one.story for one in disputes.DISPUTES} <= {one.key for one in STORIES}
