"""The walk over Word's XML: text, numbering, tables, notes, margins, drawings."""

from io import BytesIO
from zipfile import ZipFile

import docx
import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.documents.docx.counting import chinese, written
from mingbai.documents.docx.names import STRICT
from mingbai.documents.html import sanitise
from mingbai.documents.reading import read

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/><w:isLgl/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="x"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def listed(word, *items):
    """A document of (list, depth, text) paragraphs."""
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = "".join(word.p(text, number.format(depth, list_id)) for list_id, depth, text in items)
    parts = {"word/numbering.xml": word.part("numbering", NUMBERING)}
    return read(word.build(body, word.rel("rId1", "numbering", "numbering.xml"), parts), "a.docx")


def test_automatic_numbers_are_printed_and_make_headings(word):
    document = listed(
        word, (1, 0, "总则"), (1, 1, "目标"), (1, 2, "依法"), (1, 1, "原则"), (1, 0, "任务"), (1, 1, "重来")
    )
    assert document.text.split("\n") == [
        "一、总则",
        "（一）目标",
        "1.依法",
        "（二）原则",
        "二、任务",
        "（一）重来",
    ]
    assert [heading.number for heading in document.headings] == [
        "一、",
        "（一）",
        "1.",
        "（二）",
        "二、",
        "（一）",
    ]


def test_a_list_that_starts_over_counts_from_one_again(word):
    assert (
        listed(word, (1, 0, "甲"), (1, 0, "乙"), (3, 0, "丙"), (3, 0, "丁")).text
        == "一、甲\n二、乙\n一、丙\n二、丁"
    )


def test_a_legal_level_prints_all_numbers_as_digits(word):
    assert listed(word, (1, 0, "甲"), (1, 3, "乙")).text.split("\n")[1] == "1.1 乙"


def test_bullets_become_list_items(word):
    document = listed(word, (2, 0, "甲项"), (2, 0, "乙项"))
    assert document.html == "<ul><li>甲项</li><li>乙项</li></ul>" and document.text == "甲项\n乙项"


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"), (3, "ideographTraditional", "丙"), (12, "chineseLegalSimplified", "拾贰"),
        (5, "decimalEnclosedCircle", "⑤"), (28, "lowerLetter", "bb"), (4, "upperRoman", "IV"), (7, "decimalZero", "07"),
        (9, "decimalFullWidth", "９"), (105, "ideographDigital", "一〇五"), (1, "whatever", "1"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_words_formats(number, style, expected):
    assert written(number, style) == expected


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(number):
    value, digit = 0, 0
    text = ("一" if 10 <= number < 20 else "") + chinese(number)
    for sign in text:
        if sign in "十百千":
            value, digit = value + digit * {"十": 10, "百": 100, "千": 1000}[sign], 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    assert value + digit == number


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_merged_cells_keep_their_span_and_the_grid_stays_rectangular(word):
    down, below, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    data = word.build(
        f"<w:tbl><w:tr>{cell('户主', down)}{cell('补贴', wide)}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('项目')}{cell('金额')}</w:tr></w:tbl>"
    )
    document = read(data, "a.docx")
    assert document.tables == ((("户主", "补贴", ""), ("", "项目", "金额")),)
    assert '<td rowspan="2">户主</td><td colspan="2">补贴</td>' in document.html


def test_header_rows_make_a_table_head(word):
    header = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("姓名") + "</w:tr>"
    document = read(word.build(f"<w:tbl>{header}<w:tr>{cell('张三')}</w:tr></w:tbl>"), "a.docx")
    assert document.html == (
        "<table><thead><tr><th>姓名</th></tr></thead><tbody><tr><td>张三</td></tr></tbody></table>"
    )


def test_a_table_in_a_table_is_found_twice_over(word):
    inner = f"<w:tbl><w:tr>{cell('里')}</w:tr></w:tbl>"
    document = read(word.build(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"), "a.docx")
    assert document.tables == ((("里",),), (("里",),)) and document.html.count("<table>") == 2


BOX = "<w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r></w:p></w:txbxContent>"


def test_alternate_content_is_read_once(word):
    body = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    assert read(word.build(body), "a.docx").text == "框中字"
    assert read(word.build(body.replace('"wps"', '"future"')), "a.docx").text == "框中字"


def test_word_art_in_the_red_head_is_read(word):
    body = (
        '<w:p><w:r><w:pict><v:shape><v:textpath string="明白县人民政府文件"/></v:shape></w:pict></w:r></w:p>'
    )
    document = read(word.build(body + word.p("关于公开的通知") + word.p("正文如下。")), "a.docx")
    assert document.organisation == "明白县人民政府" and document.title == "关于公开的通知"


def test_number_and_signer_may_stand_in_the_header(word):
    header = word.part("hdr", word.p("明政报〔2021〕9号　　签发人：王强"))
    body = word.p("关于公开的报告") + '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'
    data = word.build(body, word.rel("rId1", "header", "header1.xml"), {"word/header1.xml": header})
    document = read(data, "a.docx")
    assert (document.document_number, document.signer) == ("明政报〔2021〕9号", "王强")
    assert "明政报" in document.text and "明政报" not in document.html


def test_footnotes_are_numbered_and_only_those_referred_to(word):
    notes = f'<w:footnote w:id="1">{word.p("注释")}</w:footnote><w:footnote w:id="2">{word.p("无主")}</w:footnote>'
    data = word.build(
        '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        word.rel("rId1", "footnotes", "footnotes.xml"),
        {"word/footnotes.xml": word.part("footnotes", notes)},
    )
    assert read(data, "a.docx").text == "正文[1]\n[1] 注释"


SMALL = {
    "line break": ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下", "<p>上<br>下</p>"),
    "content control": ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件", "<p>控件</p>"),
    "smart tag": ("<w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag>", "标记", "<p>标记</p>"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是", "<p>☑是</p>"),
    "raised": ('<w:r><w:t>5m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
               "5m2", "<p>5m<sup>2</sup></p>"),
    "bold": ("<w:r><w:rPr><w:b/></w:rPr><w:t>重</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>点</w:t></w:r>",
             "重点", "<p><strong>重点</strong></p>"),
    "ruby": ("<w:r><w:ruby><w:rt><w:r><w:t>zhǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>盏</w:t></w:r></w:rubyBase></w:ruby>"
             "<w:t>西</w:t></w:r>", "盏西", "<p>盏西</p>"),
    "formula": ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b", "<p>a+b</p>"),
    "escaping": ("<w:r><w:t>&lt;b&gt; &amp; c</w:t></w:r>", "<b> & c", "<p>&lt;b&gt; &amp; c</p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", SMALL)
def test_small_things_inside_a_paragraph(word, case):
    inside, text, html = SMALL[case]
    document = read(word.build(f"<w:p>{inside}</w:p>"), "a.docx")
    assert (document.text, document.html) == (text, html)


@pytest.mark.parametrize(
    ("jc", "css"), [("center", "align-center"), ("right", "align-right"), ("end", "align-right")]
)
def test_alignment_becomes_a_class(word, jc, css):
    assert (
        f'<p class="{css}">（落款）。</p>'
        in read(word.build(word.p("（落款）。", f'<w:jc w:val="{jc}"/>')), "a.docx").html
    )


def test_a_strict_document_is_read_like_any_other(word):
    archive, members = ZipFile(BytesIO(word.build(word.p("严格格式")))), {}
    for name in archive.namelist():
        members[name] = archive.read(name)
        for strict, usual in STRICT.items():
            members[name] = members[name].replace(usual, strict)
    assert read(word.zipped(members), "a.docx").text == "严格格式"


def test_unclosed_fields_do_not_swallow_the_text(word):
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>正文</w:t></w:r></w:p>'
    assert read(word.build(body), "a.docx").text == "正文"


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)


@given(
    st.lists(st.lists(st.tuples(WORDS, st.booleans()), max_size=4), max_size=6), st.lists(WORDS, max_size=4)
)
@settings(max_examples=60, deadline=None)
def test_visible_words_are_those_mammoth_sees_and_the_html_is_clean(paragraphs, cells):
    written_file = docx.Document()
    # mammoth takes half a second for the hundreds of styles that python-docx brings along.
    del written_file.styles.element[:], written_file.part.numbering_part.element[:]
    for runs in paragraphs:
        paragraph = written_file.add_paragraph()
        for words, bold in runs:
            paragraph.add_run(words).bold = bold
    if cells:
        for at, words in zip(written_file.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            at.text = words
    written_file.save(buffer := BytesIO())
    document = read(buffer.getvalue(), "a.docx")
    assert sanitise(document.html) == document.html
    buffer.seek(0)
    assert "".join(document.text.split()) == "".join(mammoth.extract_raw_text(buffer).value.split())
