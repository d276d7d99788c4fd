from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mingbai.disclosures import actions
from mingbai.disclosures.rules import index_number
from mingbai.lib import clock


def test_numbers_run_on_within_organisation_and_year(cast):
    numbers = [
        actions.create(organisation=place, by=who).index_number.split("-")[-1]
        for place, who in [
            (cast.town, cast.drafter),
            (cast.town, cast.drafter),
            (cast.next_town, cast.stranger),
        ]
    ]
    assert numbers == ["00001", "00002", "00001"]


def test_numbers_begin_again_with_the_year(cast):
    actions.create(organisation=cast.town, by=cast.drafter)
    with clock.at(datetime(2031, 1, 1, 9, tzinfo=clock.CHINA)):
        information = actions.create(organisation=cast.town, by=cast.drafter)
    assert information.index_number == "MB10/2031-00001"


def test_a_new_rule_never_renumbers_the_past(cast):
    old = actions.create(organisation=cast.town, by=cast.drafter)
    before = old.index_number
    actions.set_index_rule(
        active_from=clock.today(),
        parts=["organisation", "-", "year", "month", "-", "serial"],
        padding=4,
        reset="year",
        per="organisation",
        by=cast.system_admin,
    )
    new = actions.create(organisation=cast.town, by=cast.drafter)
    old.refresh_from_db()
    assert old.index_number == before
    assert new.index_number.endswith("-0002")


@pytest.mark.parametrize(
    ("parts", "reset", "per"),
    [
        (["organisation", "year"], "year", "organisation"),
        (["organisation", "serial"], "year", "organisation"),
        (["year", "serial"], "year", "organisation"),
    ],
)
def test_a_rule_that_could_give_one_number_twice_is_refused(cast, parts, reset, per):
    with pytest.raises(ValidationError):
        actions.set_index_rule(
            active_from=date(2026, 1, 1), parts=parts, padding=5, reset=reset, per=per, by=cast.system_admin
        )


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(1, 8))
def test_different_serials_give_different_numbers(one, other, padding):
    def number(serial):
        return index_number(
            ["organisation", "/", "year", "-", "serial"],
            organisation_code="X",
            on=date(2026, 1, 1),
            serial=serial,
            padding=padding,
        )

    assert (number(one) == number(other)) == (one == other)


def test_a_new_rule_passes_over_numbers_that_the_old_one_gave_out(cast):
    given = {actions.create(organisation=cast.town, by=cast.drafter).index_number for _ in range(2)}
    actions.set_index_rule(
        active_from=clock.today(),
        parts=["organisation", "/", "year", "-", "serial"],
        padding=5,
        reset="never",
        per="organisation",
        by=cast.system_admin,
    )
    assert actions.create(organisation=cast.town, by=cast.drafter).index_number not in given


def test_a_rule_whose_numbers_would_not_fit_is_refused(cast):
    with pytest.raises(ValidationError, match="80 个字"):
        actions.set_index_rule(
            active_from=clock.today(),
            parts=["organisation", "长" * 72, "year", "serial"],
            padding=5,
            reset="year",
            per="organisation",
            by=cast.system_admin,
        )
