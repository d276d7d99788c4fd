"""Withholds text and areas of a PDF file: pages with marks become pictures with a new text layer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary

from mingbai.documents.cleaners.portable import clean_pdf
from mingbai.documents.pdf import BROKEN, DAMAGE, MOST_PAGES, TOO_MANY, opened
from mingbai.documents.refusals import Refused
from mingbai.redaction.bars import bar
from mingbai.redaction.matching import Needle, merged
from mingbai.redaction.portable.boxes import boxes_over
from mingbai.redaction.portable.layer import Word, add_layer
from mingbai.redaction.portable.letters import (
    Letter,
    is_scan,
    letters_of,
    opened_pages,
    overlaps,
    searchable,
    text_of,
)
from mingbai.redaction.portable.raster import Box, burn, drawn, embedded
from mingbai.redaction.portable.strings import Needles, bar_strings, replacement_texts
from mingbai.redaction.summary import summary
from mingbai.redaction.values import Mark, Passage, Placed, Rectangle, Redacted, RedactionRefused

SCANNED = (
    "第 {pages} 页是扫描图像，没有文字层，系统看不到上面的字，不能按文字遮盖。"
    "请在这些页上框选要遮盖的区域，并给按文字遮盖的标记写明页码；或者上传带文字的 PDF、Word 原文。"
)
NO_SUCH_PAGE = "文件只有 {count} 页，没有第 {page} 页。请改正标记里的页码。"
ROOT_DROPPED = ("/StructTreeRoot", "/MarkInfo", "/OCProperties", "/AcroForm", "/Names", "/OpenAction", "/AA")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DEEPEST = 60
PAGE_KEPT = {"/Type", "/Parent"}
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

    @property
    def marked(self) -> bool:
        return bool(self.spans or self.areas or self.told)


def redact_pdf(data: bytes, marks: Sequence[Mark]) -> Redacted:
    """A PDF with nothing below its black boxes. Marks that were not found are missing from `placed`.

    Raises Refused as the reader does, RedactionRefused for text marks on scanned pages.
    """
    printed = clean_pdf(data)
    sheets = sheets_of(printed)
    _check_pages(sheets, marks)
    _find(sheets, marks)
    with opened(printed) as pdf:
        try:
            needles = [(Needle.of(mark.quote), mark.ground) for mark in marks if mark.everywhere]
            _find_replacements(pdf, sheets, needles)
            return Redacted(
                _written(pdf, printed, sheets, needles), "", placed := _placed(sheets), summary(placed)
            )
        except DAMAGE as error:
            raise Refused("corrupt", BROKEN) from error


def pdf_passages(data: bytes) -> tuple[Passage, ...]:
    """The text of each page; "" on a scanned one."""
    return tuple(
        Passage(f"第 {sheet.number} 页", text_of(sheet.letters), sheet.number)
        for sheet in sheets_of(clean_pdf(data))
    )


def sheets_of(data: bytes) -> list[Sheet]:
    with opened_pages(data) as pdf:
        if len(pdf) > MOST_PAGES:
            raise Refused("too_large", TOO_MANY)
        sheets = []
        for number, page in enumerate(pdf, 1):
            letters = letters_of(page)
            sheets.append(Sheet(number, letters, is_scan(page, letters)))
        return sheets


def _check_pages(sheets: list[Sheet], marks: Sequence[Mark]) -> None:
    for mark in marks:
        if mark.page is not None and mark.page > len(sheets):
            raise RedactionRefused(NO_SUCH_PAGE.format(count=len(sheets), page=mark.page))
    quoted = [mark for mark in marks if mark.quote]
    scans = [s.number for s in sheets if s.scan and any(mark.page in (None, s.number) for mark in quoted)]
    if scans:
        raise RedactionRefused(SCANNED.format(pages="、".join(map(str, scans))))


def _find(sheets: list[Sheet], marks: Sequence[Mark]) -> None:
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


def _find_replacements(pdf: pikepdf.Pdf, sheets: list[Sheet], needles: Needles) -> None:
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        texts = "\n".join(replacement_texts(page.obj)) if needles else ""
        sheet.told = any(needle.count(texts) for needle, _ in needles)


def _placed(sheets: list[Sheet]) -> tuple[Placed, ...]:
    counts: dict[tuple[Mark, int], int] = {}
    for sheet in sheets:
        for mark in [*(mark for mark, _ in sheet.spans), *sheet.areas]:
            counts[mark, sheet.number] = counts.get((mark, sheet.number), 0) + 1
    return tuple(Placed(mark, f"第 {number} 页", count) for (mark, number), count in counts.items())


def _written(pdf: pikepdf.Pdf, printed: bytes, sheets: list[Sheet], needles: Needles) -> bytes:
    _own_attributes(pdf)
    with opened_pages(printed) as pages:
        for sheet in [sheet for sheet in sheets if sheet.marked]:
            _replace(pdf, sheet, pages)
    for key in ROOT_DROPPED:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/StructParents", "/Tabs", "/Thumb", "/B"):
            if key in page.obj:
                del page.obj[key]
    if needles:
        bar_strings(pdf, needles)
    pdf.remove_unreferenced_resources()
    buffer = BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return buffer.getvalue()


def _own_attributes(pdf: pikepdf.Pdf) -> None:
    """What pages inherit becomes their own: resources of a replaced page must not live on in the tree."""
    for page in pdf.pages:
        for key in INHERITED:
            holder = next((node for node in _lineage(page.obj) if key in node), None)
            if holder is not None:
                page.obj[key] = holder[key]
    for page in pdf.pages:
        for node in list(_lineage(page.obj))[1:]:
            for key in set(node.keys()) - {"/Type", "/Parent", "/Kids", "/Count"}:
                del node[key]


def _lineage(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The page and the nodes of the page tree above it."""
    for _ in range(DEEPEST):
        yield node
        if "/Parent" not in node:
            return
        node = node.Parent


def _replace(pdf: pikepdf.Pdf, sheet: Sheet, pages: pypdfium2.PdfDocument) -> None:
    page = pages[sheet.number - 1]
    width, height = page.get_size()
    boxes, words = _strokes(sheet)
    picture = drawn(page, sheet.number)
    burn(picture, boxes)
    layer, fonts = add_layer(pdf, words, width, height)
    target = pdf.pages[sheet.number - 1].obj
    for key in set(target.keys()) - PAGE_KEPT:
        del target[key]
    painted = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q\n".encode()
    target.MediaBox = Array([0, 0, round(width, 2), round(height, 2)])
    target.Resources = Dictionary(XObject=Dictionary(I=embedded(pdf, picture)), Font=fonts)
    target.Contents = pdf.make_stream(painted + layer)


def _strokes(sheet: Sheet) -> tuple[list[Box], list[Word]]:
    """The boxes to burn, and the words of the new text layer: what is left, and the bars."""
    gone = {at for _, (start, end) in sheet.spans for at in range(start, end)}
    areas = [mark.rectangle for mark in sheet.areas if mark.rectangle is not None]
    rest = [letter for at, letter in enumerate(sheet.letters) if at not in gone]
    boxes, words = [], {}
    for start, end, grounds in merged((*span, mark.ground) for mark, span in sheet.spans):
        over = boxes_over(sheet.letters[start:end], rest)
        boxes += [Box(area, ",".join(dict.fromkeys(grounds))) for area in over]
        if over:
            words[start] = Word(bar(grounds), over[0])
    boxes += [Box(mark.rectangle, mark.ground) for mark in sheet.areas if mark.rectangle]
    for at, letter in enumerate(sheet.letters):
        if at not in gone and _is_read(letter, areas):
            assert letter.cell is not None
            words[at] = Word(letter.character, letter.cell)
    bars = [Word(bar([mark.ground]), mark.rectangle) for mark in sheet.areas if mark.rectangle]
    return boxes, [*(words[at] for at in sorted(words)), *bars]


ON_PAGE = Rectangle(0, 0, 1, 1)


def _is_read(letter: Letter, areas: Sequence[Rectangle]) -> bool:
    """Whether a letter that is not withheld stands on the page, and outside the marked areas."""
    if letter.ink is None or not letter.character.strip() or letter.character < " ":
        return False
    return overlaps(letter.ink, ON_PAGE) and not any(overlaps(letter.ink, area) for area in areas)
