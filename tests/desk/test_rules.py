"""Small repairs of markup, and masks found again in HTML."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.desk.rules import markup, masking, spans, words
from mingbai.disclosures.rules import plain
from mingbai.lib.html import clean_html

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2026, 11, 24), "还有 3 天"), (TODAY, "今天到期"), (date(2026, 11, 19), "已超期 2 天"), (None, "")],
)
def test_days_left_are_said_in_words(due, said):
    assert words.days_left(due, TODAY) == said


PIECES = st.sampled_from(
    ["<p>甲</p>", "<p><strong>13912345678</strong></p>", "文字", "<ul><li>一</li></ul>", "<br>", "  ", "\n",
     "<table><tbody><tr><td>乙</td><td>13912345678</td></tr></tbody></table>", "<h2>题</h2>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join).map(clean_html))
def test_the_plain_text_is_the_one_the_checks_read(body):
    assert spans.plain_text(body) == plain(body)


@given(st.lists(PIECES, max_size=8).map("".join).map(clean_html))
def test_masking_a_kind_leaves_no_value_and_changes_nothing_else(body):
    _, masked = masking.mask_all("", body, plain(body), rule="mobile", today=TODAY, telephones=frozenset())
    assert "13912345678" not in masked
    assert plain(masked).replace("139****5678", "13912345678") == plain(body)


def test_a_number_broken_by_markup_is_masked_as_one():
    body = "<p>电话139<strong>1234</strong>5678。</p>"
    _, masked = masking.mask_all("", body, plain(body), rule="mobile", today=TODAY, telephones=frozenset())
    assert plain(masked) == "电话139****5678。"


def test_one_finding_about_names_masks_the_column():
    body = "<table><tbody><tr><th>姓名</th><th>村</th></tr><tr><td>张三丰</td><td>柳湾</td></tr><tr><td>李四</td><td>柳湾</td></tr></tbody></table>"  # noqa: E501
    finding = {"kind": "personal_data", "rule": "name", "where": "table 1", "start": 5, "end": 8}
    _, masked = masking.mask_finding("", body, plain(body), finding)
    assert "张**" in masked and "李**" in masked and "三丰" not in masked


def test_findings_are_marked_where_they_stand():
    marked = spans.marked("<p>甲乙<strong>丙</strong>丁</p>", [(spans.Span(1, 2), "finding-1", "ask")])
    assert marked == '<p>甲<mark id="finding-1" class="ask">乙</mark><strong>丙</strong>丁</p>'


def test_an_editors_words_become_a_records():
    tidied = markup.tidy_body('<h1>题</h1><p align="right"><b>甲</b>&lt;x&gt;</p>')
    assert clean_html(tidied) == '<h2>题</h2><p class="align-right"><strong>甲</strong>&lt;x&gt;</p>'
