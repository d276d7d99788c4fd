"""Table four: which cases a year counts, by hand."""

from datetime import date

import pytest

from mingbai.remedies import actions, queries
from mingbai.remedies.rules.counting import Standing, cells, standing_in
from mingbai.remedies.states import Group, Result
from mingbai.report_check.form.four import GROUPS, RESULTS
from tests.remedies.making import decided, review, suit


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("began", "ended", "by_year"),
    [
        ("2025-03-01", "2025-05-01", {2024: None, 2025: "upheld", 2026: None}),
        ("2025-11-01", "2026-01-05", {2025: "pending", 2026: "upheld", 2027: None}),
        ("2025-12-31", "", {2024: None, 2025: "pending", 2026: "pending"}),
        ("2026-01-01", "2026-12-31", {2025: None, 2026: "upheld", 2027: None}),
        ("2024-06-01", "2026-02-01", {2024: "pending", 2025: "pending", 2026: "upheld"}),
    ],
)
def test_a_case_counts_as_it_stands_on_the_last_day_of_the_year(began, ended, by_year):
    case = Standing(1, Group.REVIEW, day(began), day(ended), Result.UPHELD)
    for year, expected in by_year.items():
        assert [result for _, result in standing_in(year, [case])] == ([expected] if expected else [])


def test_an_appeal_stands_in_for_its_first_instance_from_the_year_it_began():
    first = Standing(1, Group.DIRECT, day("2025-03-01"), day("2025-12-20"), Result.UPHELD)
    appeal = Standing(2, Group.DIRECT, day("2026-01-10"), day("2026-03-10"), Result.CORRECTED, appeal_of=1)
    assert standing_in(2025, [first, appeal]) == [(first, Result.UPHELD)]
    assert standing_in(2026, [first, appeal]) == [(appeal, Result.CORRECTED)]
    early = Standing(2, Group.DIRECT, day("2025-12-28"), None, Result.PENDING, appeal_of=1)
    assert standing_in(2025, [first, early]) == [(early, Result.PENDING)]


def test_every_cell_of_the_form_is_there_under_its_printed_words():
    found = cells([])
    assert len(found) == 12 and set(found.values()) == {0}
    assert tuple(group.label for group in Group) == GROUPS
    assert tuple(result.label for result in Result) == RESULTS[:4]


@pytest.mark.django_db
def test_the_figures_of_an_organisation_are_its_cases(cast, answered):
    upheld, pending = (
        review(cast, [answered]),
        review(cast, [answered], began_on=date(2026, 5, 1), served_on=None),
    )
    decided(cast, upheld, "upheld", date(2026, 5, 20))
    court = suit(cast, [answered], follows=upheld, began_on=date(2026, 6, 1), served_on=None)
    decided(cast, court, "corrected", date(2026, 9, 1))
    gone = suit(cast, [answered])
    actions.void(case=gone, reason="登记错", by=cast.foi_officer)
    found = queries.figures([cast.town], 2026)
    assert {cell: count for cell, count in found.items() if count} == {
        (Group.REVIEW, Result.UPHELD): 1,
        (Group.REVIEW, Result.PENDING): 1,
        (Group.AFTER_REVIEW, Result.CORRECTED): 1,
    }
    assert queries.cases_in([cast.town], 2026, Group.REVIEW, Result.PENDING) == [pending]
    assert not any(queries.figures([cast.next_town], 2026).values())
    assert queries.figures([cast.town], 2027)[Group.REVIEW, Result.PENDING] == 1
