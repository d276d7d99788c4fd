"""From lists, records and papers to lines of the ledger."""

import json
from datetime import UTC, date, datetime

from django.core.management import call_command

from mingbai.catalogue.models import Holding, Overlay
from mingbai.disclosures import actions as disclosures
from mingbai.duties.actions import choose_evidence, load_quotas, refresh
from mingbai.duties.models import Duty, Instance
from mingbai.duties.queries import count, evidence_of, instances
from mingbai.lib import clock
from mingbai.plans.models import Plan, PlanTask, TaskUnit
from mingbai.registers.actions import add_activity
from tests.duties.conftest import NOW


def test_a_quarterly_row_expects_one_publication_by_the_twentieth_of_the_first_month(cast, ledger):
    item = ledger.row(cast.village, "每季度的首个月20日")
    ledger.record(cast.village, item, date(2026, 1, 19))

    ledger.refresh()

    assert ledger.states(item) == {"2026Q1": "met", "2026Q2": "missing"}
    assert ledger.line(item, "2026Q2").due_on == date(2026, 4, 20)
    assert ledger.line(item, "2026Q2").overdue == 56


def test_a_prompt_row_has_a_line_for_every_text_and_one_for_the_year(cast, ledger):
    item = ledger.row(cast.town, "信息形成之日起20个工作日内")
    in_time = ledger.record(cast.town, item, date(2026, 3, 20), date(2026, 3, 2))
    late = ledger.record(cast.town, item, date(2026, 4, 2), date(2026, 3, 2))
    forgotten = ledger.record(cast.town, item, None, date(2026, 3, 2))
    ahead = ledger.record(cast.town, item, None, date(2026, 6, 8))

    ledger.refresh()

    assert ledger.states(item) == {
        "2026": "met",
        f"record:{in_time.pk}": "met",
        f"record:{late.pk}": "late",
        f"record:{forgotten.pk}": "missing",
        f"record:{ahead.pk}": "open",
    }
    assert ledger.line(item, f"record:{late.pk}").due_on == date(2026, 3, 30)


def test_a_standing_row_is_met_while_something_is_there(cast, ledger):
    item = ledger.row(cast.town, "长期公开")
    empty = ledger.row(cast.town, "长期公开（动态调整）")
    ledger.record(cast.town, item, date(2026, 1, 7))

    ledger.refresh()

    assert ledger.states(item) == {"standing": "met"}
    assert ledger.states(empty) == {"standing": "missing"}


def test_a_row_that_must_be_updated_counts_corrections_of_a_standing_text(cast, ledger, desk, content):
    item = ledger.row(cast.town, "半年至少更新1次")

    ledger.refresh()

    assert ledger.duty(item).evidence == f"update:{item.pk}"
    assert ledger.states(item) == {"2026H1": "open"}


def test_what_was_withdrawn_proves_nothing_any_more(cast, ledger):
    item = ledger.row(cast.village, "每月公布一次")
    ledger.record(cast.village, item, date(2026, 5, 5), status="withdrawn")

    ledger.refresh()

    assert ledger.states(item)["2026-05"] == "missing"


def test_an_overlay_that_says_not_applicable_excuses_every_line(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    Overlay.objects.create(
        item=item,
        organisation=cast.town,
        applicable=False,
        reason="本镇没有这项业务",
        valid_from=date(2026, 1, 1),
    )

    ledger.refresh()

    assert set(ledger.states(item).values()) == {"not_applicable"}
    assert count(instances(organisations=[cast.town])).rate is None


def test_rows_for_requests_or_withheld_owe_nothing(cast, ledger):
    ledger.row(cast.town, "20个工作日", mode="on_request", proactive=False)
    ledger.row(cast.town, "20个工作日", mode="withheld", proactive=False)

    assert ledger.refresh().instances == 0


def test_refreshing_again_changes_nothing(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.record(cast.town, item, date(2026, 2, 5), date(2026, 2, 1))
    first = ledger.refresh()

    again = ledger.refresh()

    assert (first.instances, again.changed) == (6, 0)


def test_a_day_that_passes_makes_what_was_open_missing(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.refresh()
    assert ledger.states(item)["2026-06"] == "open"

    with clock.at(datetime(2026, 7, 1, 1, tzinfo=UTC)):
        ledger.refresh()

    assert ledger.states(item)["2026-06"] == "missing"
    assert ledger.states(item)["2026-07"] == "open"


def test_a_row_taken_off_the_list_keeps_its_past_and_expects_nothing_more(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.refresh()
    Holding.objects.filter(item=item).update(valid_to=date(2026, 3, 31))

    ledger.refresh()

    assert list(ledger.states(item)) == ["2026-01", "2026-02", "2026-03"]


def test_publishing_brings_the_ledger_up_to_date_at_once(cast, ledger, desk, content):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.refresh()

    information = desk.published(**{**content, "catalogue_item": item, "written_on": date(2026, 6, 10)})
    assert ledger.states(item)["2026-06"] == "met"

    disclosures.withdraw(information=information, reason="内容有误，更正后重新公开。", by=cast.approver)
    assert ledger.states(item)["2026-06"] == "open"


def test_publishing_a_text_of_a_prompt_row_touches_its_own_line_only(cast, ledger, desk, content):
    item = ledger.row(cast.town, "20个工作日")
    other = ledger.record(cast.town, item, None, date(2026, 1, 5))
    ledger.refresh()

    information = desk.published(**{**content, "catalogue_item": item, "written_on": date(2026, 6, 10)})

    assert ledger.states(item) == {
        f"record:{other.pk}": "missing",
        "2026": "met",
        f"record:{information.pk}": "met",
    }


def test_a_record_corrected_onto_another_row_leaves_the_first_one(cast, ledger):
    old, new = ledger.row(cast.town, "20个工作日", "旧"), ledger.row(cast.town, "20个工作日", "新")
    record = ledger.record(cast.town, old, date(2026, 3, 2), date(2026, 3, 1))
    ledger.refresh()
    record.catalogue_item = new
    record.save()

    refresh()

    assert ledger.states(old) == {"2026": "open"}
    assert ledger.states(new) == {"2026": "met", f"record:{record.pk}": "met"}


def test_the_list_behind_a_line_is_what_the_line_counted(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    counted = ledger.record(cast.town, item, date(2026, 3, 9))
    ledger.record(cast.town, item, date(2026, 4, 9))
    ledger.refresh()

    (piece,) = evidence_of(ledger.line(item, "2026-03"))

    assert (piece.what, piece.on, piece.label) == (f"record:{counted.pk}", date(2026, 3, 9), counted.title)


def test_quotas_count_activities_and_follow_them_at_once(cast, ledger):
    load_quotas()
    ledger.refresh()
    line = Instance.objects.get(duty__quota="training", organisation=cast.town)
    assert (line.state, line.due_on) == ("open", date(2026, 12, 31))

    activity = add_activity(
        by=cast.drafter,
        organisation=cast.town,
        kind="training",
        held_on=date(2026, 5, 20),
        title="条例培训",
        summary="学习条例第二十条",
    )

    line.refresh_from_db()
    assert (line.state, line.met_on) == ("met", date(2026, 5, 20))
    assert evidence_of(line)[0].what == f"activity:{activity.pk}"


def test_organisations_of_other_kinds_owe_no_such_quota(cast, ledger):
    load_quotas()
    ledger.refresh()

    assert not Duty.objects.filter(quota="open_day", organisation=cast.town).exists()
    assert Duty.objects.filter(quota="inspection_visit").count() == 1


def test_the_command_prints_the_counts(cast, ledger, capsys):
    ledger.row(cast.town, "每月公布一次")

    call_command("duties", "refresh", "--json")

    printed = json.loads(capsys.readouterr().out)
    assert printed["instances"] == 6
    assert printed["missing"] == 5
    assert {"met", "nil", "not_applicable", "late", "seconds"} <= set(printed)


def test_a_plan_confirmed_late_asks_for_nothing_before_its_confirmation(cast, ledger):
    make_task(cast, per="quarter", times=1, confirmed_at=NOW)

    ledger.refresh()

    lines = Instance.objects.filter(duty__source="plan")
    assert list(lines.values_list("key", "state")) == [("2026Q2", "open")]


def test_a_yearly_task_of_a_plan_counts_the_whole_year(cast, ledger):
    task = make_task(cast, per="year", times=1, confirmed_at=datetime(2026, 11, 2, tzinfo=UTC))
    choose_evidence(task=task, by=cast.county_office, evidence_kind="activity:training")
    add_activity(
        by=cast.drafter,
        organisation=cast.town,
        kind="training",
        held_on=date(2026, 3, 2),
        title="培训",
        summary="条例",
    )

    with clock.at(datetime(2026, 11, 3, tzinfo=UTC)):
        ledger.refresh()

    line = Instance.objects.get(duty__task=task)
    assert (line.key, line.state, line.met_on) == ("2026", "met", date(2026, 3, 2))


def make_task(cast, **values) -> PlanTask:
    """A confirmed task that 青禾镇 leads, of a plan of the county."""
    at = values.pop("confirmed_at")
    plan = Plan.objects.create(
        title="2026年要点", organisation=cast.county, year=2026, state="confirmed", confirmed_at=at,
        uploaded_at=at, uploaded_by=cast.county_office, file_name="要点.docx",
    )  # fmt: skip
    task = PlanTask.objects.create(plan=plan, order=1, text="办好这件事", state="confirmed", **values)
    TaskUnit.objects.create(task=task, organisation=cast.town, role="lead", printed="青禾镇")
    return task
