"""Headings, lists and tables as sentences."""

from mingbai.documents.official.blocks import blocks_of
from mingbai.loudspeakers.rules.sentences import sentences

HEAD = "<thead><tr><th>序号</th><th>户主</th><th>面积（亩）</th><th>补贴金额（元）</th></tr></thead>"
ROWS = "<tr><td>1</td><td>张三</td><td>2.5</td><td>301.25</td></tr><tr><td>2</td><td>李四</td><td>2</td><td>241</td></tr>"
TOTAL = "<tr><td colspan='2'>合 计</td><td>4.5</td><td>542.25</td></tr>"


def told(html: str, most: int = 10) -> list[str]:
    return sentences(blocks_of(html), most)


def test_a_heading_is_announced():
    assert told("<h2>补贴标准</h2><h2>一、补贴标准</h2>") == ["下面是补贴标准。", "一、补贴标准。"]


def test_a_paragraph_is_told_sentence_by_sentence():
    assert told("<p>不得重复申报！请核对。<br>有误的请说</p>") == [
        "不得重复申报！",
        "请核对。",
        "有误的请说。",
    ]


def test_a_list_is_told_item_by_item():
    assert told("<ul><li>带身份证；</li><li>带一卡通</li></ul>") == ["带身份证；", "带一卡通。"]


def test_a_row_names_each_column_and_its_unit():
    html = f"<table><caption>补贴表</caption>{HEAD}<tbody>{ROWS}</tbody></table>"
    assert told(html) == [
        "下面是一张表：补贴表。",
        "第1行，户主张三，面积2.5亩，补贴金额301.25元。",
        "第2行，户主李四，面积2亩，补贴金额241元。",
    ]


def test_the_table_s_own_total_is_told_last():
    html = f"<table>{HEAD}<tbody>{ROWS}{TOTAL}</tbody></table>"
    assert told(html)[-1] == "合计，面积4.5亩，补贴金额542.25元。"


def test_a_long_table_is_told_by_its_totals_and_where_to_read_it():
    summary = ["合计，面积4.5亩，补贴金额542.25元。", "完整的表请看公示栏或者扫公示栏上的二维码。"]
    for rows in (ROWS, ROWS + TOTAL):
        html = f"<table>{HEAD}<tbody>{rows}</tbody></table>"
        assert told(html, 1) == ["这张表共有2行，不逐行播送。", *summary]


def test_prices_telephones_and_words_are_not_added_up():
    head = "<thead><tr><th>户主</th><th>补贴标准（元/亩）</th><th>电话</th><th>金额</th></tr></thead>"
    rows = "<tr><td>张三</td><td>10</td><td>5550101</td><td>未定</td></tr>" * 3
    assert told(f"<table>{head}<tbody>{rows}</tbody></table>", 1)[0] == "这张表共有3行，不逐行播送。"
    assert not any("合计" in one for one in told(f"<table>{head}<tbody>{rows}</tbody></table>", 1))


def test_a_table_without_head_row_is_read_cell_by_cell():
    assert told("<table><tr><td>东组</td><td>12户</td></tr></table>") == ["第1行，东组，12户。"]


def test_a_cell_over_two_rows_is_told_with_both():
    html = "<table><thead><tr><th>组</th><th>户主</th></tr></thead><tbody><tr><td rowspan='2'>东组</td><td>张三</td></tr><tr><td>李四</td></tr></tbody></table>"
    assert told(html) == ["第1行，组东组，户主张三。", "第2行，组东组，户主李四。"]


def test_a_picture_is_not_read_out():
    assert told('<p><img src="/files/1" alt="示意图"></p><p>见图。</p>') == ["见图。"]


def test_a_first_row_of_words_over_numbers_names_the_columns():
    html = "<table><tr><td>村</td><td>户数</td></tr><tr><td>东塘村</td><td>486</td></tr></table>"
    assert told(html) == ["第1行，村东塘村，户数486。"]
    html = (
        "<table><tr><td>文件</td><td>文号</td></tr><tr><td>通知</td><td>明政发〔2026〕9号</td></tr></table>"
    )
    assert told(html) == ["第1行，文件通知，文号明政发〔2026〕9号。"]


def test_the_mark_for_the_file_is_not_read_out():
    assert told("<p>（此件公开发布）</p><p>请检查。</p>") == ["请检查。"]
