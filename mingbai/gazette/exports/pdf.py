"""One issue as a PDF: cover, contents with page numbers, texts, the log's seal and the imprint."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from django.urls import reverse

from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.grid import Placed, placed, widths
from mingbai.documents.official.layout import OFFICIAL
from mingbai.documents.official.lettering import clean, day_words, title_lines
from mingbai.documents.official.typefaces import faces_of, families, present
from mingbai.documents.official.values import Block, Heading, Table
from mingbai.documents.typesetting import typeset
from mingbai.gazette.models import Entry, Issue, Section
from mingbai.gazette.queries.texts import printed, version_of
from mingbai.gazette.rules import PURPOSE
from mingbai.lib.clock import CHINA
from mingbai.lib.text import one_line

PROGRAM = (files("mingbai.gazette.exports") / "gazette.typ").read_bytes()
TEXT_WIDTH = 158 / 25.4 * 72
"""Points between the margins of an A4 page."""
TITLE_CHARACTERS, MASTHEAD_POINTS, LONG = 23, 440, 300
HIGHLIGHTS = 6
MONO = ("Noto Sans Mono CJK SC", "DejaVu Sans Mono", "Liberation Mono")
GONE = "（本篇已撤回）"
PROOF = "校样，不是正式出版物"


def pdf(issue: Issue, contents: Sequence[tuple[Section, list[Entry]]], *, site: str, proof: bool) -> bytes:
    """`site` is the address of the website; with `proof` the cover says that it is none of the printed
    ones. `typefaces.NoChineseFont` where no Chinese typeface is installed."""
    filled = [(section, entries) for section, entries in contents if entries]
    shown = [
        {"name": section.name, "entries": [_entry(one, site) for one in entries]}
        for section, entries in filled
    ]
    data = {
        **_head(issue, PROOF if proof else ""),
        "faces": _faces(),
        "sections": shown,
        "highlights": [one for part in shown for one in part["entries"]][:HIGHLIGHTS],
        "checkpoint": clean(issue.checkpoint),
        "purpose": PURPOSE,
        "how_to_check": f"核对办法见 {site}{reverse('log')} ，也可以请懂电脑的人帮忙。",
        "imprint": _imprint(issue, site),
    }
    return typeset(PROGRAM, data, on=issue.planned_on)


def _head(issue: Issue, proof: str) -> dict[str, Any]:
    return {
        "masthead": one_line(issue.masthead),
        "head_size": min(44, MASTHEAD_POINTS // max(len(issue.masthead), 1)),
        "issue": str(issue),
        "total": f"总第{issue.total_number}期",
        "full_number": issue.full_number,
        "sponsor": one_line(issue.sponsor),
        "day": day_words(issue.planned_on),
        "proof": proof,
    }


def _imprint(issue: Issue, site: str) -> list[tuple[str, str]]:
    lines = [
        ("主办", issue.sponsor),
        ("编辑", issue.editor),
        ("地址", issue.address),
        ("电话", issue.telephone),
        ("出版日期", f"{day_words(issue.planned_on)}　{issue.full_number}"),
        ("赠阅", issue.giving),
        ("电子版", f"{site}{issue.get_absolute_url()}"),
    ]
    return [(name, clean(value)) for name, value in lines if value]


def _faces() -> dict[str, Any]:
    found = {name: fonts for name, (_, fonts) in faces_of(OFFICIAL).items()}
    mono = [*present(MONO, families()), *found["body"]]
    return {
        "body": found["body"], "title": found["title"], "strong": found["level1"],
        "second": found["level2"], "mono": mono,
    }  # fmt: skip


def _entry(entry: Entry, site: str) -> dict[str, Any]:
    text = printed(entry, version_of(entry))
    number = f"{entry.issue.year}/{entry.issue.number}/{entry.number or 0}"
    shown = {
        "key": str(entry.pk),
        "contents_title": one_line(text.title),
        "title": "\n".join(title_lines(text.title, TITLE_CHARACTERS)),
        "number": one_line(text.document_number),
        "address": f"{site}/gazette/{number}/",
        "gone": GONE,
        "note": "",
        "blocks": [part for block in blocks_of(text.html) for part in _block(block)],
        "signed": [one_line(name) for name in text.signed],
        "day": text.day,
        "files": [one_line(name) for name in text.files],
    }
    if entry.blanked_at is not None:
        shown["note"] = (
            f"出版以后已经撤回，{day_words(entry.blanked_at.astimezone(CHINA).date())}起停止提供，全文涂去。"
        )
    return shown


def _block(block: Block) -> Iterator[dict[str, Any]]:
    if isinstance(block, Table):
        if block.caption:
            yield {"sort": "caption", "text": clean(block.caption)}
        yield _table(block)
    elif isinstance(block, Heading):
        yield {"sort": "heading", "level": block.level, "text": clean(block.text)}
    else:
        for text in block.text.splitlines():
            if text.strip():
                yield {"sort": "paragraph", "text": clean(text.strip())}


def _table(table: Table) -> dict[str, Any]:
    cells = list(placed(table))
    long = {one.row for one in cells if len(str(one.value)) > LONG}
    return {
        "sort": "table",
        "widths": widths(table, TEXT_WIDTH),
        "heads": table.head_rows,
        "cells": [{**_cell(one), "breakable": one.row in long} for one in cells],
    }


def _cell(cell: Placed) -> dict[str, Any]:
    return {
        "row": cell.row, "column": cell.column, "columns": cell.columns, "rows": cell.rows,
        "text": clean(str(cell.value)), "head": cell.head, "centred": cell.centred,
    }  # fmt: skip
