"""Numbers and the lists behind them are the same rows; nothing due is no rate."""

from datetime import date
from decimal import Decimal

import pytest

from mingbai.evaluation import measures
from mingbai.evaluation.queries.reach import groups_of
from mingbai.timelimits.periods import of_key

Q3 = of_key("2026Q3")


def number(key, place, below=False):
    return measures.compute(measures.get(key), groups_of([place], below), Q3)[place.pk]


def test_the_rate_counts_what_ended_in_time(owed, cast):
    for state in ("met", "nil", "late", "missing", "open", "not_applicable"):
        owed(cast.town, state)
    assert number("duties.coverage", cast.town).words == "50%（2／4）"
    assert number("duties.done", cast.town).part == 3
    assert number("duties.late", cast.town).value == number("duties.missing", cast.town).value == 1


def test_where_nothing_was_due_there_is_no_rate_and_no_count_of_lates(cast):
    assert number("duties.coverage", cast.town).value is None
    assert number("duties.late", cast.town).value is None
    assert number("records.published", cast.town).value == 0


def test_lines_of_another_quarter_do_not_count(owed, cast):
    owed(cast.town, "missing", on=date(2026, 6, 30))
    assert number("duties.missing", cast.town).value is None


def test_with_what_stands_below_or_without(owed, cast):
    owed(cast.village, "missing")
    owed(cast.town, "met")
    assert number("duties.coverage", cast.town).value == 1
    assert number("duties.coverage", cast.town, below=True).value == Decimal("0.5")


def test_a_village_with_a_sheet_of_its_own_counts_there_only(cast):
    groups = groups_of([cast.town, cast.village], True)
    assert groups == {cast.town.pk: cast.town.pk, cast.village.pk: cast.village.pk}


def test_three_nil_reports_in_a_row_are_a_run(owed, cast):
    first = owed(cast.town, "nil", on=date(2026, 7, 31), key="2026-07")
    owed(cast.town, "nil", on=date(2026, 8, 31), key="2026-08", duty=first.duty)
    owed(cast.town, "nil", on=date(2026, 9, 30), key="2026-09", duty=first.duty)
    assert (number("duties.nil", cast.town).value, number("duties.nil_run", cast.town).value) == (3, 1)


def test_the_next_town_is_counted_apart(owed, public, cast):
    owed(cast.next_town, "missing")
    public(cast.next_town)
    public(cast.next_town, status="withdrawn")
    assert number("records.published", cast.town).value == 0
    assert number("records.withdrawn", cast.next_town).value == 1


@pytest.mark.parametrize("key", [one.key for one in measures.registered()])
def test_every_number_opens_as_many_rows_as_it_counts(key, owed, public, noticed, cast):
    owed(cast.town, "met")
    owed(cast.town, "late", source="quota")
    public(cast.town, status="removed")
    measure, groups = measures.get(key), groups_of([cast.town], False)
    rows, base = measures.listed(measure, groups, Q3)
    found = measures.compute(measure, groups, Q3)[cast.town.pk]
    assert found.part == rows.count() and (base is None or found.whole == base.count())
    assert all(measure.described(row).text for row in rows)


def test_an_app_above_may_register_a_measure_of_its_own(public, cast):
    known = measures.get("records.published")
    own = measures.Measure("test.own", "自定", "", known.rows, known.described)
    measures.register(own)
    public(cast.town)
    assert number("test.own", cast.town).value == 1
    measures._measures.pop("test.own")
