"""Word files in official layout, read back: by python-docx for the looks, by our own reader for the facts."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from mingbai.documents.official import (
    OFFICIAL,
    Heading,
    Layout,
    Link,
    OfficialDocument,
    Paragraph,
    Table,
    write,
)
from mingbai.documents.pdf import read_pdf
from mingbai.documents.reading import read

REPORT = OfficialDocument(
    title="青禾镇人民政府关于2026年政务公开工作要点落实情况的报告",
    head="青禾镇人民政府",
    number="青政发〔2026〕8号",
    signer="钱发",
    addressee="明白县人民政府",
    blocks=[
        Paragraph("现将有关情况报告如下。"),
        Heading(1, "一、扩大主动公开"),
        Heading(2, "（一）公开重点领域信息"),
        Heading(3, "1.财政信息"),
        Heading(4, "（1）决算"),
        Paragraph("已公开决算2份。"),
        Table(("领域", "条数"), [("财政预决算", 2), ("救灾", 0)], "分领域公开数量"),
    ],
    signed=["青禾镇人民政府"],
    written_on=date(2026, 11, 20),
    mark="此件公开发布",
    printed_by="青禾镇人民政府办公室",
    printed_on=date(2026, 11, 21),
)


def word_of(document: OfficialDocument = REPORT, layout: Layout = OFFICIAL):
    return docx.Document(io.BytesIO(write(document, layout)))


def paragraph(word, text: str):
    return next(one for one in word.paragraphs if one.text.startswith(text))


def east_asian(element) -> str:
    return element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia"))


def test_our_own_reader_finds_every_fact_again_and_nothing_hidden():
    found = read(write(REPORT), "报告.docx")
    assert (found.title, found.document_number, found.signer) == (
        REPORT.title, "青政发〔2026〕8号", "钱发",
    )  # fmt: skip
    assert (found.organisation, found.written_on, found.printed_on) == (
        "青禾镇人民政府", date(2026, 11, 20), date(2026, 11, 21),
    )  # fmt: skip
    assert found.addressee == "明白县人民政府" and found.openness == "proactive"
    assert [(one.level, one.number) for one in found.headings] == [
        (1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）"),
    ]  # fmt: skip
    assert found.tables[0][1] == ("财政预决算", "2") and found.notices == ()


def test_the_page_has_the_measures_of_the_standard():
    section = word_of().sections[0]
    page = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    assert [round(one.mm) for one in page] == [210, 297, 37, 35]
    assert [round(one.mm) for one in (section.left_margin, section.right_margin)] == [28, 26]
    assert 22 * OFFICIAL.pitch <= 225 * 72 / 25.4 < 23 * OFFICIAL.pitch
    assert 28 * (OFFICIAL.body.size - 0.25) <= 156 * 72 / 25.4


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Normal", "仿宋_GB2312", 16),
    ],
)
def test_each_level_has_its_typeface_for_chinese(style, face, size):
    found = word_of().styles[style]
    assert east_asian(found.element) == face and found.font.size.pt == size


def test_text_is_indented_by_two_characters_and_the_date_four_from_the_right():
    word = word_of()
    indent = paragraph(word, "已公开决算").paragraph_format.element.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200"
    day = paragraph(word, "2026年11月20日").paragraph_format.element.pPr.ind
    assert int(day.get(qn("w:rightChars"))) >= 400


def test_page_numbers_stand_outside_on_both_sides():
    word = word_of()
    section = word.sections[0]
    sides = [(one.paragraphs[0].text, one.paragraphs[0].alignment) for one in
             (section.footer, section.even_page_footer)]  # fmt: skip
    assert [text for text, _ in sides] == ["— 1 —", "— 1 —"]
    assert [align.name for _, align in sides] == ["RIGHT", "LEFT"]
    assert word.settings.odd_and_even_pages_header_footer


def test_the_head_of_a_table_repeats_and_rows_are_not_torn():
    table = word_of().tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_cell_may_open_a_list():
    table = Table(("数量", "清单"), [(3, Link("打开", "https://example.gov.cn/list?a=1&b=2"))])
    word = word_of(OfficialDocument(title="清单", blocks=[table]))
    found = word.tables[0].rows[1].cells[1].paragraphs[0].hyperlinks[0]
    assert (found.text, found.address) == ("打开", "https://example.gov.cn/list?a=1&b=2")


def test_what_is_not_given_is_not_there():
    word = word_of(OfficialDocument(title="关于停水的通知", blocks=[Paragraph("停水。")]))
    assert [one.text for one in word.paragraphs if one.text] == ["关于停水的通知", "停水。"]


def test_the_county_may_choose_typefaces_and_measures():
    layout = OFFICIAL.with_values({"title": "华文中宋", "lines": "20", "top": "36.5"})
    assert (
        layout.title.name == "华文中宋"
        and layout.title.size == 22
        and (layout.lines, layout.top) == (20, 36.5)
    )
    assert east_asian(word_of(layout=layout).styles["Title"].element) == "华文中宋"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("tittle", "华文中宋", "没有“tittle”这一项"),
        ("top", "三十七", "“top”不能写“三十七”"),
        ("top", "nan", "0 到 500 的数字"),
        ("lines", "22.5", "1 到 99 的整数"),
        ("left", "150", "白边太宽"),
        ("characters", "90", "字会叠在一起"),
    ],
)
def test_a_measure_that_cannot_be_set_is_named(name, value, said):
    with pytest.raises(ValueError, match=said):
        OFFICIAL.with_values({name: value})


def test_a_long_title_is_broken_and_signs_that_xml_cannot_hold_are_left_out():
    title = "青禾镇人民政府关于进一步加强政务公开工作标准化规范化建设若干措施落实情况的报告\x0b"
    word = word_of(replace(REPORT, title=title))
    lines = [one.text for one in word.paragraphs if one.style.name == "Title"]
    assert "".join(lines) == title[:-1] and max(map(len, lines)) <= 20 and len(lines) == 3


@pytest.mark.libreoffice
def test_libreoffice_shows_it_on_pages_with_all_its_text(tmp_path):
    (tmp_path / "r.docx").write_bytes(write(REPORT))
    command = [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "r.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = read_pdf((tmp_path / "r.pdf").read_bytes())
    text = "".join(block.text for block in content.blocks)
    for words in ("青禾镇人民政府文件", "财政预决算", "此件公开发布", "印发"):
        assert words in "".join(text.split())
