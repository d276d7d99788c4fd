"""What stands in a printed issue: read back from the file itself, not from what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from mingbai.gazette.models import Entry, Issue
from mingbai.gazette.queries.texts import printed, version_of
from mingbai.gazette.rules import squeezed

ENTRY_LEVEL = 1
"""Depth of an entry's bookmark, below that of its section."""


@dataclass(frozen=True)
class ReadBack:
    """`texts` holds the words of each page without spaces; `starts` the page of every entry, from 1."""

    texts: Sequence[str]
    starts: Sequence[int]
    titles: Sequence[str]

    @property
    def pages(self) -> int:
        return len(self.texts)


def read_back(data: bytes) -> ReadBack:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [squeezed(page.get_textpage().get_text_bounded()) for page in document]
        marks = [
            (mark.get_dest().get_index() + 1, mark.get_title())
            for mark in document.get_toc()
            if mark.level == ENTRY_LEVEL and mark.get_dest() is not None
        ]
    finally:
        document.close()
    return ReadBack(texts, [page for page, _ in marks], [title for _, title in marks])


def disagreements(issue: Issue, data: bytes, entries: Sequence[Entry]) -> list[str]:
    """What the file says otherwise than the web edition; empty when both agree.

    Every piece of text must stand, in its order, on the pages of its entry, and each entry must begin on
    the page that the contents give. Running heads and page numbers stand between pages.
    """
    found = read_back(data)
    shown = [entry for entry in entries if entry.blanked_at is None]
    if len(found.starts) != len(entries):
        return [f"目录有 {len(entries)} 篇，PDF 里有 {len(found.starts)} 篇。"]
    problems = [
        f"《{entry.title}》目录是第 {entry.page} 页，PDF 里在第 {page} 页。"
        for entry, page in zip(entries, found.starts, strict=True)
        if entry.page != page
    ]
    ends = [*found.starts[1:], found.pages]
    for entry, first, last in zip(entries, found.starts, ends, strict=True):
        if entry in shown and (missing := _missing(issue, entry, found.texts[first - 1 : last])):
            problems.append(f"《{entry.title}》的文字 PDF 和网页不一致：{missing[:60]}")
    return problems


def _missing(issue: Issue, entry: Entry, pages: Sequence[str]) -> str:
    """The first piece of the entry that does not stand on these pages in its turn; "" for none."""
    whole = "".join(_bare(text, issue) for text in pages)
    at = 0
    for piece in printed(entry, version_of(entry)).texts():
        wanted = squeezed(piece)
        place = whole.find(wanted, at)
        if place < 0:
            return piece
        at = place + len(wanted)
    return ""


def _bare(text: str, issue: Issue) -> str:
    """A page without its running head and number, wherever the file has them."""
    for mark in running_marks(issue):
        text = text.replace(squeezed(mark), "", 1)
    number = text.rfind("—")
    return text[: text.rfind("—", 0, number)] if number == len(text) - 1 else text


def running_marks(issue: Issue) -> tuple[str, str]:
    return issue.masthead, issue.full_number
