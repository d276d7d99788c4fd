"""Paragraphs out of the printed lines of a fixed page (PDF, OFD)."""

import re

from mingbai.documents.content import Content, Paragraph
from mingbai.documents.fields.headings import number_mark
from mingbai.documents.fields.lines import is_rule
from mingbai.documents.markup import escape

CLOSED = re.compile(r"[。！？；：:;!?〕”）)]$")
FULL = 0.8  # of the longest line: a line that long was broken by the margin


def paragraphs_from(pages: list[list[str]]) -> list[Paragraph]:
    """Lines broken by the margin are joined; page numbers dropped."""
    lines = [line.strip() for page in pages for line in page if line.strip() and not is_rule(line.strip())]
    widths = sorted(len(line) for line in lines)
    usual = widths[int(len(widths) * 0.9)] if widths else 0
    joined: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and number_mark(line) is None:
            joined[-1] += _gap(joined[-1], line) + line
        else:
            joined.append(line)
        runs_on = len(line) >= usual * FULL and usual > 10 and not CLOSED.search(line)
    return [Paragraph(text, escape(text)) for text in joined]


def _gap(before: str, after: str) -> str:
    return " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() else ""


def no_text_layer(content: Content) -> None:
    """Tells the clerk that a scan holds no words."""
    content.notices.add(
        "missing_image", "文件里没有文字，可能是扫描件：系统无法读取和检查其内容，请上传原文或逐字核对"
    )
