"""What holds for every log: pauses never shorten, order within a day and repetition change nothing."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.foi.rules.clock import Clock, clock
from mingbai.foi.rules.log import LogEntry
from mingbai.timelimits import packaged
from mingbai.timelimits.queries import as_packaged
from mingbai.timelimits.rules import working_days_between
from tests.foi import counting

CALENDAR = as_packaged().calendar()
LIMITS = packaged.limits()
ASKED = date(2026, 12, 31)

starts = st.dates(date(2020, 1, 1), date(2025, 6, 30))
kinds = st.sampled_from(["third_party", "co_producer", "other_organ"])
spans = st.tuples(kinds, st.integers(0, 40), st.integers(0, 30))
many_spans = st.lists(spans, max_size=5)


def run(entries: list[LogEntry], today: date = ASKED) -> Clock:
    return clock(entries, calendar=CALENDAR, limits=LIMITS, today=today)


def asking(start: date, asked: list[tuple[str, int, int]], first: int = 0) -> list[LogEntry]:
    """A start and a stop for each (who, days after receipt, days it takes), numbered from `first`."""
    entries = []
    for number, (who, after, takes) in enumerate(asked, first):
        begun = start + timedelta(days=after)
        entries.append(LogEntry(f"consultation_{who}_start", begun, number))
        entries.append(LogEntry(f"consultation_{who}_stop", begun + timedelta(days=takes), number))
    return entries


@st.composite
def logs(draw) -> list[LogEntry]:
    """A request with consultations, and perhaps clarification, fee, extension and delay, in disorder."""
    start = draw(starts)
    entries = [LogEntry("received", start), *asking(start, draw(many_spans))]
    later = st.integers(0, 30).map(lambda days: start + timedelta(days=days))
    if draw(st.booleans()):
        sent = draw(later)
        entries.append(LogEntry("clarification_sent", sent, until=sent + timedelta(days=15)))
        if draw(st.booleans()):
            entries.append(LogEntry("clarified", sent + timedelta(days=draw(st.integers(0, 20)))))
    if draw(st.booleans()):
        sent = draw(later)
        entries.append(LogEntry("fee_notice_sent", sent))
        end = draw(st.sampled_from(["fee_paid", "fee_waived", ""]))
        entries += [LogEntry(end, sent + timedelta(days=draw(st.integers(0, 20))))] if end else []
    if draw(st.booleans()):
        entries.append(LogEntry("extended", draw(later), number=draw(st.sampled_from([None, 5, 20]))))
    if draw(st.booleans()):
        asked = draw(later)
        entries += [LogEntry("reasons_asked", asked), LogEntry("reasons_given", asked)]
        entries.append(LogEntry("delayed", asked, until=asked + timedelta(days=draw(st.integers(1, 90)))))
    return entries


@settings(deadline=None)
@given(starts, many_spans, spans)
def test_asking_somebody_else_never_shortens(start, asked, one_more):
    before = [LogEntry("received", start), *asking(start, asked)]

    assert run([*before, *asking(start, [one_more], first=9)]).due >= run(before).due


@settings(deadline=None)
@given(logs(), st.randoms())
def test_the_order_in_which_entries_were_written_makes_no_difference(entries, random):
    # The whole log is shuffled, so entries of one day too, starts and stops among them.
    shuffled = entries[:]
    random.shuffle(shuffled)

    assert run(shuffled) == run(entries)


@settings(deadline=None)
@given(starts, st.lists(kinds, min_size=1, max_size=4), st.integers(0, 30), st.randoms())
def test_what_begins_and_ends_on_one_day_excludes_nothing_in_whatever_order(start, who, after, random):
    entries = asking(start, [(one, after, 0) for one in who])
    entries = [replace(one, sequence=0) for one in entries]  # nothing tells them apart but their kind
    random.shuffle(entries)
    received = LogEntry("received", start)

    assert run([*entries, received]).due == run([received]).due


@settings(deadline=None)
@given(logs())
def test_working_it_out_again_gives_the_same(entries):
    first = run(entries)

    assert run(list(entries)) == first
    assert run(sorted(entries, key=lambda one: one.on)) == first


@settings(deadline=None)
@given(logs(), st.integers(0, 400))
def test_without_anything_open_the_day_of_asking_does_not_move_the_last_day(entries, later):
    last = max(one.on for one in entries)

    assert run(entries, last + timedelta(days=later)).due == run(entries, last).due


@settings(deadline=None)
@given(starts, many_spans, st.integers(0, 25), st.integers(1, 20))
def test_an_extension_moves_the_last_day_by_its_own_working_days(start, asked, after, number):
    before = [LogEntry("received", start), *asking(start, asked)]
    plain = run(before).due
    decided = max([start + timedelta(days=after), *(one.on for one in before)])
    extended = run([*before, LogEntry("extended", decided, number=number)]).due
    full = run([*before, LogEntry("extended", decided)]).due

    # No pause lies behind the former last day only when all ended before it.
    if max(one.on for one in before) <= plain:
        assert working_days_between(plain, extended, CALENDAR) == number
        assert working_days_between(plain, full, CALENDAR) == 20


@settings(deadline=None)
@given(starts, spans)
def test_a_consultation_moves_the_last_day_by_its_own_working_days_and_taken_out_restores_it(start, asked):
    received, pair = [LogEntry("received", start)], asking(start, [asked])
    plain, paused = run(received), run([*received, *pair])
    begun, ended = pair[0].on, pair[1].on

    takes = working_days_between(begun, ended, CALENDAR) if begun < plain.due else 0
    assert working_days_between(plain.due, paused.due, CALENDAR) == takes
    assert run([one for one in [*received, *pair] if one not in pair]) == plain


@settings(deadline=None)
@given(logs())
def test_the_second_witness_counts_the_same_day(entries):
    found = run(entries)

    if found.due is not None:
        assert found.due == counting.counted(entries, ASKED)


@settings(deadline=None)
@given(starts, st.integers(0, 25), st.integers(0, 60), kinds)
def test_while_somebody_is_asked_the_days_left_do_not_change(start, after, waited, who):
    begun = start + timedelta(days=after)
    entries = [LogEntry("received", start), LogEntry(f"consultation_{who}_start", begun)]
    at_first, later = run(entries, begun), run(entries, begun + timedelta(days=waited))

    if not at_first.overdue and at_first.due != begun:
        assert later.days_left == at_first.days_left
        assert later.due >= at_first.due
