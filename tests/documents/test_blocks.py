"""The body of a record as blocks of an official document."""

from hypothesis import given
from hypothesis import strategies as st

from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.grid import placed
from mingbai.documents.official.values import Heading, Paragraph, Table


def test_headings_paragraphs_and_lists_come_in_their_order():
    html = (
        "<h2>一、依据</h2><p>按<strong>条例</strong><br>办理</p><ol start='3'><li>甲</li><li>乙</li></ol>末尾"
    )
    assert blocks_of(html) == (
        Heading(1, "一、依据"),
        Paragraph("按条例"),
        Paragraph("办理"),
        Paragraph("3. 甲"),
        Paragraph("4. 乙"),
        Paragraph("末尾"),
    )


def test_a_picture_becomes_its_words():
    assert blocks_of('<p><img src="/files/1/" alt="位置图"></p>') == (Paragraph("［图：位置图］"),)


def test_a_table_keeps_its_spans_caption_and_head():
    html = (
        "<table><caption>补贴</caption><thead><tr><th>村</th><th colspan='2'>金额</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>甲村</td><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>"
    )
    (table,) = blocks_of(html)
    assert isinstance(table, Table)
    assert (table.caption, table.head_rows, table.columns) == ("补贴", 1, 3)
    assert [str(one.value) for one in placed(table)] == ["村", "金额", "甲村", "1", "2", "3", ""]


_cell = st.tuples(
    st.sampled_from(["td", "th"]), st.integers(0, 4), st.integers(0, 4), st.text("甲1 ", max_size=3)
)


@given(st.lists(st.lists(_cell, max_size=4), min_size=1, max_size=4))
def test_any_table_fills_its_grid_and_loses_no_word(rows):
    cells = [
        "".join(f"<{tag} colspan='{x}' rowspan='{y}'>{text}</{tag}>" for tag, x, y, text in row)
        for row in rows
    ]
    html = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    for table in blocks_of(html):
        assert isinstance(table, Table)
        shown = "".join(str(one.value) for one in placed(table)).replace(" ", "")
        assert sorted(shown) == sorted("".join(text for row in rows for *_, text in row).replace(" ", ""))


def test_a_cell_over_a_hundred_rows_moves_none_of_them_into_another_column():
    rest = "".join(f"<tr><td>户{at}</td></tr>" for at in range(2, 101))
    (table,) = blocks_of(f'<table><tr><td rowspan="100">一组</td><td>户1</td></tr>{rest}</table>')
    assert table.columns == 2 and table.rows[99] == ["户100"]
