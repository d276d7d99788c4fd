"""Official documents as PDF: the same words as the Word file, whatever the words are."""

import re
from datetime import date

import pypdfium2
import pytest

from mingbai.documents.official import (
    Cell,
    Heading,
    Link,
    NoChineseFont,
    OfficialDocument,
    Paragraph,
    Table,
    typefaces,
    write,
    write_pdf,
)
from mingbai.documents.official.grid import placed
from tests.documents.reading_back import of_pdf, of_word

DAY = date(2026, 3, 20)


SPANS = Table(
    (),
    [
        (Cell("信息内容", rows=2), Cell("本年", columns=2)),
        ("制发件数", "废止件数"),
        ("行政规范性文件", 3, 1),
    ],
    caption="表二",
    head_rows=2,
)
WHOLE = OfficialDocument(
    title="青禾镇人民政府\n2025年政府信息公开工作年度报告",
    head="青禾镇人民政府",
    number="青政发〔2026〕3号",
    signer="钱发",
    addressee="县公开办",
    blocks=[
        Heading(1, "一、总体情况"),
        Heading(2, "（一）主动公开"),
        Paragraph("本年公开信息12条。\n第二段。"),
        SPANS,
        Table(("名称", "网址"), [("指南", Link("打开", "https://example.gov.cn/1"))]),
    ],
    attachments=["清单", "说明"],
    signed=["青禾镇人民政府"],
    written_on=DAY,
    mark="此件公开发布",
    annex=[Paragraph("附件内容")],
    annex_title="清单",
    copies_to="县档案馆",
    printed_by="青禾镇党政办",
    printed_on=date(2026, 3, 21),
)


def test_the_pdf_says_what_the_word_file_says():
    assert sorted(of_pdf(write_pdf(WHOLE))) == sorted(of_word(write(WHOLE)))
    for text in (
        "青政发〔2026〕3号",
        "签发人：钱发",
        "2026年3月20日",
        "（此件公开发布）",
        "行政规范性文件31",
    ):
        assert text in of_pdf(write_pdf(WHOLE))


def test_the_same_document_gives_the_same_bytes():
    assert write_pdf(WHOLE) == write_pdf(WHOLE)


def test_every_page_is_numbered_and_of_a4():
    long = OfficialDocument("通知", [Paragraph("一二三四五六七八九十。" * 30)] * 12, written_on=DAY)
    pages = pypdfium2.PdfDocument(write_pdf(long))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
        assert re.search(rf"—\s*{number}\s*—", page.get_textpage().get_text_bounded())


HOSTILE = [
    '#import "@preview/x:0.1.0": *',
    '#read("/etc/passwd") #sys.inputs',
    "]) #panic() [",
    "$x^2$ *b* _i_ `raw` <label> @ref // comment /* */",
    "\\ \\u{41} \\n {__class__} {0.__init__} {{}} %s",
    "= 标题\n- 列表\n+ 编号",
    "“引号” 'a' \"b\" -- --- ... ~ ?",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_shown_and_not_obeyed(text):
    made = write_pdf(OfficialDocument(text, [Paragraph(text), Table((text,), [(text,)])], written_on=DAY))
    shown = "".join(text.split())
    assert of_pdf(made).count(shown) == 4


def test_signs_that_no_file_can_hold_are_left_out():
    text = "甲\x00乙\x07丙\ud800丁\ufffe戊"
    document = OfficialDocument("通知", [Paragraph(text)], written_on=DAY)
    assert "甲乙丙丁戊" in of_pdf(write_pdf(document))
    assert "甲乙丙丁戊" in of_word(write(document))


@pytest.mark.parametrize("text", ["长" * 8_000, "a" * 8_000, "é" * 3_000, "https://" + "x/" * 3_000])
def test_a_very_long_text_stays_within_the_margins(text):
    for block in (Paragraph(text), Table((), [("申请内容", text)], widths=(1, 4))):
        made = write_pdf(OfficialDocument("通知", [block], written_on=DAY))
        pages = pypdfium2.PdfDocument(made)
        assert of_pdf(made).removesuffix("2026年3月20日").endswith(text[-200:])
        for page in pages:
            boxes = [one.get_bounds() for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
            assert all(left > 70 and right < 595 - 60 for left, _, right, _ in boxes)
            assert all(bottom > 50 for _, bottom, _, _ in boxes)


def test_an_address_that_is_not_of_the_web_is_no_link():
    table = Table(
        ("甲",), [(Link("打开", "javascript:alert(1)"),), (Link("去", "https://example.gov.cn/z"),)]
    )
    made = write_pdf(OfficialDocument("通知", [table], written_on=DAY))
    assert b"javascript" not in made
    assert b"example.gov.cn/z" in made


def test_a_machine_without_chinese_letters_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(typefaces, "families", lambda: {"liberation serif": "Liberation Serif"})
    with pytest.raises(NoChineseFont, match="sudo apt install fonts-noto-cjk"):
        write_pdf(WHOLE)


def test_cells_that_do_not_fill_the_table_are_refused():
    assert [one.column for one in placed(SPANS)] == [0, 1, 1, 2, 0, 1, 2]
    with pytest.raises(ValueError, match="row 1"):
        list(placed(Table(("甲", "乙"), [("一",)])))
    with pytest.raises(ValueError, match="row 0"):
        list(placed(Table((), [("一", Cell("二", rows=2))])))
