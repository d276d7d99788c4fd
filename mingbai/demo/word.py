"""Writes one document of the demonstration as a Word file in the official layout (GB/T 9704)."""

import re
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from mingbai.demo import county, dates
from mingbai.demo.stories import DemoAttachment, DemoDocument
from mingbai.lib.clock import CHINA

BODY, TITLE, FIRST, SECOND = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
MARKS = {"proactive": "此件公开发布", "on_request": "此件依申请公开", "withheld": "此件不予公开"}
STAFF_MARK = "内部资料 请勿外传"

_AFTER_BORDERS = ("w:spacing", "w:ind", "w:jc", "w:rPr")
_FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+章")
_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]+）[^。；\[]{1,30}(?:。(?=.)|$)")
_INLINE = re.compile(r"\[\[(.)(.*?)\1\]\]")


def write_document(document: DemoDocument) -> DocumentObject:
    word = _blank(document.author, document.title)
    if document.head:
        _red_head(word, document)
    elif document.document_number:
        _paragraph(word, _number_line(document), align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    _title(word, document.title)
    lines = list(document.lines)
    if "%sign" not in lines:
        lines.append("%sign")
    _body(word, lines, document)
    if document.head:
        _printed(word, document)
    return word


def write_attachment(attachment: DemoAttachment) -> DocumentObject:
    word = _blank("", attachment.title)
    _title(word, attachment.title)
    _body(word, list(attachment.lines), None)
    return word


def _blank(author: str, title: str) -> DocumentObject:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    properties = word.core_properties
    properties.author, properties.last_modified_by, properties.comments = author, author, ""
    properties.title = title if author else ""
    return word


def _paragraph(
    word: DocumentObject,
    text: str,
    *,
    font: str = BODY,
    size: float = 16,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = True,
) -> Paragraph:
    paragraph = word.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(28, size * 1.5))
    layout.space_after = Pt(0)
    layout.alignment = align
    if indent and align is None:
        layout.first_line_indent = Pt(2 * size)
    if text:
        _font(paragraph.add_run(text), font, size)
    return paragraph


def _font(run: Run, font: str, size: float) -> Run:
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _red_head(word: DocumentObject, document: DemoDocument) -> None:
    head = _paragraph(word, "", align=WD_ALIGN_PARAGRAPH.CENTER)
    run = _font(head.add_run(document.head), TITLE, 34)
    run.font.color.rgb = RGBColor(0xD0, 0x10, 0x10)
    head.paragraph_format.line_spacing = Pt(56)
    ruled = _paragraph(word, _number_line(document), align=WD_ALIGN_PARAGRAPH.CENTER)
    _border(ruled, "bottom", "D01010", 18)
    _paragraph(word, "")


def _number_line(document: DemoDocument) -> str:
    """The document number, in texts that go upward beside the name of the signer."""
    number = document.document_number
    return f"{number}                签发人：{document.signer}" if document.signer else number


def _border(paragraph: Paragraph, side: str, colour: str, size: int) -> None:
    edge = f'<w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/>'
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
    paragraph._element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _title(word: DocumentObject, text: str) -> None:
    title = _paragraph(word, text, font=TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_after = Pt(16)


def _body(word: DocumentObject, lines: list[str], document: DemoDocument | None) -> None:
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _table(word, rows)
            rows = []
        _line(word, line, document)
    if rows:
        _table(word, rows)


def _line(word: DocumentObject, line: str, document: DemoDocument | None) -> None:
    if line == "%sign":
        if document:
            _signature(word, document)
    elif line == "%page":
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif line.startswith("%title "):
        _title(word, line.removeprefix("%title "))
    elif line.startswith("@ "):
        _paragraph(word, line[2:], indent=False)
    elif line.startswith("^ "):
        _paragraph(word, line[2:], font=FIRST, align=WD_ALIGN_PARAGRAPH.CENTER)
    elif _FIRST_LEVEL.match(line) and len(line) < 40:
        _paragraph(word, line, font=FIRST)
    else:
        _text(word, line, document)


def _text(word: DocumentObject, line: str, document: DemoDocument | None) -> None:
    """A body paragraph; the sentence that heads a second-level item stands in 楷体."""
    paragraph = _paragraph(word, "")
    if heading := _SECOND_LEVEL.match(line):
        _font(paragraph.add_run(heading[0]), SECOND, 16)
        line = line[heading.end() :]
    start = 0
    for mark in _INLINE.finditer(line):
        _plain(paragraph, line[start : mark.start()])
        _marked(word, paragraph, mark[1], mark[2], document)
        start = mark.end()
    _plain(paragraph, line[start:])


def _plain(paragraph: Paragraph, text: str) -> None:
    if text:
        _font(paragraph.add_run(text), BODY, 16)


def _marked(
    word: DocumentObject, paragraph: Paragraph, mark: str, text: str, document: DemoDocument | None
) -> None:
    reviewer = county.reviewer(document.organisation, "checker").name if document else ""
    if mark == "#":
        remark, _, anchor = text.partition("|")
        run = _font(paragraph.add_run(anchor), BODY, 16)
        comment = word.add_comment(run, text=remark, author=reviewer, initials="")
        comment._comment_elm.set(qn("w:date"), _moment(document))
        return
    run = _font(paragraph.add_run(text), BODY, 16)
    if mark == "~":
        run.font.hidden = True
    else:
        _track(run, "w:ins" if mark == "+" else "w:del", reviewer, _moment(document))


def _moment(document: DemoDocument | None) -> str:
    day = document.written_on if document else None
    return datetime.combine(day, time(10, 5), CHINA).isoformat() if day else ""


def _track(run: Run, tag: str, author: str, moment: str) -> None:
    """Wrap the run in a tracked insertion or deletion."""
    change = OxmlElement(tag)
    for name, value in (("id", "901"), ("author", author), ("date", moment)):
        change.set(qn(f"w:{name}"), value)
    element = run._element
    element.addprevious(change)
    change.append(element)
    if tag == "w:del":
        for text in element.findall(qn("w:t")):
            text.tag = qn("w:delText")


def _table(word: DocumentObject, rows: list[list[str]]) -> None:
    table = word.add_table(len(rows), max(map(len, rows)))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for cells, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=False):
            paragraph = cell.paragraphs[0]
            _font(paragraph.add_run(text), FIRST if cells is rows[0] else BODY, 12)
            paragraph.paragraph_format.space_after = Pt(0)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _signature(word: DocumentObject, document: DemoDocument) -> None:
    _paragraph(word, "")
    right = WD_ALIGN_PARAGRAPH.RIGHT
    for key in (document.organisation, *document.co_issuers):
        _paragraph(word, county.organisation(key).name, align=right).paragraph_format.right_indent = Pt(32)
    written = _paragraph(word, dates.chinese(document.written_on), align=right)
    written.paragraph_format.right_indent = Pt(64)
    mark = STAFF_MARK if document.audience == "staff" else MARKS[document.openness]
    _paragraph(word, f"（{mark}）")


def _printed(word: DocumentObject, document: DemoDocument) -> None:
    office = county.organisation(document.organisation).name
    office = office if office.endswith("办公室") else f"{office}办公室"
    text = f"{office}          {dates.chinese(document.printed_on)}印发"
    line = _paragraph(word, text, size=14, indent=False)
    _border(line, "top", "000000", 8)
