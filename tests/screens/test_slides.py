"""The words for a screen: proposed, paged, timed."""

import pytest

from mingbai.screens.rules.slides import PAGE_HOLDS, paged, proposed, seconds_for, size_of

BODY = """<p>各村民委员会：</p><p>一、补贴对象是实际种粮的农户。二、每亩补贴90元，12月31日前发到一卡通。</p>
<table><tr><td>张三</td><td>330元</td></tr></table><p>咨询电话：0989-6131001。</p><p>青禾镇人民政府</p>"""


def test_proposals_leave_out_greetings_signatures_and_tables_and_lose_their_numbers():
    assert proposed("", BODY) == [
        "补贴对象是实际种粮的农户。",
        "每亩补贴90元，12月31日前发到一卡通。",
        "咨询电话：0989-6131001。",
    ]


def test_a_sentence_that_is_too_long_ends_at_a_comma():
    long = "为了" + "做好工作" * 8 + "，" + "请各村认真落实" * 9 + "。"
    assert proposed("", f"<p>{long}</p>") == ["为了" + "做好工作" * 8 + "……"]


def test_no_page_holds_more_lines_than_fit():
    lines = ["字" * 60] * 6
    pages = paged(lines)
    assert [len(page) for page in pages] == [2, 2, 2]
    assert [line for page in pages for line in page] == lines
    assert PAGE_HOLDS == 6


@pytest.mark.parametrize(("asked", "seconds"), [(None, 8), (30, 30), (1, 8), (999, 120)])
def test_a_page_stays_as_long_as_asked_within_limits(asked, seconds):
    assert seconds_for("题", [["短"]], asked) == seconds


@pytest.mark.parametrize(("length", "size"), [(18, "large"), (19, "middle"), (37, "small")])
def test_a_longer_title_is_set_smaller(length, size):
    assert size_of("题" * length) == size
