"""Reads a produced PDF back: objects and streams, text layer, and the blackness of the pages."""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from mingbai.documents.cleaners.portable import clean_pdf
from mingbai.documents.pdf import DAMAGE
from mingbai.documents.reading import read
from mingbai.redaction.matching import Needle, without_bars
from mingbai.redaction.proof.evidence import CALLED, Evidence
from mingbai.redaction.values import Mark, Rectangle

FORBIDDEN = {
    "/Metadata": "元数据（XMP）", "/Names": "附件、脚本或命名目标", "/AcroForm": "表单",
    "/OCProperties": "图层", "/StructTreeRoot": "结构树", "/OpenAction": "打开时的动作", "/AA": "动作",
}  # fmt: skip
SCALE = 1.5
CONTENT, STREAM = "页面内容流", "数据流"
DARK = 64  # of 255
BLACK_LETTERS, BLACK_AREA = 0.5, 0.85  # least share of dark pixels; the label on a box is white
EDGE = 0.1  # of a rectangle that is not looked at: its rim is shared with what stands beside it
SHOWING = {"Tj", "TJ", "'", '"'}
Box = tuple[float, float, float, float]


def examine_objects(data: bytes, evidence: Evidence) -> None:
    """Strings, names and streams of all objects; raises what pikepdf raises on damage."""
    streams = 0
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in [pdf.trailer, *pdf.objects]:
            _object(thing, evidence)
            streams += isinstance(thing, Stream)
        for name, attached in pdf.attachments.items():
            evidence.text("附件", name)
            evidence.raw("附件", attached.get_file().read_bytes())
        for page in pdf.pages:
            evidence.text(CONTENT, _shown(page.obj))
    evidence.read.append(f"PDF 的全部对象和 {streams} 个解压后的数据流（{CALLED}）")


def _object(thing: pikepdf.Object, evidence: Evidence) -> None:
    kind = str(thing.get("/Subtype", "")) if isinstance(thing, Dictionary | Stream) else ""
    place = {"/XML": "元数据（XMP）", "/Link": "链接地址"}.get(kind, "文档属性、批注、书签等字符串")
    for value in _values(thing, 0):
        if isinstance(value, String):
            evidence.text(place, str(value))
            evidence.raw(place, bytes(value))
        else:
            evidence.technical("内部名称", [str(value)])
    if isinstance(thing, Stream):
        evidence.raw("元数据（XMP）" if kind == "/XML" else STREAM, _bytes_of(thing))


def _values(thing: object, depth: int) -> Iterator[pikepdf.Object]:
    if isinstance(thing, String | Name):
        yield thing
    elif depth > 40 or not isinstance(thing, Dictionary | Stream | Array):
        return
    elif isinstance(thing, Array):
        for value in thing:
            yield from _inner(value, depth)
    else:
        for key, value in thing.items():
            yield Name(key)
            yield from _inner(value, depth)


def _inner(value: object, depth: int) -> Iterator[pikepdf.Object]:
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from _values(value, depth + 1)


def _bytes_of(stream: Stream) -> bytes:
    """Unpacked; a picture as it is stored, for its points are no text."""
    if stream.get("/Subtype") == Name.Image:
        return stream.read_raw_bytes()
    try:
        return stream.read_bytes()
    except DAMAGE:
        return stream.read_raw_bytes()


def _shown(page: pikepdf.Object) -> str:
    """The codes a page shows, as characters: finds what fonts of one byte per letter show."""
    words = []
    for instruction in pikepdf.parse_content_stream(page, " ".join(SHOWING)):
        operands = list(instruction.operands)
        if str(instruction.operator) in SHOWING:
            parts = operands[0] if operands and isinstance(operands[0], Array) else operands
            words += [bytes(part).decode("latin-1") for part in parts if isinstance(part, String)]
    return "".join(words)


def examine_pdf(original: bytes, produced: bytes, evidence: Evidence) -> None:
    examine_objects(produced, evidence)
    evidence.raw("文件", produced)
    _remains(produced, evidence)
    document = read(produced, "produced.pdf")
    evidence.text("读出的正文", document.text)
    before, after = pypdfium2.PdfDocument(clean_pdf(original)), pypdfium2.PdfDocument(produced)
    try:
        if len(before) != len(after):
            evidence.other.append("页数与原件不同")
            return
        texts = [after[number].get_textpage().get_text_bounded() for number in range(len(after))]
        evidence.text("文字层", _run_on(texts))
        evidence.read.append(f"{len(texts)} 页的文字层")
        _restricted(before, texts, evidence)
        for number in range(len(after)):
            _blackness(before[number], after[number], number + 1, evidence)
        evidence.read.append("遮盖处的页面图像：原来有字的位置都是黑的")
        _for_eyes(before, texts, evidence)
        _shared_fonts(produced, evidence)
    finally:
        before.close()
        after.close()


def _remains(produced: bytes, evidence: Evidence) -> None:
    """What a PDF for giving out has no need of, and what earlier versions of it leave behind."""
    with pikepdf.open(BytesIO(produced)) as pdf:
        evidence.other += [f"仍带有{what}" for key, what in FORBIDDEN.items() if key in pdf.Root]
        if "/Info" in pdf.trailer:
            evidence.other.append("仍带有文档属性")
        for number, page in enumerate(pdf.pages, 1):
            kinds = {str(a.get("/Subtype")) for a in page.obj.get("/Annots", [])}
            if kinds - {"/Link"}:
                evidence.other.append(f"第 {number} 页仍带有批注或表单")
    if produced.count(b"startxref") != 1 or not produced.rstrip().endswith(b"%%EOF"):
        evidence.other.append("文件里还有以前保存的版本")
    evidence.read.append("元数据、附件、批注、表单、脚本、图层、结构树、以前的版本：都已不在文件里")


def _restricted(before: pypdfium2.PdfDocument, texts: list[str], evidence: Evidence) -> None:
    """Marks of one page, or of one occurrence."""
    for number, mark in enumerate(evidence.marks, 1):
        if not mark.quote or mark.everywhere:
            continue
        pages = range(len(texts)) if mark.page is None else [mark.page - 1]
        needle = Needle.of(mark.quote)
        left = needle.count(without_bars(_run_on(texts[page] for page in pages)))
        was = needle.count(_run_on(_text(before, page) for page in pages))
        if left > (0 if mark.all_occurrences else was - 1):
            evidence.other.append(f"第 {number} 条标记选定的那一处仍在文字层里")


def _run_on(pages: Iterable[str]) -> str:
    """Lines and pages as one text, as a quote runs on."""
    return "".join("".join(text.split()) for text in pages)


def _text(pdf: pypdfium2.PdfDocument, page: int) -> str:
    return pdf[page].get_textpage().get_text_bounded()


def _blackness(before: pypdfium2.PdfPage, after: pypdfium2.PdfPage, number: int, evidence: Evidence) -> None:
    """Quotes are looked for on the original page, their places on the produced one."""
    picture: Image.Image | None = None
    for at, mark in enumerate(evidence.marks, 1):
        boxes = _letters(before, mark) if mark.quote and mark.all_occurrences else []
        boxes = boxes if mark.page in (None, number) else []
        area = mark.rectangle if mark.page == number else None
        if not boxes and area is None:
            continue
        picture = picture or after.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
        places = [_placed(before, box, picture) for box in boxes]
        too_bright = any(_dark(picture, place) < BLACK_LETTERS for place in places)
        if area is not None:
            too_bright |= _dark(picture, _scaled(area, picture)) < BLACK_AREA
        if too_bright:
            evidence.other.append(f"第 {at} 条标记在第 {number} 页没有涂黑")


def _letters(page: pypdfium2.PdfPage, mark: Mark) -> list[Box]:
    """Where pdfium's own search finds the quote on the original page: left, bottom, right, top in points."""
    text = page.get_textpage()
    search = text.search(mark.quote, match_case=False)
    boxes: list[Box] = []
    while (found := search.get_next()) is not None:
        boxes += [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    return [box for box in boxes if box[2] > box[0] and box[3] > box[1]]


def _placed(page: pypdfium2.PdfPage, box: Box, picture: Image.Image) -> Box:
    """In pixels of the produced page's picture, which has the rotation of the seen page in it."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    points = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    corners = [((x - left) / width, (top - y) / height) for x, y in points]
    for _ in range(page.get_rotation() // 90):
        corners = [(1 - y, x) for x, y in corners]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return _scaled(Rectangle(min(across), min(down), max(across), max(down)), picture)


def _scaled(area: Rectangle, picture: Image.Image) -> Box:
    return (
        area.left * picture.width,
        area.top * picture.height,
        area.right * picture.width,
        area.bottom * picture.height,
    )


def _dark(picture: Image.Image, box: Box) -> float:
    """The share of dark pixels within a box; 1 for what is outside the page or too small to see."""
    across, down = (box[2] - box[0]) * EDGE, (box[3] - box[1]) * EDGE
    inner = (round(box[0] + across), round(box[1] + down), round(box[2] - across), round(box[3] - down))
    left, top = max(inner[0], 0), max(inner[1], 0)
    right, bottom = min(inner[2], picture.width), min(inner[3], picture.height)
    if right <= left or bottom <= top:
        return 1.0
    histogram = picture.crop((left, top, right, bottom)).histogram()
    return sum(histogram[:DARK]) / sum(histogram)


FONTS = (
    "没有遮盖的页仍用原来的字体，字体里有全文用过的字（没有次序）；"
    "如果连用了哪些字也不能透露，请选择全部页转成图像"
)


def _shared_fonts(produced: bytes, evidence: Evidence) -> None:
    """A font holds the letters of all pages that share it, also of those that became pictures."""
    with pikepdf.open(BytesIO(produced)) as pdf:
        fonts = [page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()) for page in pdf.pages]
        kinds = {font.get("/Subtype") == Name.Type3 for page in fonts for font in page.as_dict().values()}
    if kinds == {True, False}:
        evidence.unread.append(FONTS)


def _for_eyes(before: pypdfium2.PdfDocument, texts: list[str], evidence: Evidence) -> None:
    bare = [str(number) for number, text in enumerate(texts, 1) if not text.strip()]
    if bare:
        evidence.unread.append(f"第 {'、'.join(bare)} 页没有文字层，页面上的字请看一遍")
    pictured = [
        str(number)
        for number, page in enumerate(before, 1)
        if any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    ]
    if pictured:
        evidence.unread.append(f"第 {'、'.join(pictured)} 页有图像，图像上的字请看一遍")
