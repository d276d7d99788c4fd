"""An official document as a Word file."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from mingbai.documents.official.elements import border, field, indent, link, off_grid, switch_on
from mingbai.documents.official.grid import Placed, placed, widths
from mingbai.documents.official.layout import OFFICIAL, POINTS_PER_MM, Face, Layout
from mingbai.documents.official.lettering import clean, day_words, title_lines, width_of
from mingbai.documents.official.styles import set_face, set_page, set_styles
from mingbai.documents.official.values import Block, Heading, Link, OfficialDocument, Paragraph, Table
from mingbai.lib import clock

RED = RGBColor(0xFF, 0, 0)
BLACK = "000000"
FROM_RIGHT = 4
"""成文日期右空四字编排。"""


def write(document: OfficialDocument, layout: Layout = OFFICIAL) -> bytes:
    """The bytes of a .docx file that WPS and Word open alike."""
    return _Writer(document, layout).bytes()


class _Writer:
    def __init__(self, document: OfficialDocument, layout: Layout) -> None:
        self.document, self.layout = document, layout
        self.word: Word = docx.Document()

    def bytes(self) -> bytes:
        set_page(self.word, self.layout)
        set_styles(self.word, self.layout)
        self._properties()
        self._page_numbers()
        self._head()
        self._title(self.document.title, self.document.number if self.document.number_below else "")
        if self.document.addressee:
            self._line(f"{self.document.addressee.rstrip('：:')}：")
        self._blocks(self.document.blocks)
        self._attachments()
        self._signature()
        self._annex()
        self._closing()
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _properties(self) -> None:
        """Nothing about the maker and nothing that the inspection of files would call hidden."""
        kept = self.word.core_properties
        kept.title = kept.author = kept.last_modified_by = kept.comments = ""
        kept.revision = 1
        day = self.document.written_on or clock.today()
        kept.created = kept.modified = datetime.combine(day, time(), clock.CHINA)

    # -- lines -----------------------------------------------------------------------

    def _line(
        self,
        text: str = "",
        align: WD_ALIGN_PARAGRAPH | None = None,
        first: float = 0,
        right: float = 0,
        face: Face | None = None,
        style: str | None = None,
        colour: RGBColor | None = None,
    ) -> WordParagraph:
        """One paragraph; `first` (indent of the first line) and `right` count characters of the body."""
        line = self.word.add_paragraph(style=style)
        if align is not None:
            line.alignment = align
        if first:
            indent(line, "firstLine", first, self.layout.body.size)
        if right:
            indent(line, "right", right, self.layout.body.size)
        self._run(line, text, face, colour)
        return line

    def _run(
        self,
        line: WordParagraph,
        text: str,
        face: Face | None = None,
        colour: RGBColor | None = None,
        spacing: int | None = None,
    ) -> None:
        if not text:
            return
        run = line.add_run(clean(text))
        if face is not None:
            set_face(run._r.get_or_add_rPr(), face, self.layout.latin, colour, spacing)

    def _blank(self, number: int = 1) -> None:
        for _ in range(number):
            self._line()

    # -- head --------------------------------------------------------------------------

    def _head(self) -> None:
        """Red head, number and signer, red rule; the number stands on the left where a signer is named."""
        found = self.document
        if found.head:
            line = self._line(
                f"{found.head}文件", WD_ALIGN_PARAGRAPH.CENTER, face=self._head_face(), colour=RED
            )
            line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            self._blank(2)
        above = "" if found.number_below else found.number
        if above or found.signer:
            self._number_line()
        if found.head or found.signer:
            border(self._last(), "bottom", "FF0000" if found.head else BLACK, 12)
        if found.head or above or found.signer:
            self._blank(2)

    def _head_face(self) -> Face:
        """As large as fits into one line."""
        face = self.layout.head
        fits = self.layout.text_width * POINTS_PER_MM / (width_of(self.document.head) + 2)
        return Face(face.name, max(min(face.size, int(fits)), 14), face.others)

    def _number_line(self) -> None:
        found = self.document
        if not found.signer:
            self._line(found.number, WD_ALIGN_PARAGRAPH.CENTER)
            return
        line = self._line(f"　{found.number}")
        end = Pt(self.layout.text_width * POINTS_PER_MM - self.layout.character)
        line.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t签发人：")
        self._run(line, found.signer, self.layout.signer)

    def _title(self, text: str, number: str = "") -> None:
        # One less than would fit: programs set digits apart from Chinese by a quarter of a character.
        fits = int(self.layout.text_width * POINTS_PER_MM / self.layout.title.size) - 1
        for part in title_lines(text, fits):
            off_grid(self._line(part, style="Title"))
        if number:
            self._line(number, WD_ALIGN_PARAGRAPH.CENTER)
        self._blank()

    # -- body --------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                level = min(max(block.level, 1), 4)
                self._line(block.text, first=2, style=f"Heading {level}")
            elif isinstance(block, Paragraph):
                for text in block.text.splitlines():
                    if text.strip():
                        self._line(text.strip(), WD_ALIGN_PARAGRAPH.JUSTIFY, first=2)
            else:
                self._table(block)

    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self._line(table.caption, WD_ALIGN_PARAGRAPH.CENTER, face=self.layout.table_head)
            caption.paragraph_format.keep_with_next = True
        cells = list(placed(table))
        grid = self.word.add_table(rows=0, cols=table.columns)
        grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        measures = widths(table, self.layout.text_width)
        for column, width in zip(grid.columns, measures, strict=True):
            column.width = Mm(width)
        rows = [grid.add_row() for _ in range(1 + max((one.row for one in cells), default=-1))]
        for row in rows:
            switch_on(row, "w:cantSplit")
        for row in rows[: table.head_rows + bool(table.titles)]:
            switch_on(row, "w:tblHeader")
        held = [row.cells for row in rows]
        for cell in cells:
            self._cell(held, cell, sum(measures[cell.column : cell.column + cell.columns]))
        self._blank()

    def _cell(self, held: Sequence[Sequence[Any]], cell: Placed, width: float) -> None:
        place = held[cell.row][cell.column]
        if cell.spans:
            place = place.merge(held[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
            place.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        place.width = Mm(width)
        line = place.paragraphs[0]
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if cell.centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        off_grid(line)
        face = self.layout.table_head if cell.head else self.layout.table
        self._run(line, str(cell.value), face, spacing=0)
        if isinstance(cell.value, Link):
            link(line, cell.value.url)

    # -- below the body ------------------------------------------------------------------

    def _attachments(self) -> None:
        """附件说明：正文下空一行左空二字，多个附件用阿拉伯数字编号。"""
        names = self.document.attachments
        if not names:
            return
        self._blank()
        self._line(f"附件：{names[0] if len(names) == 1 else f'1. {names[0]}'}", first=2)
        for number, name in enumerate(names[1:], 2):
            self._line(f"{number}. {name}", first=5)

    def _signature(self) -> None:
        """署名以成文日期为准居中，日期右空四字；署名长于日期的，署名右空二字。"""
        found = self.document
        day = day_words(found.written_on)
        if found.signed or day:
            self._blank(2)
        for name in found.signed:
            right = FROM_RIGHT + (width_of(day) - width_of(name)) / 2 if day else FROM_RIGHT
            line = self._line(name, WD_ALIGN_PARAGRAPH.RIGHT, right=max(right, 2))
            line.paragraph_format.keep_with_next = True
        if day:
            longest = max((width_of(name) for name in found.signed), default=0)
            right = max(FROM_RIGHT, 2 + (longest - width_of(day)) / 2)
            self._line(day, WD_ALIGN_PARAGRAPH.RIGHT, right=right)
        if found.mark:
            self._line(f"（{found.mark.strip('（）()')}）", first=2)

    def _annex(self) -> None:
        """附件另面编排，“附件”二字3号黑体顶格。"""
        if not self.document.annex:
            return
        self._line("附件", face=self.layout.level1).paragraph_format.page_break_before = True
        self._blank()
        if self.document.annex_title:
            self._title(self.document.annex_title)
        self._blocks(self.document.annex)

    def _closing(self) -> None:
        """版记：抄送机关、印发机关和印发日期，4号仿宋，左右各空一字。"""
        found, rows = self.document, []
        if found.copies_to:
            rows.append(self._line(f"　抄送：{found.copies_to}", face=self.layout.closing))
        if found.printed_by or found.printed_on:
            line = self._line(f"　{found.printed_by}", face=self.layout.closing)
            end = Pt(self.layout.text_width * POINTS_PER_MM - self.layout.closing.size)
            line.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
            printed = f"{day_words(found.printed_on)}印发" if found.printed_on else ""
            self._run(line, f"\t{printed}", self.layout.closing)
            rows.append(line)
        for place, line in enumerate(rows):
            border(line, "top", BLACK, 8 if place == 0 else 4)
        if rows:
            border(rows[-1], "bottom", BLACK, 8)
            rows[0].paragraph_format.space_before = Pt(self.layout.pitch)

    def _last(self) -> WordParagraph:
        return self.word.paragraphs[-1]

    def _page_numbers(self) -> None:
        """— 1 —: 单页码居右空一字，双页码居左空一字。"""
        self.word.settings.odd_and_even_pages_header_footer = True
        section = self.word.sections[0]
        for footer, align, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
        ):
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]
            line.alignment = align
            line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            indent(line, side, 1, self.layout.page_number.size)
            self._run(line, "— ", self.layout.page_number)
            for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "1"), ("end", "")):
                run = line.add_run()
                set_face(run._r.get_or_add_rPr(), self.layout.page_number)
                run._r.append(field(kind, text))
            self._run(line, " —", self.layout.page_number)
