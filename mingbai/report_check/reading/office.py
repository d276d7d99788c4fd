"""Word, Excel, OFD, text and CSV as flow, by way of what `documents` reads."""

import re

from mingbai.documents.content import Block, Figure, Paragraph, Table
from mingbai.documents.reading import content_of
from mingbai.report_check.flow import line, picture, row
from mingbai.report_check.reading.webpage import Page, page_of

_PIPES = re.compile(r"^\|?(.*?)\|?$")
_RULE = re.compile(r"^[|:\-\s]+$")


def read_office(data: bytes, filename: str) -> Page:
    """Raises Refused."""
    content = content_of(data, filename)
    page = Page("".join(_flow_of(block) for block in content.blocks))
    if title := content.properties.get("title") or content.properties.get("标题"):
        page.hints["title"] = title
    return page


def _flow_of(block: Block) -> str:
    if isinstance(block, Figure):
        return picture(block.name)
    if isinstance(block, Table):
        return page_of(block.html).flow if block.html else "".join(map(row, block.rows))
    return _text(block)


def _text(block: Paragraph) -> str:
    return "".join(_line(one) for one in block.text.split("\n"))


def _line(text: str) -> str:
    """Tables that were turned into text keep their borders as | or tabs."""
    if text.count("|") >= 2:
        inside = _PIPES.fullmatch(text.strip())
        return "" if _RULE.fullmatch(text) or inside is None else row(inside[1].split("|"))
    return row(text.split("\t")) if "\t" in text.strip() else line(text)
