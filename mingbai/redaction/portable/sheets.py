"""The pages of a PDF, and what of them is marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf

from mingbai.documents.pdf import MOST_PAGES, TOO_MANY
from mingbai.documents.refusals import Refused
from mingbai.redaction.matching import Needle
from mingbai.redaction.portable.letters import Letter, is_scan, letters_of, opened_pages, searchable
from mingbai.redaction.portable.strings import Needles, replacement_texts
from mingbai.redaction.values import Mark, Placed, RedactionRefused

SCANNED = (
    "第 {pages} 页是扫描图像，没有文字层，系统看不到上面的字，不能按文字遮盖。"
    "请在这些页上框选要遮盖的区域，并给按文字遮盖的标记写明页码；或者上传带文字的 PDF、Word 原文。"
)
NO_SUCH_PAGE = "文件只有 {count} 页，没有第 {page} 页。请改正标记里的页码。"
Span = tuple[int, int]


@dataclass
class Sheet:
    """One page: its letters, the marked spans of them, and the marked areas."""

    number: int
    letters: list[Letter]
    scan: bool
    spans: list[tuple[Mark, Span]] = field(default_factory=list)
    areas: list[Mark] = field(default_factory=list)
    told: bool = False  # a replacement text tells a quote
    chosen: bool = False  # to become a picture without any mark

    @property
    def marked(self) -> bool:
        return bool(self.spans or self.areas or self.told or self.chosen)


def sheets_of(data: bytes) -> list[Sheet]:
    with opened_pages(data) as pdf:
        if len(pdf) > MOST_PAGES:
            raise Refused("too_large", TOO_MANY)
        sheets = []
        for number, page in enumerate(pdf, 1):
            letters = letters_of(page)
            sheets.append(Sheet(number, letters, is_scan(page, letters)))
        return sheets


def check_pages(sheets: list[Sheet], marks: Sequence[Mark]) -> None:
    for mark in marks:
        if mark.page is not None and mark.page > len(sheets):
            raise RedactionRefused(NO_SUCH_PAGE.format(count=len(sheets), page=mark.page))
    quoted = [mark for mark in marks if mark.quote]
    scans = [s.number for s in sheets if s.scan and any(mark.page in (None, s.number) for mark in quoted)]
    if scans:
        raise RedactionRefused(SCANNED.format(pages="、".join(map(str, scans))))


def find(sheets: list[Sheet], marks: Sequence[Mark]) -> None:
    for mark in marks:
        if mark.rectangle is not None and mark.page is not None:
            sheets[mark.page - 1].areas.append(mark)
        elif mark.quote:
            _find_quote(sheets, mark)


def _find_quote(sheets: list[Sheet], mark: Mark) -> None:
    """Over all pages as one text: a quote may begin on one page and end on the next."""
    chosen = [sheet for sheet in sheets if mark.page in (None, sheet.number)]
    owners = [(sheet, at) for sheet in chosen for at in range(len(sheet.letters))]
    spans = Needle.of(mark.quote).spans(searchable([sheet.letters[at] for sheet, at in owners]))
    for number, (start, end) in enumerate(spans, 1):
        if mark.all_occurrences or number == mark.occurrence:
            for sheet in {id(owner): owner for owner, _ in owners[start:end]}.values():
                places = [at for owner, at in owners[start:end] if owner is sheet]
                sheet.spans.append((mark, (places[0], places[-1] + 1)))


def find_replacements(pdf: pikepdf.Pdf, sheets: list[Sheet], needles: Needles) -> None:
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        texts = "\n".join(replacement_texts(page.obj)) if needles else ""
        sheet.told = any(needle.count(texts) for needle, _ in needles)


def placed_on(sheets: list[Sheet]) -> tuple[Placed, ...]:
    counts: dict[tuple[Mark, int], int] = {}
    for sheet in sheets:
        for mark in [*(mark for mark, _ in sheet.spans), *sheet.areas]:
            counts[mark, sheet.number] = counts.get((mark, sheet.number), 0) + 1
    return tuple(Placed(mark, f"第 {number} 页", count) for (mark, number), count in counts.items())
