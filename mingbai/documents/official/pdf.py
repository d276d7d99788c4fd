"""An official document as a PDF file, drawn in the process by typst; it says what the Word file says."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from mingbai.documents.official.grid import Placed, placed, widths
from mingbai.documents.official.layout import OFFICIAL, POINTS_PER_MM, Layout
from mingbai.documents.official.lettering import clean, day_words, title_lines, width_of
from mingbai.documents.official.typefaces import faces_of
from mingbai.documents.official.values import Block, Heading, Link, OfficialDocument, Table
from mingbai.documents.typesetting import typeset
from mingbai.lib import clock

PROGRAM = (files("mingbai.documents.official") / "official.typ").read_bytes()
BELOW_TEXT = 7
"""一字线上距版心下边缘7 mm。"""
FROM_RIGHT = 4
"""成文日期右空四字编排。"""
BLACK, RED = "#000000", "#ff0000"
LONG = 300
"""Characters of a cell from which its row may break: one taller than a page must break somewhere."""
TALL = 10
"""Rows from which a cell over several of them may break."""
WEB = re.compile(r"https?://", re.IGNORECASE)


def write_pdf(document: OfficialDocument, layout: Layout = OFFICIAL) -> bytes:
    """The bytes of a .pdf file with its text, headings and typefaces; the same document gives the same.

    `typefaces.NoChineseFont` where no Chinese typeface is installed. Nothing is fetched.
    """
    day = document.written_on or clock.today()
    data = {"title": " ".join(clean(document.title).split()), **_page(layout), "faces": _faces(layout)}
    data["parts"] = list(_Drawn(document, layout).parts())
    return typeset(PROGRAM, data, on=day, name="document")


def _page(layout: Layout) -> dict[str, Any]:
    sides = ("width", "height", "top", "bottom", "left", "right")
    page = {side: getattr(layout, side) * POINTS_PER_MM for side in sides}
    return {"page": {**page, "footer": BELOW_TEXT * POINTS_PER_MM}}


def _faces(layout: Layout) -> dict[str, dict[str, Any]]:
    found = faces_of(layout)
    return {
        name: {"fonts": fonts, "size": face.size, "bold": face.bold} for name, (face, fonts) in found.items()
    }


class _Drawn:
    """The parts of one document in their order, as `official.typ` takes them."""

    def __init__(self, document: OfficialDocument, layout: Layout) -> None:
        self.document, self.layout = document, layout
        self.squeeze = min(layout.character - layout.body.size, 0)

    def parts(self) -> Iterator[dict[str, Any]]:
        found = self.document
        yield from self._head()
        yield from self._title(found.title, found.number if found.number_below else "")
        if found.addressee:
            yield self._line(f"{found.addressee.rstrip('：:')}：")
        yield from self._blocks(found.blocks)
        yield from self._attachments()
        yield from self._signature()
        yield from self._annex()
        yield from self._closing()

    def _line(self, text: str, align: str = "left", first: float = 0, **given: Any) -> dict[str, Any]:
        """One paragraph; `first`, `left` and `right` count characters of the body."""
        face = given.get("face", "body")
        size = given.pop("size", self.layout.faces()[face].size)
        character = self.layout.body.size + self.squeeze
        line = {
            "sort": "line", "text": clean(text), "align": align, "face": face, "size": size, "level": 0,
            "pitch": max(self.layout.pitch, size * 1.3), "end": "", "colour": BLACK, "keep": False,
            "tracking": self.squeeze if size == self.layout.body.size else 0, "above": 0,
            "rule_above": 0, "rule_below": 0, "rule_colour": BLACK, **given,
        }  # fmt: skip
        lengths = {"first": first, "left": given.get("left", 0), "right": given.get("right", 0)}
        return {**line, **{name: value * character for name, value in lengths.items()}}

    def _blank(self, number: int = 1) -> dict[str, Any]:
        return {"sort": "blank", "height": number * self.layout.pitch}

    # -- head ------------------------------------------------------------------------------

    def _head(self) -> Iterator[dict[str, Any]]:
        found = self.document
        number = "" if found.number_below else found.number
        rule: dict[str, Any] = {"rule_below": 1.5, "rule_colour": RED if found.head else BLACK}
        if found.head:
            under: dict[str, Any] = {} if number or found.signer else rule
            fits = self.layout.text_width * POINTS_PER_MM / (width_of(found.head) + 2)
            size = max(min(self.layout.head.size, int(fits)), 14)
            yield self._line(f"{found.head}文件", "center", face="head", size=size, colour=RED, **under)
            yield self._blank(2)
        if found.signer:
            yield self._line(f"　{number}", end=f"签发人：{clean(found.signer)}　", **rule)
        elif number:
            yield self._line(number, "center", **(rule if found.head else {}))
        if found.head or number or found.signer:
            yield self._blank(2)

    def _title(self, text: str, number: str = "") -> Iterator[dict[str, Any]]:
        fits = int(self.layout.text_width * POINTS_PER_MM / self.layout.title.size) - 1
        for part in title_lines(text, fits):
            yield self._line(part, "center", face="title", level=1, keep=True)
        if number:
            yield self._line(number, "center")
        yield self._blank()

    # -- body ------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
        for block in blocks:
            if isinstance(block, Heading):
                level = min(max(block.level, 1), 4)
                yield self._line(block.text, first=2, face=f"level{level}", level=level + 1, keep=True)
            elif isinstance(block, Table):
                yield from self._table(block)
            else:
                for text in block.text.splitlines():
                    if text.strip():
                        yield self._line(text.strip(), "justify", first=2)

    def _table(self, table: Table) -> Iterator[dict[str, Any]]:
        if table.caption:
            yield self._line(table.caption, "center", face="table_head", keep=True)
        measures = widths(table, self.layout.text_width * POINTS_PER_MM)
        cells = list(placed(table))
        long = {one.row for one in cells if len(str(one.value)) > LONG}
        yield {
            "sort": "table",
            "widths": measures,
            "heads": table.head_rows + bool(table.titles),
            "cells": [{**_cell(one), "breakable": one.row in long or one.rows > TALL} for one in cells],
        }
        yield self._blank()

    # -- below the body ----------------------------------------------------------------------

    def _attachments(self) -> Iterator[dict[str, Any]]:
        names = self.document.attachments
        if not names:
            return
        yield self._blank()
        yield self._line(f"附件：{names[0] if len(names) == 1 else f'1. {names[0]}'}", first=2)
        for number, name in enumerate(names[1:], 2):
            yield self._line(f"{number}. {name}", first=5)

    def _signature(self) -> Iterator[dict[str, Any]]:
        """署名以成文日期为准居中，日期右空四字；署名长于日期的，署名右空二字。"""
        found = self.document
        day = day_words(found.written_on)
        if found.signed or day:
            yield self._blank(2)
        for name in found.signed:
            right = FROM_RIGHT + (width_of(day) - width_of(name)) / 2 if day else FROM_RIGHT
            yield self._line(name, "right", right=max(right, 2), keep=True)
        if day:
            longest = max((width_of(name) for name in found.signed), default=0)
            yield self._line(day, "right", right=max(FROM_RIGHT, 2 + (longest - width_of(day)) / 2))
        if found.mark:
            yield self._line(f"（{found.mark.strip('（）()')}）", first=2)

    def _annex(self) -> Iterator[dict[str, Any]]:
        """附件另面编排，“附件”二字3号黑体顶格。"""
        if not self.document.annex:
            return
        yield {"sort": "page"}
        yield self._line("附件", face="level1", keep=True)
        yield self._blank()
        if self.document.annex_title:
            yield from self._title(self.document.annex_title)
        yield from self._blocks(self.document.annex)

    def _closing(self) -> Iterator[dict[str, Any]]:
        """版记：抄送机关、印发机关和印发日期，4号仿宋，左右各空一字。"""
        found, rows = self.document, []
        if found.copies_to:
            rows.append(self._line(f"　抄送：{found.copies_to}", face="closing"))
        if found.printed_by or found.printed_on:
            printed = f"{day_words(found.printed_on)}印发　" if found.printed_on else ""
            rows.append(self._line(f"　{found.printed_by}", face="closing", end=printed))
        for place, row in enumerate(rows):
            row["rule_above"] = 1 if place == 0 else 0.5
            row["rule_below"] = 1 if place == len(rows) - 1 else 0
            row["above"] = self.layout.pitch if place == 0 else 0
            yield row


def _cell(cell: Placed) -> dict[str, Any]:
    url = cell.value.url if isinstance(cell.value, Link) and WEB.match(cell.value.url) else ""
    return {
        "row": cell.row, "column": cell.column, "columns": cell.columns, "rows": cell.rows,
        "text": clean(str(cell.value)), "head": cell.head, "centred": cell.centred, "url": url,
    }  # fmt: skip
