"""Notices for boards as PDF files, drawn by `board.typ`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from mingbai.documents.official.grid import Placed, placed
from mingbai.documents.official.lettering import clean, day_words, title_lines, width_of
from mingbai.documents.official.values import Block, Heading, Table
from mingbai.documents.typesetting import typeset
from mingbai.lib.qr import code_of
from mingbai.printing.exports.faces import board_faces
from mingbai.printing.rules.fitting import INSET, Fitted, fitted, in_pieces
from mingbai.printing.rules.papers import PAPERS, POINTS_PER_MM, Paper
from mingbai.printing.values import Sheet

PROGRAM = (files("mingbai.printing.exports") / "board.typ").read_bytes()
HEADING = 30.0
TITLES = ((40.0, 1), (34.0, 1), (28.0, 1), (26.0, 1), (28.0, 2), (25.0, 3), (22.0, 4), (20.0, 99))
"""Sizes of the title in points on A4, each for so many lines at most."""
SHORT_END = 150
"""A last paragraph of so many characters goes with the signature, which never stands alone on a page."""
FOR_A_ROW = 45
"""Characters of text that take the room of a row."""
LITTLE_TEXT = 500
"""Characters beside a table for which the whole sheet is turned with it."""
RUNNING = 26
"""Characters of the title in the line above the later pages."""
NOTHING = "这条信息没有文字内容，请用手机扫码，或者到发布单位查看。"
EMPTY = {"sort": "paragraph", "text": NOTHING, "turned": False}


def draw(sheets: Sequence[Sheet], *, on: date) -> bytes:
    """One PDF with these notices one after the other, each with its own page numbers."""
    data = {
        "title": clean(" ".join(sheets[0].title.split())) if sheets else "",
        "faces": board_faces(),
        "sheets": [_drawn(sheet, number) for number, sheet in enumerate(sheets)],
    }
    return typeset(PROGRAM, data, on=on)


def is_crowded(sheet: Sheet) -> bool:
    """Whether a table has so many columns that its words are cut even in the smallest type."""
    tables = (one for one in sheet.blocks if isinstance(one, Table))
    return any(fitted(one, PAPERS[sheet.size]).crowded for one in tables)


def code_svg(address: str) -> str:
    """The code of an address as a picture."""
    size, path = code_of(address)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def period_words(sheet: Sheet) -> str:
    name = "公示期" if sheet.is_trial else "公开时间"
    if sheet.from_on and sheet.until:
        return f"{name}：{day_words(sheet.from_on)}至{day_words(sheet.until)}"
    if sheet.until:
        return f"{name}：至{day_words(sheet.until)}"
    return f"{name}：{day_words(sheet.from_on)}起" if sheet.from_on else ""


def _drawn(sheet: Sheet, number: int) -> dict[str, Any]:
    paper = PAPERS[sheet.size]
    words, rows = _amount(sheet.blocks)
    body = paper.body_size(words + FOR_A_ROW * rows)
    parts = list(_parts(sheet.blocks, paper, body)) or [dict(EMPTY)]
    if words <= LITTLE_TEXT and any(one["turned"] for one in parts):
        parts = [{**one, "turned": True} for one in _parts(sheet.blocks, paper, body, turn=True)]
    turned = bool(parts[0]["turned"])
    if parts[-1]["sort"] == "paragraph" and len(parts[-1]["text"]) <= SHORT_END:
        parts[-1]["keep"] = True
    title_size, lines = _title(sheet.title, paper, turned)
    return {
        "number": number,
        **{
            side: getattr(paper, side) * POINTS_PER_MM
            for side in ("width", "height", "top", "bottom", "side")
        },
        "scale": paper.scale,
        "size": body,
        "heading": clean(sheet.heading),
        "heading_size": _one_line(sheet.heading, paper, turned),
        "title_lines": lines,
        "title_size": title_size,
        "running": _running(sheet),
        "facts": [[label, clean(value)] for label, value in sheet.facts if value],
        "period": period_words(sheet),
        "runs": _runs(parts),
        "attachments": _attachments(sheet.attachments),
        "signed": [clean(one) for one in (*sheet.signed, day_words(sheet.signed_on)) if one],
        "code": code_svg(sheet.address) if sheet.address else "",
        "code_words": f"二维码：{sheet.address}",
        "scan": clean(sheet.scan),
        "foot": [clean(one) for one in (sheet.address, sheet.contact, sheet.complaint) if one],
    }


def _one_line(text: str, paper: Paper, turned: bool) -> float:
    fits = paper.text_width(turned) / (width_of(text) + 1)
    return max(min(HEADING * paper.scale, fits), 14 * paper.scale)


def _title(title: str, paper: Paper, turned: bool) -> tuple[float, list[str]]:
    """A short title is larger; one that is very long takes as many lines as it needs."""
    for size, most in TITLES:
        fits = int(paper.text_width(turned) / (size * paper.scale)) - 1
        lines = title_lines(clean(title), fits)
        if len(lines) <= most:
            break
    return size * paper.scale, lines


def _running(sheet: Sheet) -> str:
    title = " ".join(clean(sheet.title).split())
    return title if len(title) <= RUNNING else f"{title[: RUNNING - 1]}…"


def _attachments(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    numbered = [
        clean(name) if len(names) == 1 else f"{at}. {clean(name)}" for at, name in enumerate(names, 1)
    ]
    return [f"附件（请扫码查看）：{numbered[0]}", *numbered[1:]]


def _amount(blocks: Iterable[Block]) -> tuple[int, int]:
    """Characters of text and rows of tables."""
    words = rows = 0
    for block in blocks:
        if isinstance(block, Table):
            rows += len(block.rows) + 1
        else:
            words += len(block.text)
    return words, rows


def _parts(
    blocks: Iterable[Block], paper: Paper, body: float, turn: bool = False
) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, fitted(block, paper, turn, body / paper.scale))
        elif isinstance(block, Heading):
            yield {"sort": "heading", "text": clean(block.text), "turned": False}
        else:
            lines = (line.strip() for line in clean(block.text).splitlines())
            yield from ({"sort": "paragraph", "text": line, "turned": False} for line in lines if line)


def _table(table: Table, fit: Fitted) -> dict[str, Any]:
    cells = [
        {
            "row": one.row, "column": one.column, "columns": one.columns, "rows": one.rows,
            "text": clean(str(one.value)), "head": one.row < fit.heads or one.head,
            "align": _align(one, fit), "breakable": one.row in fit.breakable,
        }
        for one in in_pieces(list(placed(table)), fit.span)
    ]  # fmt: skip
    return {
        "sort": "table", "turned": fit.turned, "caption": clean(table.caption), "size": fit.size,
        "widths": list(fit.widths), "heads": fit.heads, "crowded": fit.crowded, "inset": INSET,
        "cells": cells,
    }  # fmt: skip


def _align(cell: Placed, fit: Fitted) -> str:
    if cell.row < fit.heads or cell.head or cell.spans:
        return "center"
    return "right" if cell.column in fit.amounts else "center" if cell.centred else "left"


def _runs(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Parts of one direction together: each run begins a page of its own."""
    runs: list[dict[str, Any]] = []
    for part in parts:
        if not runs or part["turned"] != runs[-1]["turned"]:
            runs.append({"turned": part["turned"], "parts": []})
        runs[-1]["parts"].append(part)
    return runs
