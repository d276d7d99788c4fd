"""What python-docx has no words for: fields, borders, indents by characters."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def field(kind: str, text: str) -> Any:
    """One piece of the field PAGE: a mark, its instruction, or the number shown before it is counted."""
    if kind:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        return element
    element = OxmlElement("w:instrText" if text == "PAGE" else "w:t")
    element.text = text
    return element


def indent(line: Paragraph, side: str, characters: float, size: float) -> None:
    """Both ways of saying it: in hundredths of a character, which follow the typeface, and in twips."""
    properties = line._p.get_or_add_pPr()
    ind = properties.get_or_add_ind()
    ind.set(qn(f"w:{side}Chars"), str(round(characters * 100)))
    ind.set(qn(f"w:{side}"), str(round(characters * size * 20)))


def border(line: Paragraph, side: str, colour: str, eighths: int) -> None:
    properties: Any = line._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:snapToGrid",
            "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
        )  # fmt: skip
    element = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        element.set(qn(f"w:{name}"), value)
    borders.append(element)


def off_grid(line: Paragraph) -> None:
    """Let lines stand as close as their letters allow: a table is not set on the page's grid."""
    element = OxmlElement("w:snapToGrid")
    element.set(qn("w:val"), "0")
    properties: Any = line._p.get_or_add_pPr()
    properties.insert_element_before(
        element, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"
    )


def link(line: Paragraph, url: str) -> None:
    """Make the words of a paragraph open an address."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in line.runs:
        element.append(run._r)
    line._p.append(element)


def switch_on(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
