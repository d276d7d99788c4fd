"""Comparing two versions: nothing is lost, nothing is invented, nothing becomes markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.lib.differences import LONGEST, differences
from mingbai.lib.html import clean_html
from mingbai.portal.rules.differences import changed_facts


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("<p>每月420元</p>", "<p>每月430元</p>", "<p>每月<del>420</del><ins>430</ins>元</p>"),
        ("<p>甲</p>", "<p>甲</p><p>乙</p>", "<p>甲</p><p><ins>乙</ins></p>"),
        ("<p>甲</p><p>乙</p>", "<p>甲</p>", "<p>甲</p><p><del>乙</del></p>"),
        ("<p>甲</p>", "", "<p><del>甲</del></p>"),
        ("", "<p>甲</p>", "<p><ins>甲</ins></p>"),
        ("<p>同</p>", "<p>同</p>", "<p>同</p>"),
        (
            "<table><tbody><tr><td>水田</td><td>3.18</td></tr></tbody></table>",
            "<table><tbody><tr><td>水田</td><td>3.81</td></tr></tbody></table>",
            "<table><tbody><tr><td>水田</td><td><del>3.18</del><ins>3.81</ins></td></tr></tbody></table>",
        ),
        ("<p>甲<strong>重点</strong></p>", "<p>甲</p>", "<p>甲<del>重点</del></p>"),
    ],
)
def test_changes_are_marked_where_they_are(before, after, marked):
    assert differences(before, after) == marked


def test_a_row_that_was_taken_out_stays_a_row():
    rows = "<tr><td>一</td><td>1</td></tr>"
    table = "<table><tbody>{}</tbody></table>"
    marked = differences(table.format(rows + "<tr><td>二</td><td>2</td></tr>"), table.format(rows))
    assert "<tr><td><del>二</del></td><td><del>2</del></td></tr>" in marked


def test_texts_too_long_to_compare_are_not_compared():
    assert differences("<p>甲</p>", "甲" * LONGEST) is None


paragraph = st.text(st.sampled_from("的水田12.一&<>a，。 "), max_size=12)
block = st.builds(
    "<{0}>{1}</{0}>".format,
    st.sampled_from(["p", "h2", "blockquote"]),
    paragraph.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
)
table = st.lists(
    st.lists(paragraph.map(lambda text: re.sub("[&<>]", "", text)), min_size=2, max_size=2), min_size=1
).map(
    lambda rows: (
        "<table><tbody>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</tbody></table>"
    )
)
body = st.lists(block | table, max_size=5).map(lambda blocks: clean_html("".join(blocks)))


def text_without(marked, mark):
    """The text that is left when all of `mark` is taken out, without white space."""
    kept = re.sub(rf"<{mark}>.*?</{mark}>", "", marked, flags=re.DOTALL)
    return "".join(re.sub("<[^>]*>", "", kept).split())


@given(body, body)
def test_without_what_was_added_it_is_the_old_text_and_the_other_way_round(before, after):
    marked = differences(before, after)
    assert text_without(marked, "ins") == text_without(before, "ins")
    assert text_without(marked, "del") == text_without(after, "del")


@pytest.mark.parametrize(
    "hostile",
    [
        "<p><a title='a&gt;&lt;img src=x onerror=alert(1)&gt;' href='/x'>链接</a></p>",
        '<p>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>',
        "<p>&lt;b onclick=x&gt;</p>",
    ],
)
@pytest.mark.parametrize("other", ["", "<p>&quot;</p>", '<p>"&gt;</p><p>x</p>'])
def test_no_comparison_turns_text_into_markup(hostile, other):
    for before, after in ((hostile, other), (other, hostile)):
        marked = differences(clean_html(before), clean_html(after))
        assert not re.search(r"<(?:img|script|b)\b", re.sub(r'"[^"]*"', "", marked))


def test_facts_beside_the_text_are_compared():
    before = {"title": "旧", "attachments": [[1, "甲.pdf", "x", "y"]], "keywords": ["水"]}
    after = {"title": "新", "attachments": [[2, "乙.pdf", "x", "y"]], "keywords": ["水"]}
    assert changed_facts(before, after) == [("标题", "旧", "新"), ("附件", "甲.pdf", "乙.pdf")]
