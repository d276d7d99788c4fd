"""Page, styles and typefaces of a Word file: what python-docx leaves to WordprocessingML."""

import math
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mingbai.documents.official.layout import Face, Layout

BELOW_TEXT = 7
"""Millimetres between the text and the rule of the page number: 一字线上距版心下边缘7 mm."""
LINE_OF_NUMBER = 5
HALF_POINTS, TWIPS = 2, 20


def set_page(word: Word, layout: Layout) -> None:
    """A4 with the margins, and a grid of lines.

    Not of characters: programs disagree on what fits into a cell of 15.8 points. See `squeezed`.
    """
    section = word.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.footer_distance = Mm(max(layout.bottom - BELOW_TEXT - LINE_OF_NUMBER, 5))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(layout.pitch * TWIPS)))


def squeezed(layout: Layout) -> int:
    """Twips that each character of the body gives up, so that so many fit into a line: 每行28字."""
    return min(math.floor((layout.character - layout.body.size) * TWIPS), 0)


def set_styles(word: Word, layout: Layout) -> None:
    """Body, title and the four levels; the template's colours, bold and theme fonts are taken off."""
    for name, face in (
        ("Normal", layout.body),
        ("Title", layout.title),
        *((f"Heading {number}", layout.level(number)) for number in range(1, 5)),
    ):
        style = word.styles[name]
        for found in style.element.findall(qn("w:rPr")):
            style.element.remove(found)
        squeeze = squeezed(layout) if face.size == layout.body.size else 0
        set_face(style.element.get_or_add_rPr(), face, layout.latin, spacing=squeeze)
        if name != "Normal":
            for found in style.element.findall(qn("w:pPr")):
                style.element.remove(found)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(layout.pitch)
        style.paragraph_format.widow_control = False
        if name.startswith("Heading"):
            style.paragraph_format.keep_with_next = True
            _outline(style, int(name[-1]) - 1)
        if name == "Title":
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _name_stand_ins(word, layout)


def _outline(style: Any, level: int) -> None:
    """Last of what a paragraph's properties hold, as the schema wants it."""
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(element)


def set_face(
    properties: Any, face: Face, latin: str = "", colour: RGBColor | None = None, spacing: int | None = None
) -> None:
    """Typeface for Chinese and, where given, another for Latin letters and digits.

    Word asks for each kind of letter apart; without w:eastAsia it shows 宋体 for every Chinese character.
    """
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute, name in (
        ("w:ascii", latin or face.name),
        ("w:hAnsi", latin or face.name),
        ("w:cs", latin or face.name),
        ("w:eastAsia", face.name),
    ):
        fonts.set(qn(attribute), name)
    if face.bold:
        properties.append(OxmlElement("w:b"))
    if colour is not None:
        _add(properties, "w:color", str(colour))
    if spacing is not None:
        _add(properties, "w:spacing", str(spacing))
    for name in ("w:sz", "w:szCs"):
        _add(properties, name, str(round(face.size * HALF_POINTS)))


def _add(properties: Any, name: str, value: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    properties.append(element)


def _name_stand_ins(word: Word, layout: Layout) -> None:
    """Which typefaces may stand in for one that is not installed (w:altName of the table of fonts)."""
    part = next(
        (one for one in word.part.package.iter_parts() if one.partname.endswith("/fontTable.xml")), None
    )
    if part is None:
        return
    faces = {face.name: face for face in layout.faces().values()}
    rows = b"".join(
        b'<w:font w:name="%s"><w:altName w:val="%s"/><w:charset w:val="86"/></w:font>'
        % (_escaped(name), _escaped(",".join(face.others)))
        for name, face in faces.items()
        if face.others
    )
    part._blob = part.blob.replace(b"</w:fonts>", rows + b"</w:fonts>")


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode()
