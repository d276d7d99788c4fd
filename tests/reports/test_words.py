"""The sentences, from plain values."""

from datetime import date

import pytest

from mingbai.duties.rules import Counts
from mingbai.reports.rules import (
    TaskFacts,
    clip,
    figure_changes,
    missing_numbers,
    numbered,
    shares,
    task_words,
)

TODAY = date(2026, 6, 15)
DUE, DONE = date(2026, 4, 30), date(2026, 5, 3)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (TaskFacts("公开清单。"), "公开清单：台账里没有这项任务的记录，本报告不作统计。"),
        (
            TaskFacts("公开", elsewhere="县财政局"),
            "公开：由县财政局牵头，进展见牵头单位的台账，本报告不作统计。",
        ),
        (TaskFacts("公开", counts=Counts(met=1), done_on=DONE), "公开：已于2026年5月3日完成。"),
        (
            TaskFacts("公开", counts=Counts(late=1), done_on=DONE, due_on=DUE, overdue=3),
            "公开：于2026年5月3日完成，截止日期为2026年4月30日，晚3天。",
        ),
        (
            TaskFacts("公开", counts=Counts(missing=1), due_on=DUE, overdue=46),
            "公开：截至2026年6月15日没有完成，截止日期为2026年4月30日，已超期46天。",
        ),
        (TaskFacts("公开", counts=Counts(open=1)), "公开：截至2026年6月15日还没有完成，没有写明截止日期。"),
        (TaskFacts("公开", counts=Counts(nil=1)), "公开：本期没有发生，已作零报告。"),
        (TaskFacts("公开", counts=Counts(not_applicable=1)), "公开：经上级单位审定，本单位不适用。"),
        (
            TaskFacts("公开", "每季度1次", Counts(met=1, missing=1, open=2), places=1),
            "公开（要求：每季度1次）：截至2026年6月15日已到期2项次，其中按时完成1项次、没有完成1项次；未到期2项次。",
        ),
        (
            TaskFacts("公开", counts=Counts(open=4), places=2),
            "公开：涉及2个单位，截至2026年6月15日还没有到期的事项；未到期4项次。",
        ),
    ],
)
def test_every_ending_has_its_sentence(facts, said):
    assert task_words(facts, TODAY) == said


def test_proofs_are_named_with_their_days_and_not_endlessly():
    pieces = [(date(2026, 1, day), f"第{day}次") for day in range(1, 9)]
    said = task_words(TaskFacts("培训", counts=Counts(met=1), pieces=pieces), TODAY)
    assert "佐证8件：2026年1月1日“第1次”" in said and said.endswith("“第6次”等。")


def test_headings_count_anew_below_each_other():
    assert numbered([1, 2, 2, 3, 4, 1, 2]) == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）"]
    assert numbered([1] * 21)[-1] == "二十一、" and numbered([1] * 10)[-1] == "十、"


def test_what_moved_appeared_or_went_is_listed():
    before = [{"key": "a", "label": "甲", "number": 1}, {"key": "b", "label": "乙", "number": 2}]
    after = [{"key": "a", "label": "甲", "number": 3}, {"key": "c", "label": "丙", "number": 1}]
    assert figure_changes(before, after) == [("甲", "1", "3"), ("丙", "", "1"), ("乙", "2", "")]


def test_a_number_that_no_list_holds_is_noticed_but_days_and_document_numbers_are_none():
    text = "2026年3月2日按青政发〔2026〕12号公开17条，培训2次。"
    assert missing_numbers(text, [{"number": 17}]) == ["2"]


def test_classes_with_nothing_are_named():
    assert shares("主题", [("甲", 2), ("乙", 0)]) == "按主题分：甲2条。没有公开信息的主题：乙。"
    assert shares("主题", []) == ""


def test_long_tasks_are_cut_at_the_first_sentence():
    assert clip("公开清单。每月更新。") == "公开清单" and clip("长" * 80).endswith("……")
