"""The deadlines of cases, counted by hand against the holidays of 2026 (清明 4–6 April, 五一 1–5 May)."""

from datetime import date

import pytest

from mingbai.remedies.rules.deadlines import Facts, Happened, course_problem, deadlines, renewal_due
from mingbai.timelimits.queries import as_packaged

KNOWN = as_packaged()


def day(text: str) -> date:
    return date(2026, *map(int, text.split("-")))


def dues(facts: Facts, *course: Happened) -> dict[str, date | None]:
    found = deadlines(facts, course, calendar=KNOWN.calendar(), limits=KNOWN.limits())
    return {one.key: one.due for one in found}


REVIEW = {"kind": "review", "procedure": "normal", "instance": "first"}
SUIT = {"kind": "litigation", "procedure": "normal", "instance": "first"}


@pytest.mark.parametrize(
    ("facts", "course", "key", "expected"),
    [
        # 普通程序书面答复10个工作日：4月3日（周五）收到，7—10日四天，13—17日五天，20日第十天。
        ({**REVIEW, "began_on": "4-1", "served_on": "4-3"}, [], "review.answer", "4-20"),
        # 清明假日里收到，从节后第一个工作日4月7日数起。
        ({**REVIEW, "began_on": "4-1", "served_on": "4-5"}, [], "review.answer", "4-20"),
        # 跨五一：4月24日（周五）收到，27—30日四天，5月6—8日三天，9日（周六）调休上班，11、12日。
        ({**REVIEW, "began_on": "4-1", "served_on": "4-24"}, [], "review.answer", "5-12"),
        # 简易程序书面答复5个工作日：4月7—10日四天，13日第五天。
        ({**REVIEW, "procedure": "simple", "began_on": "4-1", "served_on": "4-3"}, [],
         "review.answer_simplified", "4-13"),
        # 普通程序60日：4月1日受理，4月余29天，5月余31天，满60日为5月31日（周日），顺延到6月1日。
        ({**REVIEW, "began_on": "4-1"}, [], "review.decision", "6-1"),
        # 延长30日：90日为6月30日（周二）。
        ({**REVIEW, "began_on": "4-1"}, [("extended", "5-20")], "review.decision", "6-30"),
        # 4月10日中止、4月20日恢复，11—20日共10天不计：60日变为70个自然日后，6月10日（周三）。
        ({**REVIEW, "began_on": "4-1"}, [("suspended", "4-10"), ("resumed", "4-20")], "review.decision", "6-10"),
        # 简易程序30日：4月1日受理，5月1日为假日，顺延到假后第一个工作日5月6日。
        ({**REVIEW, "procedure": "simple", "began_on": "4-1"}, [], "review.decision_simplified", "5-6"),
        # 举证15日（自然日）：4月3日收到，4月18日为周六，顺延到20日。
        ({**SUIT, "began_on": "4-1", "served_on": "4-3"}, [], "lawsuit.evidence", "4-20"),
        # 4月8日收到，4月23日（周四）。
        ({**SUIT, "began_on": "4-1", "served_on": "4-8"}, [], "lawsuit.evidence", "4-23"),
        # 法院准许延到5月15日。
        ({**SUIT, "began_on": "4-1", "served_on": "4-8"}, [("postponed", "4-20", "5-15")], "lawsuit.evidence", "5-15"),
        # 一审6个月：4月1日立案，10月1日为国庆假期，顺延到节后（10月1—7日休）10月8日。
        ({**SUIT, "began_on": "4-1"}, [], "lawsuit.judgment", "10-8"),
        # 二审3个月：3月9日到6月9日（周二）。
        ({**SUIT, "instance": "second", "began_on": "3-9"}, [], "lawsuit.judgment_appeal", "6-9"),
        # 上诉15日：4月8日收到判决书，4月23日。
        ({**SUIT, "began_on": "1-5", "ended_on": "4-1", "decision_served_on": "4-8"}, [], "lawsuit.appeal", "4-23"),
    ],
)  # fmt: skip
def test_the_time_of_a_case_ends_on_the_day_counted_by_hand(facts, course, key, expected):
    facts = Facts(**{name: day(value) if name.endswith("_on") else value for name, value in facts.items()})
    happened = [Happened(event, *map(day, days)) for event, *days in course]
    assert dues(facts, *happened)[key] == day(expected)


def test_our_time_cannot_be_counted_before_we_got_the_notice():
    found = deadlines(
        Facts(**REVIEW, began_on=day("4-1")), [], calendar=KNOWN.calendar(), limits=KNOWN.limits()
    )
    assert found[0].due is None and "收到答复通知" in found[0].missing
    assert found[0].left(day("12-31")) is None


def test_handing_the_answer_in_meets_the_deadline_and_late_is_late():
    facts = Facts(**REVIEW, began_on=day("4-1"), served_on=day("4-3"))
    for handed_in, late in (("4-20", False), ("4-21", True)):
        answer = deadlines(
            facts,
            [Happened("answered", day(handed_in))],
            calendar=KNOWN.calendar(),
            limits=KNOWN.limits(),
        )[0]
        assert (answer.met_on, answer.overdue(day("5-6"))) == (day(handed_in), late)


def test_the_time_of_the_court_is_only_a_guess_while_the_case_is_suspended():
    facts = Facts(**SUIT, began_on=day("4-1"))
    found = deadlines(
        facts, [Happened("suspended", day("5-6"))], calendar=KNOWN.calendar(), limits=KNOWN.limits()
    )
    court = next(one for one in found if not one.ours)
    assert court.estimated and "以法院通知为准" in court.steps[-1].text


@pytest.mark.parametrize(
    ("days", "unit", "expected"),
    [
        # 没有写明期限的，参照20个工作日：4月8日收到，9、10，13—17，20—24，27—30共16天，5月6—8日，9日（调休）第20天。
        (None, "working_day", "5-9"),
        # 决定书写明15日，自然日：4月23日。
        (15, "calendar_day", "4-23"),
        # 写明15个工作日：9、10，13—17，20—24共12天，27—29日第15天。
        (15, "working_day", "4-29"),
    ],
)
def test_a_new_answer_is_due_as_the_decision_says_or_as_the_county_set(days, unit, expected):
    limit = KNOWN.limit("remedies.renewal")
    assert renewal_due(limit, day("4-8"), KNOWN.calendar(), days, unit)[0] == day(expected)


@pytest.mark.parametrize(
    ("course", "problem"),
    [
        ([("suspended", "4-10"), ("resumed", "4-20")], ""),
        ([("resumed", "4-10"), ("suspended", "4-10")], ""),
        ([("resumed", "4-10")], "没有中止的记录"),
        ([("suspended", "4-10"), ("suspended", "4-12")], "还没有恢复"),
        ([("answered", "3-31")], "早于受理"),
        ([("extended", "4-10"), ("extended", "4-12")], "已经记过一次"),
    ],
)
def test_a_course_that_cannot_be_is_told(course, problem):
    happened = [Happened(event, day(on)) for event, on in course]
    found = course_problem(happened, day("4-1"))
    assert problem in found and bool(found) == bool(problem)
