"""Four eyes, the period, an objection that stops it, the end, and erasure."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from mingbai.foi.sealing import unseal_text
from mingbai.households import actions, queries
from mingbai.households.models import HouseholdList, Objection, Row
from mingbai.households.queries import standing_of
from mingbai.households.states import State
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from tests.households.conftest import line, on, workbook


def test_who_enters_a_list_neither_checks_nor_approves_it(lists, cast):
    row = lists.filled()
    with pytest.raises(Denied, match="另一个人"):
        actions.check(row=row, by=cast.drafter)
    actions.check(row=row, by=cast.second_drafter)
    for person in (cast.drafter, cast.checker, cast.reporter, cast.county_office, cast.stranger):
        with pytest.raises(Denied):
            actions.approve(row=row, by=person)
    assert actions.approve(row=row, by=cast.approver).state == State.APPROVED


def test_an_empty_list_cannot_be_checked(lists, cast):
    with pytest.raises(Denied, match="导入"):
        actions.check(row=lists.new(), by=cast.checker)


def test_a_list_hangs_seven_working_days_and_ends_by_itself(lists, monday):
    row = lists.posted()
    assert standing_of(row).last == date(2026, 3, 11)
    with on(11):
        assert standing_of(row).shown and actions.end_due() == ""
    with on(12, hour=0):
        assert not standing_of(row).shown
        actions.end_due()
    row.refresh_from_db()
    assert (row.state, row.ended_on) == (State.ENDED, date(2026, 3, 11))
    assert row.totals and Event.objects.filter(verb="household.end").count() == 1


def test_names_vanish_at_midnight_in_china(lists, monday):
    row = lists.posted()
    with on(11, hour=15):
        assert standing_of(row).shown
    with on(11, hour=16):
        assert not standing_of(row).shown


def test_a_period_may_be_longer_but_not_shorter_nor_without_end(lists, cast):
    with on(2):
        row = lists.approved()
        for wrong in (date(2026, 3, 10), date(2026, 12, 31)):
            with pytest.raises(ValidationError):
                actions.post(row=row, by=cast.approver, wanted_until=wrong)
        row = actions.post(row=row, by=cast.approver, wanted_until=date(2026, 3, 20))
        assert standing_of(row).last == date(2026, 3, 20)


def test_an_objection_stops_the_period_and_its_answer_lets_it_go_on(lists, cast):
    with on(2):
        row = lists.posted()
    with on(4):
        lists.object(row)
        row.refresh_from_db()
        assert row.state == State.STOPPED and row.pauses.get().stopped_on == date(2026, 3, 4)
        told = set(Notice.objects.values_list("user__username", flat=True))
        assert {"drafter", "drafter2"} <= told
    with on(9):
        actions.decide(
            objection=Objection.objects.get(), by=cast.drafter, upheld=False, answer="查过，车是借的。"
        )
        row.refresh_from_db()
        assert row.state == State.POSTED
        # Two days had counted; the 5th, 6th and 9th do not, five more do.
        assert standing_of(row).last == date(2026, 3, 16)


def test_two_objections_are_both_answered_before_the_list_goes_on(lists, cast, monday):
    row = lists.posted()
    lists.object(row)
    lists.object(row)
    first, second = Objection.objects.order_by("pk")
    actions.decide(objection=first, by=cast.drafter, upheld=False, answer="没有错。")
    row.refresh_from_db()
    assert row.state == State.STOPPED
    actions.decide(objection=second, by=cast.drafter, upheld=False, answer="没有错。")
    row.refresh_from_db()
    assert row.state == State.POSTED and row.pauses.count() == 1
    with pytest.raises(Denied):
        actions.decide(objection=second, by=cast.drafter, upheld=True, answer="再想想。")


def test_an_objection_that_is_right_leads_to_a_new_version_that_hangs_from_the_start(lists, cast):
    with on(2):
        row = lists.posted()
        lists.object(row)
        actions.decide(
            objection=Objection.objects.get(), by=cast.drafter, upheld=True, answer="属实，已核减。"
        )
        row.refresh_from_db()
        assert row.state == State.STOPPED
    with on(5):
        new = actions.correct(row=row, by=cast.drafter, reason="核减一户")
        row.refresh_from_db()
        assert (row.state, new.state, new.number) == (State.CORRECTED, State.DRAFT, 2)
        assert not standing_of(row).shown and new.rows.count() == 2
        with pytest.raises(Denied):
            actions.check(row=new, by=cast.drafter)
        actions.import_rows(list=new, data=workbook(new, line(1)), by=cast.drafter)
        new.refresh_from_db()
        new = actions.post(row=lists.sign(new), by=cast.approver)
        assert standing_of(new).last == date(2026, 3, 16)
        assert [one["households"] for one in new.totals] == [1]


def test_while_stopped_names_are_shown_no_longer_than_the_answer_may_take(lists):
    with on(2):
        row = lists.posted()
        lists.object(row)
        row.refresh_from_db()
    with on(9):
        assert standing_of(row).shown
    with on(10):
        assert not standing_of(row).shown


def test_those_who_answer_are_reminded_before_and_after_the_last_day(lists):
    with on(2):
        row = lists.posted()
        lists.object(row)
        actions.remind()
    before = Notice.objects.count()
    with on(8):
        actions.remind()
        actions.remind()
    assert Notice.objects.count() == before + 2
    with on(10):
        actions.remind()
    assert Notice.objects.filter(urgent=True).count() == 2
    assert not Notice.objects.filter(text__contains="小汽车").exists()


def test_objections_are_entered_for_those_who_come_to_the_counter(lists, cast, monday):
    row = lists.posted()
    words = {"kind": "amount", "way": "oral", "text": "少算一口人", "contact": "王五 13900001111", "key": "a"}
    with pytest.raises(ValidationError):
        actions.enter(row=row, by=cast.drafter, received_on=date(2026, 3, 1), **words)
    made = actions.enter(row=row, by=cast.drafter, received_on=date(2026, 3, 2), **words)
    assert "王五" not in made.sealed and "王五" in unseal_text(made.sealed)
    with pytest.raises(Denied):
        actions.see_person(objection=made, by=cast.checker)
    assert actions.see_person(objection=made, by=cast.drafter).text == "少算一口人"
    trail = "".join(str(vars(one)) for one in Event.objects.all())
    assert "王五" not in trail and "少算一口人" not in trail


def test_a_list_taken_down_before_it_hung_loses_its_lines_at_once(lists, cast):
    row = lists.filled()
    actions.withdraw(row=row, by=cast.drafter, reason="导错了")
    assert not Row.objects.exists()
    posted = lists.posted()
    with pytest.raises(Denied):
        actions.withdraw(row=posted, by=cast.drafter, reason="有错")
    assert actions.withdraw(row=posted, by=cast.approver, reason="有错").state == State.WITHDRAWN


def test_a_year_after_the_period_lines_and_words_are_erased_and_sums_stay(lists, cast):
    with on(2):
        row = lists.posted()
        lists.object(row)
        actions.decide(objection=Objection.objects.get(), by=cast.drafter, upheld=False, answer="没有错。")
    with on(20):
        actions.end_due()
        actions.erase_due()
        assert Row.objects.count() == 2
    with clock.at(datetime(2027, 3, 13, 2, tzinfo=UTC)):
        actions.erase_due()
        actions.erase_due()
    row = HouseholdList.objects.get()
    assert not Row.objects.exists() and Objection.objects.get().sealed == "" and row.totals
    assert Event.objects.filter(verb="household.erase").count() == 1


def test_a_town_makes_lists_of_its_own_villages_alone(lists, cast):
    with pytest.raises(ValidationError):
        lists.new(area=cast.county)
    with pytest.raises(Denied):
        lists.new(organisation=cast.next_town, area=cast.next_town)
    assert list(queries.readable(cast.stranger)) == []


def test_the_same_household_in_two_lists_of_a_period_is_pointed_out(lists):
    lists.filled()
    assert queries.overlaps(lists.filled(line(1))) == 1
    assert queries.overlaps(lists.filled(line(1), period_key="2026Q2")) == 0


def test_what_is_sealed_goes_under_the_newest_key(lists, settings, monday):
    row = lists.posted()
    lists.object(row)
    settings.FOI_KEYS = ["n" * 40, *settings.FOI_KEYS]
    call_command("reseal")
    settings.FOI_KEYS = settings.FOI_KEYS[:1]
    assert queries.opened(Row.objects.first())["户主姓名"] == "孙大有"
    assert queries.said(Objection.objects.get()).text == "他家有小汽车"
