"""Whatever requests there are, the tables balance, and one year begins where the last one ended."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries import own_tables
from mingbai.annual.queries.cells import counted
from mingbai.annual.rules.requests import KINDS, ROW_OF
from mingbai.annual.rules.sums import filled
from mingbai.foi.models import FoiRequest
from mingbai.organisations.models import Kind
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import total
from mingbai.report_check.form.forms import FORMS, form_of
from mingbai.report_check.rules.identities import broken
from tests.annual.making import unsaved

REQUESTS = st.lists(
    st.tuples(
        st.dates(date(2019, 11, 1), date(2022, 2, 1)),
        st.one_of(st.none(), st.integers(0, 420)),
        st.sampled_from(KINDS),
        st.sampled_from(sorted(ROW_OF)),
        st.sampled_from(["answered", "archived", "withdrawn", "merged", "void"]),
        st.sampled_from(["information", "information", "correction"]),
    ),
    max_size=25,
)


def report_of(place, year) -> AnnualReport:
    return AnnualReport(organisation=place, year=year, form=form_of(year).name)


places = count(1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=REQUESTS)
def test_any_set_of_requests_gives_tables_that_balance(cast, rows):
    number = next(places)
    place = cast.county.add_child(
        code=f"MB9{number}", kind=Kind.TOWNSHIP, name=f"第{number}镇人民政府", slug=f"place-{number}"
    )
    asked = []
    for received, taken, kind, leaf, state, about in rows:
        answered = received + timedelta(days=taken) if taken is not None else None
        values = {"state": state} if answered or state in ("merged", "void") else {}
        asked.append(unsaved(place, received, answered, kind, leaf, about, **values))
    FoiRequest.objects.bulk_create(asked)
    tables = {year: own_tables(report_of(place, year)) for year in (2019, 2020, 2021, 2022)}
    for year, one in tables.items():
        assert broken(one, form_of(year)) == []
        if year > 2019:
            assert one.three[three.CARRIED] == tables[year - 1].three[three.LEFT]
    # Each counted request is received in exactly one year; none is lost between the years.
    valid = [row for row in rows if row[4] not in ("merged", "void") and row[5] == "information"]
    assert total(one.three[three.NEW][three.TOTAL] for one in tables.values()) == len(valid)


@pytest.mark.parametrize("form", sorted(FORMS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sums_are_added_up_from_any_figures(form, data):
    names = [row.key for row in FORMS[form].three_cells if row.key != three.DONE]
    figures = {
        f"three.{key}.{column}": data.draw(st.integers(0, 99)) for key in names for column in three.PARTS
    }
    problems = broken(filled(form, figures), FORMS[form])
    assert {one.rule for one in problems} <= {"carried_balance"}


def test_an_organisation_without_requests_has_zeros_and_not_empty_cells(cast):
    found = counted(report_of(cast.village, 2025))
    assert {value for name, value in found.items() if not name.startswith("two.")} == {0}
