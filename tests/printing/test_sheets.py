"""Notices for boards: pages, tables, letters, codes."""

from datetime import date

import pytest

from mingbai.documents.official.blocks import blocks_of
from mingbai.printing.exports.sheets import draw
from mingbai.printing.values import Sheet
from tests.printing.reading import codes, drawn, fonts, missing_letters, sizes, table, texts

WORDS = "为保障冬季供水，请各村于每周一检查管道，发现漏水立即报修。"


def test_every_page_says_which_of_how_many_it_is():
    pages = texts(drawn(f"<p>{WORDS * 40}</p>" * 3))
    assert len(pages) > 2
    assert all(f"第{at}页共{len(pages)}页" in page for at, page in enumerate(pages, 1))


def test_several_notices_in_one_file_count_their_own_pages():
    sheets = [
        Sheet("甲村公示", "甲", blocks_of(f"<p>{WORDS * 60}</p>")),
        Sheet("乙村公示", "乙", blocks_of("<p>短</p>"), size="A3"),
    ]
    data = draw(sheets, on=date(2026, 5, 1))
    pages = texts(data)
    assert "第1页共1页" in pages[-1] and f"第1页共{len(pages) - 1}页" in pages[0]
    assert sizes(data)[0] == (210, 297) and sizes(data)[-1] == (297, 420)


def test_the_code_and_the_telephones_stand_on_every_page():
    address = "https://www.example.gov.cn/q/2AB4/"
    data = drawn(
        f"<p>{WORDS * 90}</p>",
        address=address,
        scan="扫码看最新内容",
        contact="咨询电话：0999-5550101",
        complaint="监督电话：0999-5550100",
    )
    assert codes(data) == [[address]] * len(texts(data))
    assert all("0999-5550101" in page and "0999-5550100" in page for page in texts(data))


def test_a_table_of_200_rows_keeps_its_head_on_every_page_and_loses_no_row():
    rows = [[str(at), f"户主{at}号", f"第{at % 8 + 1}组", f"{at * 13 + 500}.00"] for at in range(1, 201)]
    data = drawn(table(["序号", "户主", "组别", "补贴金额"], rows))
    pages = texts(data)
    assert len(pages) > 4 and all("序号户主组别补贴金额" in page for page in pages)
    for _, name, group, amount in rows:
        assert sum(f"{name}{group}{amount}" in page for page in pages) == 1


def test_a_row_is_never_cut():
    rows = [[f"事项{at}", "甲" * 200 + f"完{at}", "五日"] for at in range(20)]
    pages = texts(drawn(table(["事项", "条件", "期限"], rows)))
    for at in range(20):
        assert sum(f"事项{at}甲" in page or f"完{at}五" in page for page in pages) == 1
    assert sum(page.count("甲") for page in pages) == 20 * 200


def test_a_row_taller_than_a_page_loses_nothing():
    pages = texts(drawn(table(["事项", "条件", "期限"], [["一", "甲" * 3000, "五日"]])))
    assert sum(page.count("甲") for page in pages) == 3000


def test_a_cell_over_many_rows_is_said_again_and_pushes_nothing_off_the_page():
    first = '<tr><td rowspan="90">一组</td><td>户1号</td></tr>'
    rest = "".join(f"<tr><td>户{at}号</td></tr>" for at in range(2, 91))
    pages = texts(drawn(f"<table><tr><th>组</th><th>户</th></tr>{first}{rest}</table>"))
    assert all("一组" in page for page in pages)
    assert all(sum(f"户{at}号" in page for page in pages) == 1 for at in range(1, 91))


def test_a_wide_table_turns_the_sheet_and_no_figure_is_broken():
    heads = [f"第{at}项指标" for at in range(14)]
    rows = [[f"{at * 12345 + 100000}.{number:02d}" for number in range(14)] for at in range(20)]
    data = drawn(f"<p>说明</p>{table(heads, rows)}")
    assert sizes(data)[0] == (297, 210)
    assert all(any(figure in page for page in texts(data)) for row in rows for figure in row)


def test_rare_characters_are_drawn_with_letters_of_their_own():
    data = drawn(table(["姓名", "组", "备注"], [["𠮷㐂", "一组", "㐂𠮷龘"]]), title="𠮷某㐂")
    assert missing_letters(data) == 0
    assert "𠮷㐂" in texts(data)[0] and "㐂𠮷龘" in texts(data)[0]
    assert any("CJK" in name for name in fonts(data))


def test_an_empty_text_and_one_of_a_line_make_one_page():
    assert len(texts(drawn(""))) == len(texts(drawn("<p>明天停水。</p>"))) == 1
    assert "没有文字内容" in texts(drawn(""))[0]


def test_a_very_long_title_loses_no_word():
    title = "关于" + "进一步做好农村集体产权制度改革工作" * 8 + "的公示"
    assert title in texts(drawn("<p>正文</p>", title=title))[0]


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_the_period_stands_in_a_box_of_its_own(size):
    data = drawn("<p>正文</p>", from_on=date(2026, 5, 1), until=date(2026, 5, 10), is_trial=True, size=size)
    assert "公示期：2026年5月1日至2026年5月10日" in texts(data)[0]


def test_the_same_notice_gives_the_same_bytes():
    assert drawn(f"<p>{WORDS}</p>") == drawn(f"<p>{WORDS}</p>")
