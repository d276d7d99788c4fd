"""Entering notices and local holidays, and what follows from it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingbai.disclosures import actions as records
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.reviews.queries import open_state
from mingbai.timelimits import actions, queries
from mingbai.timelimits.models import LocalHoliday, Notice, Stamp
from mingbai.timelimits.rules import is_working_day

TEXT_2027 = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月13日（周六）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假，共1天。
六、中秋节：9月15日放假，共1天。
七、国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。"""


def days(year: int, *lines: str) -> dict:
    """Days in the shape of a packaged file: "+2027-01-01 元旦" is off, "-…" worked."""
    rows = []
    for line in lines:
        day, _, name = line[1:].partition(" ")
        rows.append({"date": day, "isOffDay": line[0] == "+", "name": name or "节日"})
    return {"year": year, "days": rows}


def enter(data: dict, by=None) -> actions.Entered:
    return actions.enter_notice(by=by, reading=actions.read_days(data))


@pytest.fixture
def at_november():
    """2 November 2026, a Monday."""
    with clock.at(datetime(2026, 11, 2, 2, tzinfo=UTC)):
        yield


def test_an_empty_database_counts_by_the_packaged_notices(db):
    known = queries.calendar()

    assert known.years == frozenset(range(2007, 2027))
    assert not is_working_day(date(2026, 2, 16), known)


def test_a_notice_makes_its_year_known(db):
    assert 2027 not in queries.calendar().years

    actions.enter_notice(by=None, reading=actions.read_text(TEXT_2027))

    known = queries.calendar()
    assert 2027 in known.years
    assert is_working_day(date(2027, 2, 13), known)
    assert not is_working_day(date(2027, 2, 8), known)


def test_an_entered_notice_replaces_the_packaged_one_of_its_year_only(db):
    enter(days(2025, "+2025-01-02"))

    known = queries.calendar()
    assert not is_working_day(date(2025, 1, 2), known)
    assert is_working_day(date(2025, 10, 1), known)
    assert not is_working_day(date(2024, 10, 1), known)


def test_a_notice_may_arrange_the_end_of_the_year_before(db):
    enter(days(2027, "+2026-12-31 元旦", "+2027-01-01 元旦", "-2026-12-26 元旦"))

    known = queries.calendar()
    assert not is_working_day(date(2026, 12, 31), known)
    assert is_working_day(date(2026, 12, 26), known)
    assert not is_working_day(date(2026, 10, 1), known)


def test_the_later_years_notice_counts_where_two_differ(db):
    enter(days(2027, "+2027-12-31"))
    enter(days(2028, "-2027-12-31", "+2028-01-01"))

    assert is_working_day(date(2027, 12, 31), queries.calendar())


def test_a_part_of_a_year_leaves_it_an_estimate(db):
    reading = actions.read_text("关于2027年节假日的通知。一、元旦：1月1日至3日放假，共3天。")
    entered = actions.enter_notice(by=None, reading=reading)

    assert "没有看到春节" in entered.warnings[0]
    assert 2027 not in queries.calendar().years
    assert date(2027, 1, 2) in queries.calendar().off


def test_a_change_of_one_holiday_keeps_the_others(db):
    text = "国务院办公厅关于调整2026年劳动节假期安排的通知。5月1日至3日放假，共3天。"
    actions.enter_notice(by=None, reading=actions.read_text(text))

    known = queries.calendar()
    assert 2026 in known.years
    assert is_working_day(date(2026, 5, 4), known)
    assert not is_working_day(date(2026, 2, 16), known)


def test_open_review_steps_move_with_the_calendar_once(cast, content, at_november):
    information = records.create(organisation=cast.town, by=cast.drafter, **content)
    records.submit(information=information, by=cast.drafter)
    assert open_state(information).due_on == date(2026, 11, 4)
    packaged = [f"{'+' if day.off else '-'}{day.date} {day.name}" for day in queries.days_of_year(2026)]
    changed = days(2026, *packaged, "+2026-11-03 试验")

    first, second = enter(changed), enter(changed)

    assert open_state(information).due_on == date(2026, 11, 5)
    step = next(one for one in first.moved if "审核" in one.what)
    assert (step.due_before, step.due_after) == (date(2026, 11, 4), date(2026, 11, 5))
    assert "青禾镇" in step.what
    assert (second.changed, second.moved) == (False, ())


def test_texts_not_yet_public_are_among_what_moved(cast, content, at_november):
    records.create(organisation=cast.town, by=cast.drafter, **content | {"written_on": date(2026, 12, 25)})

    moved = actions.enter_notice(by=None, reading=actions.read_text(TEXT_2027)).moved

    # 28 to 31 December, 4 to 8, 11 to 15, 18 to 22 and 25 January: New Year's three days were two weekend days
    assert [(one.due_before, one.due_after) for one in moved] == []
    later = actions.read_days(days(2027, "+2027-01-01", "+2027-01-04"))
    again = actions.enter_notice(by=None, reading=later).moved
    assert [(one.due_before, one.due_after) for one in again] == [(date(2027, 1, 25), date(2027, 1, 26))]
    assert "公开期限" in again[0].what


def test_a_notice_is_one_event_and_a_repetition_none(cast):
    before = Event.objects.count()
    for _ in range(2):
        actions.enter_notice(by=cast.county_office, reading=actions.read_text(TEXT_2027))

    events = Event.objects.order_by("-sequence")[: Event.objects.count() - before]
    assert [(one.verb, one.role) for one in events] == [("calendar.enter", "county_office")]
    assert Notice.objects.get().text == TEXT_2027


def test_only_the_county_office_enters_notices(cast):
    with pytest.raises(Denied):
        actions.enter_notice(by=cast.organisation_admin, reading=actions.read_text(TEXT_2027))
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"year": 2027}, {"year": "x", "days": []}, {"year": 2027, "days": []},
     {"year": 2027, "days": [{"date": "2027-13-01", "isOffDay": True, "name": ""}]},
     {"year": 2027, "days": [{"date": "2031-01-01", "isOffDay": True, "name": ""}]},
     {"year": 1900, "days": [{"date": "1900-01-01", "isOffDay": True, "name": ""}]},
     {"year": 2027, "days": [{"date": "2027-01-01", "isOffDay": value, "name": ""} for value in (True, False)]}],
)  # fmt: skip
def test_a_file_of_another_shape_is_refused(db, data):
    with pytest.raises(ValidationError):
        actions.read_days(data)


# -- local holidays ----------------------------------------------------------------


def festival(cast, **values) -> LocalHoliday:
    given = {"organisation": cast.town, "name": "目瑙纵歌节", "basis": "自治州放假规定",
             "first_day": date(2026, 11, 3), "last_day": date(2026, 11, 4)}  # fmt: skip
    return actions.add_local_holiday(by=cast.county_office, **given | values)[0]


def test_a_local_holiday_counts_there_and_below_and_nowhere_else(cast):
    festival(cast)

    off = date(2026, 11, 3)
    assert not is_working_day(off, queries.calendar(cast.town))
    assert not is_working_day(off, queries.calendar(cast.village))
    for elsewhere in (cast.next_town, cast.county, None):
        assert is_working_day(off, queries.calendar(elsewhere))
    assert queries.calendar(cast.village).names[off] == "目瑙纵歌节"


def test_a_local_holiday_follows_its_organisation_through_the_tree(cast):
    festival(cast)
    queries.calendar(cast.village)

    cast.village.move(cast.next_town, "last-child")
    cast.village.refresh_from_db()

    assert is_working_day(date(2026, 11, 3), queries.calendar(cast.village))


def test_review_steps_wait_over_a_local_holiday_and_come_back_when_it_is_cancelled(
    cast, content, at_november
):
    information = records.create(organisation=cast.town, by=cast.drafter, **content)
    records.submit(information=information, by=cast.drafter)

    holiday = festival(cast)
    assert open_state(information).due_on == date(2026, 11, 6)
    moved = actions.cancel_local_holiday(by=cast.county_office, holiday=holiday, reason="日期录错了")

    assert open_state(information).due_on == date(2026, 11, 4)
    assert date(2026, 11, 4) in {one.due_after for one in moved}
    assert LocalHoliday.objects.get().cancel_reason == "日期录错了"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"basis": ""}, "basis"),
        ({"last_day": date(2026, 11, 1)}, "last_day"),
        ({"last_day": date(2026, 12, 31)}, "last_day"),
    ],
)
def test_a_local_holiday_needs_name_basis_and_sensible_days(cast, values, field):
    with pytest.raises(ValidationError) as refused:
        festival(cast, **values)
    assert field in refused.value.message_dict


def test_the_same_days_are_not_entered_twice(cast):
    festival(cast)
    with pytest.raises(ValidationError, match="重叠"):
        festival(cast, first_day=date(2026, 11, 4))


# -- what a process keeps ------------------------------------------------------------


def test_asking_again_costs_one_small_query(cast):
    actions.enter_notice(by=None, reading=actions.read_text(TEXT_2027))
    queries.calendar()

    with CaptureQueriesContext(connection) as asked:
        queries.calendar()
        queries.limit("proactive")

    assert len(asked) == 2


def test_asking_for_many_organisations_costs_no_query_each(cast):
    festival(cast)
    queries.known()

    with CaptureQueriesContext(connection) as asked:
        known = queries.known()
        for place in (cast.town, cast.village, cast.next_town) * 5:
            known.calendar(place)

    assert len(asked) == 2


def test_what_another_process_entered_counts_from_the_next_question_on(db):
    actions.enter_notice(by=None, reading=actions.read_text(TEXT_2027))
    assert date(2027, 6, 9) in queries.calendar().off

    # another process: the rows and the stamp change without this process' knowledge
    notice = Notice.objects.create(year=2027, entered_at=clock.now(), covers_year=True)
    notice.days.create(date=date(2027, 6, 10), off=True, name="端午节")
    Stamp.objects.update(token="another")

    assert date(2027, 6, 9) not in queries.calendar().off
    assert date(2027, 6, 10) in queries.calendar().off


def test_an_entry_that_was_rolled_back_is_forgotten(db):
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        enter(days(2027, "+2027-03-03"))
        assert date(2027, 3, 3) in queries.calendar().off
        raise Stop

    assert date(2027, 3, 3) not in queries.calendar().off


def test_days_left_grow_by_the_days_that_are_taken_off(cast):
    start = date(2026, 11, 2)
    festival(cast)
    known = queries.calendar(cast.town)

    assert sum(is_working_day(start + timedelta(days=one), known) for one in range(5)) == 3
