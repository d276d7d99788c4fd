"""What a person does with a plan and its tasks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.organisations.models import Organisation
from mingbai.plans import actions, followers, queries, rules
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.reader import Directory
from mingbai.plans.states import PlanState, TaskState

TEXT = """青禾镇2026年政务公开工作要点

一、主动公开
（一）公开村务。各村每季度公开一次村务。〔柳湾村村民委员会牵头落实，临河镇人民政府配合〕
（二）编制目录。2026年10月底前编制完成目录。〔临河镇人民政府负责落实〕
"""


def words_of(caught) -> str:
    return "".join(caught.value.messages)


def last_verb() -> str:
    return Event.objects.order_by("sequence").last().verb


def known_only(printed: str):
    return lambda self, unit: ("MB20",) if unit == printed else ()


# -- taking in -----------------------------------------------------------------------


def test_a_document_becomes_a_plan_with_proposed_tasks(cast):
    plan = actions.take_in(organisation=cast.town, by=cast.drafter, data=TEXT.encode(), filename="要点.txt")
    first, second = plan.tasks.all()
    assert plan.state == PlanState.READ and plan.year == 2026
    assert first.lead_text == ["柳湾村村民委员会"] and first.lead_organisations == [cast.village]
    assert first.support_organisations == [cast.next_town] and first.per == "quarter"
    assert second.deadline_on == date(2026, 10, 31) and second.state == TaskState.PROPOSED
    assert first.proposed["frequency"]["per"] == "quarter"
    assert plan.original.read() == TEXT.encode() and last_verb() == "plan.take_in"


def test_the_same_text_is_not_taken_in_twice_unless_the_first_was_cancelled(cast):
    def bring(name):
        return actions.take_in(organisation=cast.town, by=cast.drafter, data=TEXT.encode(), filename=name)

    plan = bring("一.txt")
    with pytest.raises(ValidationError) as caught:
        bring("二.txt")
    assert "已经在" in words_of(caught)
    actions.cancel(plan=plan, by=cast.drafter, reason="传错了")
    assert bring("三.txt").pk != plan.pk


def test_a_text_without_tasks_leaves_nothing_behind(cast):
    events = Event.objects.count()
    with pytest.raises(ValidationError):
        actions.take_in(
            organisation=cast.town, by=cast.drafter, data="今天天气晴朗。".encode(), filename="a.txt"
        )
    assert not Plan.objects.exists() and Event.objects.count() == events


@pytest.mark.parametrize("who", ["reporter", "checker", "auditor", "stranger"])
def test_who_does_not_manage_plans_there_takes_none_in(cast, who):
    with pytest.raises(Denied):
        actions.take_in(organisation=cast.town, by=getattr(cast, who), data=TEXT.encode(), filename="a.txt")
    assert not Plan.objects.exists()


# -- correcting ----------------------------------------------------------------------------


def test_a_correction_is_kept_beside_what_was_proposed(cast, tasks):
    task = actions.correct(
        task=tasks[0], by=cast.drafter, deadline_text="6月底前", deadline_on=date(2026, 6, 30)
    )
    assert task.proposed["deadline"]["date"] == "2026-12-31" and task.checked_by == cast.drafter
    assert task.deadline_on == date(2026, 6, 30)
    assert Event.objects.order_by("sequence").last().detail["changed"] == ["deadline_text", "deadline_on"]


def test_correcting_the_units_matches_them_anew(cast, tasks):
    task = actions.correct(task=tasks[2], by=cast.drafter, lead_text=["临河镇人民政府"])
    assert task.lead_organisations == [cast.next_town]
    task = actions.correct(task=task, by=cast.drafter, lead_text=["不知道的单位"])
    assert PlanTask.objects.get(pk=task.pk).lead_organisations == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "　"}, "text"),
        ({"times": 0}, "times"),
        ({"times": 2, "per": ""}, "per"),
        ({"lead_text": ["甲"], "support_text": ["甲"]}, "support_text"),
        ({"modality": "maybe"}, "modality"),
    ],
)
def test_values_that_say_nothing_sensible_are_refused(cast, tasks, values, field):
    with pytest.raises(ValidationError) as caught:
        actions.correct(task=tasks[1], by=cast.drafter, **values)
    assert field in caught.value.message_dict
    assert PlanTask.objects.get(pk=tasks[1].pk).checked_at is None


def test_a_confirmed_task_is_changed_only_with_a_reason_and_followers_hear_of_it(cast, tasks, monkeypatch):
    heard: list[Plan] = []
    monkeypatch.setitem(followers._followers, "test", heard.append)
    plan = settled(cast, tasks)
    task = plan.tasks.first()
    with pytest.raises(ValidationError, match="为什么改"):
        actions.correct(task=task, by=cast.drafter, deadline_on=date(2026, 9, 1))
    assert heard == [plan]
    actions.correct(task=task, by=cast.drafter, deadline_on=date(2026, 9, 1), reason="县里改期")
    assert heard == [plan, plan]


def test_a_task_is_dropped_with_a_reason_and_taken_up_again(cast, tasks):
    with pytest.raises(ValidationError):
        actions.drop(task=tasks[0], by=cast.drafter, reason=" ")
    dropped = actions.drop(task=tasks[0], by=cast.drafter, reason="只是背景")
    assert dropped.state == TaskState.DROPPED
    with pytest.raises(ValidationError):
        actions.correct(task=dropped, by=cast.drafter, text="改")
    assert actions.restore(task=dropped, by=cast.drafter).state == TaskState.PROPOSED


def test_an_overlooked_task_is_put_where_it_belongs(cast, plan, tasks):
    added = actions.add(plan=plan, by=cast.drafter, text="补上的任务。", after=tasks[0], path="一、（一）2")
    assert [task.pk for task in plan.tasks.all()] == [tasks[0].pk, added.pk, tasks[1].pk, tasks[2].pk]
    assert added.proposed == {} and added.headings == tasks[0].headings


# -- joining and splitting ---------------------------------------------------------------------


def test_joined_tasks_are_one_with_all_units_and_numbers(cast, tasks):
    joined = actions.join(tasks=[tasks[1], tasks[0]], by=cast.drafter)
    assert joined.pk == tasks[0].pk and joined.text.splitlines() == [tasks[0].text, tasks[1].text]
    assert joined.lead_text == ["柳湾村村民委员会", "临河镇人民政府"] and joined.deadline_text == "年内"
    assert joined.lead_organisations == [cast.village, cast.next_town]
    other = PlanTask.objects.get(pk=tasks[1].pk)
    assert other.joined_into == joined and other.state == TaskState.DROPPED
    with pytest.raises(ValidationError, match="拆分"):
        actions.restore(task=other, by=cast.drafter)


def test_one_task_alone_or_of_another_plan_is_not_joined(cast, tasks):
    for some in ([tasks[0]], []):
        with pytest.raises(ValidationError):
            actions.join(tasks=some, by=cast.drafter)


def test_a_split_gives_each_part_what_is_printed_in_it(cast, plan, tasks):
    text = tasks[1].text
    first, second = actions.split(task=tasks[1], by=cast.drafter, at=text.index("10月"))
    assert (first.text, second.text) == ("做好舆情回应。", "10月底前编制目录。")
    assert first.deadline_on is None and second.deadline_on == date(2026, 10, 31)
    assert second.split_from == tasks[1] and second.lead_organisations == [cast.next_town]
    assert [task.order for task in plan.tasks.all()] == [1, 2, 3, 4]


@pytest.mark.parametrize("parts", [[], ["做好舆情回应。10月底前编制目录。"], ["做好舆情回应。", "别的话"]])
def test_parts_that_are_not_the_text_are_refused(cast, plan, tasks, parts):
    with pytest.raises(ValidationError):
        actions.split(task=tasks[1], by=cast.drafter, parts=parts)
    assert plan.tasks.count() == 3


@given(st.lists(st.text("甲乙丙。，12 ", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_parts_set_apart_by_empty_lines_hold_every_word(parts):
    found = rules.parts_of("\r\n\r\n".join(parts))
    assert rules.bare("".join(found)) == rules.bare("".join(parts))


@given(st.text("甲乙丙1次每", max_size=30), st.lists(st.text("甲乙1次", min_size=1, max_size=3), max_size=3))
def test_marking_loses_no_letter(text, phrases):
    assert "".join(piece for piece, _ in rules.marked(text, phrases)) == text


# -- the whole plan --------------------------------------------------------------------------------


def settled(cast, tasks) -> Plan:
    """The plan confirmed, its unknown unit left open."""
    plan = tasks[0].plan
    actions.assign_unit(plan=plan, by=cast.drafter, printed="星空办", organisations=[])
    return actions.confirm(plan=plan, by=cast.county_office)


def test_a_plan_is_not_confirmed_while_a_lead_unit_stands_for_nothing(cast, plan, tasks):
    assert {one.printed for one in queries.unmatched(plan)} == {"星空办", "镇财政所"}
    with pytest.raises(ValidationError, match="星空办"):
        actions.confirm(plan=plan, by=cast.drafter)
    confirmed = settled(cast, tasks)
    assert confirmed.state == PlanState.CONFIRMED and confirmed.confirmed_by == cast.county_office
    assert set(plan.tasks.values_list("state", flat=True)) == {TaskState.CONFIRMED}


def test_a_chosen_organisation_counts_in_every_task_of_the_plan(cast, plan, tasks):
    actions.correct(task=tasks[1], by=cast.drafter, lead_text=["星空办"])
    actions.assign_unit(plan=plan, by=cast.drafter, printed="星空办", organisations=[cast.next_town])
    leads = [task.lead_organisations for task in queries.with_units(plan.tasks.all())]
    assert leads == [[cast.village], [cast.next_town], [cast.next_town]]
    with pytest.raises(ValidationError):
        actions.assign_unit(plan=plan, by=cast.drafter, printed="没写的单位", organisations=[])


def test_confirmed_tasks_say_who_and_when_until_the_plan_ends(cast, plan, tasks, django_assert_num_queries):
    assert not queries.confirmed_tasks().exists()
    actions.drop(task=tasks[1], by=cast.drafter, reason="重复")
    settled(cast, tasks)
    with django_assert_num_queries(2):
        rows = [(task.path, task.lead_organisations, task.per) for task in queries.confirmed_tasks()]
    assert rows == [("一、（一）", [cast.village], "quarter"), ("二、", [], "")]
    actions.close(plan=plan, by=cast.drafter, note="年度任务完成")
    assert not queries.confirmed_tasks().exists()


def test_after_the_confirmation_nothing_is_joined_and_after_the_end_nothing_changed(cast, tasks):
    plan = settled(cast, tasks)
    with pytest.raises(Denied):
        actions.join(tasks=tasks[:2], by=cast.drafter)
    actions.cancel(plan=plan, by=cast.drafter, reason="已印发新的方案")
    with pytest.raises(Denied):
        actions.correct(task=tasks[0], by=cast.drafter, text="改", reason="改")
    with pytest.raises(ValidationError):
        actions.cancel(plan=plan, by=cast.drafter, reason="再来一次")


def test_a_town_gives_no_work_to_the_next_town(cast, plan, tasks):
    actions.assign_unit(plan=plan, by=cast.drafter, printed="星空办", organisations=[])
    with pytest.raises(ValidationError, match="临河镇人民政府不归您这里交办"):
        actions.confirm(plan=plan, by=cast.drafter)
    plan.refresh_from_db()
    assert plan.state == PlanState.READ


def test_an_owner_works_where_the_task_is_led(cast, tasks):
    plan = settled(cast, tasks)
    led = plan.tasks.get(order=2)
    assert actions.set_owner(task=led, by=cast.stranger, owner=cast.stranger).owner == cast.stranger
    with pytest.raises(ValidationError):
        actions.set_owner(task=led, by=cast.drafter, owner=cast.auditor)
    with pytest.raises(Denied):
        actions.set_owner(task=plan.tasks.get(order=1), by=cast.stranger, owner=cast.stranger)
    assert actions.set_owner(task=led, by=cast.drafter, owner=None).owner is None


def test_one_of_several_that_lead_a_task_names_nobody_for_the_others(cast, plan, tasks):
    both = [cast.next_town, cast.village]
    actions.assign_unit(plan=plan, by=cast.drafter, printed="星空办", organisations=both)
    actions.confirm(plan=plan, by=cast.county_office)
    with pytest.raises(Denied):
        actions.set_owner(task=plan.tasks.get(order=3), by=cast.stranger, owner=cast.stranger)


def test_whoever_has_to_do_something_is_told_once(cast, tasks):
    plan = settled(cast, tasks)
    notice = Notice.objects.get(user=cast.stranger)
    assert "临河镇人民政府牵头 1 项" in notice.text and notice.link == f"/desk/plans/{plan.pk}/"
    assert Notice.objects.filter(user=cast.reporter).count() == 1
    actions.set_owner(task=plan.tasks.get(order=2), by=cast.drafter, owner=cast.stranger)
    assert Notice.objects.filter(user=cast.stranger, text__contains="责任人").count() == 1


@pytest.mark.parametrize("who", ["stranger", "reporter", "checker", "auditor"])
def test_nobody_else_changes_a_plan(cast, plan, tasks, who):
    by = getattr(cast, who)
    for do in (
        lambda: actions.check(task=tasks[0], by=by),
        lambda: actions.correct(task=tasks[0], by=by, text="改"),
        lambda: actions.drop(task=tasks[0], by=by, reason="改"),
        lambda: actions.join(tasks=tasks, by=by),
        lambda: actions.split(task=tasks[1], by=by, at=7),
        lambda: actions.add(plan=plan, by=by, text="改"),
        lambda: actions.assign_unit(plan=plan, by=by, printed="星空办", organisations=[]),
        lambda: actions.confirm(plan=plan, by=by),
        lambda: actions.cancel(plan=plan, by=by, reason="改"),
    ):
        with pytest.raises(Denied):
            do()
    assert not Event.objects.exists()


# -- who sees what ------------------------------------------------------------------------------------


def test_the_next_town_sees_only_the_tasks_it_leads_and_only_once_confirmed(cast, plan, tasks):
    assert not queries.plans(cast.stranger).exists()
    settled(cast, tasks)
    assert list(queries.plans(cast.stranger)) == [plan]
    assert [task.order for task in queries.tasks_of(cast.stranger, plan)] == [2]
    assert not queries.managed(cast.stranger).exists()
    assert queries.tasks_of(cast.county_office, plan).count() == 3


def test_the_directory_knows_the_tree_and_names_of_merged_organisations(cast):
    old = cast.county.add_child(
        code="OLD", kind="department", name="明白县老局", slug="old", short_names=["老局"]
    )
    Organisation.objects.filter(pk=old.pk).update(merged_into=cast.next_town, valid_to=date(2025, 1, 1))
    directory = queries.directory()
    assert isinstance(directory, Directory)
    by_code = {unit.code: unit for unit in directory.units}
    assert "OLD" not in by_code and by_code["MB11"].parent == "MB10" and by_code["MB00"].parent == ""
    assert by_code["MB20"].former_names == ("明白县老局", "老局")
