"""Due dates of whole requests, each counted by hand from the notices on holidays of 2020 to 2026.

Every date stands here as it was counted on paper; `tests.foi.counting` counts it once more, without the
engine.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingbai.foi.rules.clock import Clock, clock
from mingbai.foi.rules.log import LogEntry
from mingbai.foi.rules.receipt import received_on
from mingbai.timelimits import packaged
from mingbai.timelimits.queries import as_packaged
from mingbai.timelimits.rules import Calendar, is_working_day
from tests.foi import counting
from tests.foi.logs import written

CALENDAR = as_packaged().calendar()
LIMITS = packaged.limits()

# Twenty working days from receipt; how it came, the day that counts for that way, and the last day.
BY_WAY = [
    ("counter", "2020-03-02", "2020-03-30"),  # four plain weeks
    ("post_signed", "2020-01-10", "2020-02-14"),  # Sunday 19 January worked; off 24 January to 2 February
    ("oral", "2020-09-18", "2020-10-22"),  # 27 September and 10 October worked; off 1 to 8 October
    ("post_plain", "2020-04-20", "2020-05-19"),  # 26 April and 9 May worked; off 1 to 5 May
    ("fax", "2020-06-12", "2020-07-13"),  # 25 and 26 June off, Sunday 28 worked
    ("email", "2020-12-18", "2021-01-18"),  # New Year
    ("online", "2021-02-05", "2021-03-10"),  # Spring Festival 11 to 17; Sunday 7 and Saturday 20 worked
    ("counter", "2021-04-16", "2021-05-17"),
    (
        "post_signed",
        "2021-09-10",
        "2021-10-14",
    ),  # 19 to 21 and 1 to 7 off; 18, 26 September, 9 October worked
    ("oral", "2022-01-14", "2022-02-16"),  # the weekend 29, 30 January worked
    ("post_plain", "2022-09-02", "2022-10-08"),  # ends on a Saturday worked
    ("fax", "2022-12-16", "2023-01-16"),  # 31 December to 2 January off
    ("email", "2023-01-13", "2023-02-15"),
    ("online", "2023-04-20", "2023-05-19"),
    ("counter", "2023-09-22", "2023-10-26"),
    ("post_signed", "2024-02-08", "2024-03-13"),
    ("oral", "2024-09-13", "2024-10-17"),
    ("post_plain", "2025-01-17", "2025-02-20"),
    ("fax", "2025-04-25", "2025-05-27"),
    ("email", "2025-09-26", "2025-10-30"),
    ("online", "2025-12-19", "2026-01-19"),
    ("counter", "2026-02-06", "2026-03-12"),
    ("post_signed", "2026-09-18", "2026-10-22"),
    ("online", "2024-10-03", "2024-11-01"),  # confirmed in the holidays
    ("online", "2023-07-15", "2023-08-11"),  # confirmed on a Saturday
    ("post_plain", "2026-12-03", "2026-12-31"),
]

# What happened, the year that days without one lie in, and the last day. In July and August 2023 there is
# no holiday: 3 July is a Monday, and twenty working days from it end on Monday 31 July.
BY_LOG = [
    # clarification: the time starts afresh from the clarified request
    ("received 03-04; clarification_sent 03-13; clarified 04-02", 2024, "2024-04-30"),
    ("received 07-03; clarification_sent 07-05; clarified 07-05", 2023, "2023-08-02"),
    ("received 05-20; clarification_sent 05-26; clarified 06-08", 2025, "2025-07-04"),  # on a Sunday
    ("received 07-03; clarification_sent 07-06 ->07-14; clarified 07-17", 2023, "2023-08-14"),  # too late
    ("received 07-03; extended 07-04; clarification_sent 07-06; clarified 07-10", 2023, "2023-08-07"),
    ("received 07-03; clarification_sent 07-06; clarified 07-10; extended 08-01", 2023, "2023-09-04"),
    # consultations: the days after the letter up to the end do not count
    ("received 07-03; third 07-05..07-12", 2023, "2023-08-07"),  # 6, 7, 10, 11, 12
    ("received 07-03; co 07-05..07-12", 2023, "2023-08-07"),
    ("received 07-03; organ 07-05..07-12", 2023, "2023-08-07"),
    ("received 07-03; third 07-05..07-05", 2023, "2023-07-31"),  # within a day
    ("received 07-03; third 07-07..07-09", 2023, "2023-07-31"),  # over a weekend
    ("received 07-03; third 07-03..07-04", 2023, "2023-08-01"),  # from the first day
    ("received 07-03; third 07-05..07-12; co 07-10..07-19", 2023, "2023-08-14"),  # overlapping
    ("received 07-03; third 07-05..07-19; organ 07-10..07-12", 2023, "2023-08-14"),  # nested
    ("received 07-03; third 07-05..07-12; co 07-12..07-19", 2023, "2023-08-14"),  # adjacent
    ("received 07-03; third 07-05..07-11; co 07-12..07-14", 2023, "2023-08-08"),  # 12 counts between them
    ("received 07-03; third 07-05..07-12; co 07-05..07-12", 2023, "2023-08-07"),  # both at once
    ("received 07-03; third#1 07-04..07-07; third#2 07-04..07-11; third#3 07-10..07-13", 2023, "2023-08-09"),
    ("received 07-03; third#1 07-05..07-12; third#2 07-12..07-14", 2023, "2023-08-09"),  # asked once more
    ("received 09-20; third 09-26..10-09", 2024, "2024-10-30"),  # 27, 29, 30 September, 8, 9 October
    ("received 09-20; third 09-30..10-07", 2024, "2024-10-23"),  # nothing but holidays
    ("received 02-06; third 02-10..02-28", 2026, "2026-03-25"),  # 11, 12, 13, 14, 24 to 27, 28: nine days
    ("received 07-03; third 07-31..08-04", 2023, "2023-07-31"),  # begun on the last day: too late
    ("received 07-03; third 07-28..08-04", 2023, "2023-08-07"),  # begun on the last but one
    ("received 07-03; third 08-01..08-10", 2023, "2023-07-31"),  # begun after it
    # their fifteen working days are over: silence, or an opinion too late
    ("received 07-03; third 07-05..; third_received 07-06; reasons_asked 08-10", 2023, "2023-08-22"),
    ("received 07-03; third 07-05..08-04; third_received 07-06", 2023, "2023-08-22"),
    ("received 07-03; co 07-05..; co_received 07-05; reasons_asked 08-10", 2023, "2023-08-21"),
    ("received 07-03; organ 07-05..08-04", 2023, "2023-08-30"),  # the law sets other organs no time
    ("received 07-03; third 07-05..07-12; third_received 07-06", 2023, "2023-08-07"),  # in time
    # consultation and clarification
    ("received 07-03; third 07-04..07-12; clarification_sent 07-05; clarified 07-10", 2023, "2023-08-09"),
    ("received 07-03; third 07-04..07-06; clarification_sent 07-05; clarified 07-10", 2023, "2023-08-07"),
    # extension by twenty working days, or fewer
    ("received 07-03; extended 07-25", 2023, "2023-08-28"),
    ("received 07-03; extended 07-25 x10", 2023, "2023-08-14"),
    ("received 07-03; extended 07-31", 2023, "2023-08-28"),  # on the last day
    ("received 07-03; extended 07-10; third 07-20..07-27", 2023, "2023-09-04"),  # before a pause
    ("received 07-03; third 07-05..07-12; extended 07-20", 2023, "2023-09-04"),  # after one
    ("received 07-03; third 07-05..07-12; extended 07-10", 2023, "2023-09-04"),  # within one
    ("received 07-03; extended 07-25; co 08-10..08-16", 2023, "2023-09-01"),  # pause in the extended time
    ("received 02-08; extended 03-20", 2024, "2024-04-11"),  # decided too late: shown with a warning
    ("received 2025-12-29; extended 01-20", 2026, "2026-03-02"),  # New Year and Spring Festival
    # fees: the time starts afresh from the payment
    ("received 07-03; fee_notice_sent 07-14; fee_notice_received 07-17; fee_paid 07-25", 2023, "2023-08-22"),
    ("received 07-03; fee_notice_sent 07-14; fee_paid 07-22", 2023, "2023-08-18"),  # paid on a Saturday
    ("received 07-03; clarification_sent 07-05; clarified 07-10; fee_notice_sent 07-20; fee_paid 07-31", 2023,
     "2023-08-28"),
    ("received 07-03; fee_notice_sent 07-14; fee_paid 07-25; extended 08-10", 2023, "2023-09-19"),
    ("received 07-03; extended 07-13; fee_notice_sent 07-14; fee_paid 07-25", 2023, "2023-08-22"),
    ("received 07-03; fee_notice_sent 07-14; fee_waived 07-18", 2023, "2023-07-31"),
    ("received 07-03; fee_notice_sent 07-14; fee_paid 07-25; third 08-01..08-04", 2023, "2023-08-25"),
    ("received 09-01; fee_notice_sent 09-10; fee_paid 09-26", 2025, "2025-10-30"),  # National Day
    # too many requests: asking for reasons stops nothing, a delay sets its own day
    ("received 07-03; reasons_asked 07-05; reasons_given 07-12", 2023, "2023-07-31"),
    ("received 07-03; reasons_asked 07-05; reasons_given 07-12; delayed 07-14 ->10-31", 2023, "2023-10-31"),
    ("received 07-03; reasons_asked 07-05; reasons_given 07-12; delayed 07-14 ->07-25", 2023, "2023-07-31"),
]  # fmt: skip

# Years for which no notice has been issued: estimated.
ESTIMATED = [
    ("received 12-10", 2026, "2027-01-08"),  # 1 January is off by law
    ("received 12-31", 2026, "2027-01-29"),
    ("received 12-03; third 12-28..12-30", 2026, "2027-01-05"),  # 29, 30 excluded; 31, 4, 5 count
    ("received 11-20; fee_notice_sent 11-25; fee_paid 12-10", 2026, "2027-01-08"),
    ("received 11-27; extended 12-24", 2026, "2027-01-25"),
]

# Local holidays (放假办法第四条): the days, the log, the national last day, and the local one.
EID = ("2025-03-31", "2025-04-01")
WATER = ("2024-04-11", "2024-04-12", "2024-04-15")
LOCAL = [
    (EID, "received 2025-03-10", "2025-04-08", "2025-04-10"),
    (EID, "received 2025-03-10; third 2025-03-28..2025-04-01", "2025-04-10", "2025-04-10"),
    (WATER, "received 2024-03-25", "2024-04-23", "2024-04-26"),
    (("2024-04-07",), "received 2024-03-25", "2024-04-23", "2024-04-24"),  # a Sunday worked elsewhere
]

# What still runs, the day on which it is asked, the last day if it ended then, and working days left.
OPEN = [
    ("received 07-03; third 07-05..", "2023-07-05", "2023-07-31", 18),
    ("received 07-03; third 07-05..", "2023-07-12", "2023-08-07", 18),
    ("received 07-03; third 07-05..", "2023-07-15", "2023-08-09", 18),  # a Saturday
    ("received 07-03; third 07-05..", "2023-07-20", "2023-08-15", 18),
    ("received 07-03; third 07-05..; third_received 07-06", "2023-07-20", "2023-08-15", 18),
    ("received 07-03; third 07-05..07-12; co 07-10..", "2023-07-19", "2023-08-14", 18),
]

DAYS_LEFT = [
    ("2023-07-03", 20, False),
    ("2023-07-04", 19, False),
    ("2023-07-28", 1, False),
    ("2023-07-29", 1, False),  # Saturday
    ("2023-07-31", 0, False),
    ("2023-08-01", -1, True),
    ("2023-08-05", -4, True),
    ("2023-08-07", -5, True),
]


def run(line: str, year: int | str = 2023, today: str | None = None, calendar: Calendar = CALENDAR) -> Clock:
    """The clock on `today`, or on the day of the last entry."""
    entries = written(line, year)
    asked = date.fromisoformat(today) if today else last_of(entries)
    return clock(entries, calendar=calendar, limits=LIMITS, today=asked)


def last_of(entries: list[LogEntry]) -> date:
    return max(one.on for one in entries)


def local(days: tuple[str, ...]) -> tuple[Calendar, set[date]]:
    free = {date.fromisoformat(one) for one in days}
    return replace(CALENDAR, off=CALENDAR.off | free, made_up=CALENDAR.made_up - free), free


def test_there_are_at_least_sixty_cases():
    assert len(BY_WAY) + len(BY_LOG) + len(ESTIMATED) + len(LOCAL) + len(OPEN) >= 60
    assert {way for way, _, _ in BY_WAY} == {
        "counter", "oral", "post_signed", "post_plain", "fax", "email", "online"
    }  # fmt: skip


def test_the_holidays_written_here_are_those_of_the_product():
    first, last = date(2020, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]

    assert [day for day in days if counting.worked(day) != is_working_day(day, CALENDAR)] == []


@pytest.mark.parametrize(("way", "day", "last"), BY_WAY)
def test_an_answer_is_due_twenty_working_days_after_receipt(way, day, last):
    on = date.fromisoformat(day)
    days = {"counter": "submitted_on", "oral": "submitted_on", "post_signed": "signed_on"}
    received = received_on(way, today=on, **{days.get(way, "confirmed_on"): on})

    found = clock([LogEntry("received", received.on)], calendar=CALENDAR, limits=LIMITS, today=on)

    assert (found.due, found.estimated, found.days_left) == (date.fromisoformat(last), False, 20)
    assert counting.nth(on, 20) == found.due


@pytest.mark.parametrize(("line", "year", "last"), BY_LOG)
def test_the_last_day_follows_from_what_happened(line, year, last):
    found = run(line, year)

    assert (str(found.due), found.estimated) == (last, False)
    assert counting.counted(written(line, year), last_of(written(line, year))) == found.due


@pytest.mark.parametrize(("line", "year", "last"), ESTIMATED)
def test_beyond_the_last_notice_the_day_is_estimated(line, year, last):
    found = run(line, year)

    assert (str(found.due), found.estimated) == (last, True)
    assert counting.counted(written(line, year), last_of(written(line, year))) == found.due
    assert "预计到期" in found.steps[-1].text


@pytest.mark.parametrize(("days", "line", "national", "here"), LOCAL)
def test_local_holidays_move_the_last_day_where_they_count(days, line, national, here):
    calendar, free = local(days)

    assert str(run(line).due) == national
    assert str(run(line, calendar=calendar).due) == here
    assert counting.counted(written(line), last_of(written(line)), free) == date.fromisoformat(here)


@pytest.mark.parametrize(("line", "today", "last", "left"), OPEN)
def test_while_somebody_is_asked_the_days_left_stand_still(line, today, last, left):
    found = run(line, today=today)

    assert (str(found.due), found.days_left, found.estimated) == (last, left, True)
    assert found.paused
    assert counting.counted(written(line), date.fromisoformat(today)) == found.due


@pytest.mark.parametrize(("today", "left", "overdue"), DAYS_LEFT)
def test_days_left_are_working_days_and_negative_when_overdue(today, left, overdue):
    found = run("received 07-03", today=today)

    assert (found.days_left, found.overdue) == (left, overdue)
