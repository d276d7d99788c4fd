"""Drawings, pictures and objects: text boxes, word art and pictures that are shown."""

from lxml import etree

from mingbai.documents.content import Block, Figure, Paragraph
from mingbai.documents.docx import names as n
from mingbai.documents.docx.state import State, chosen
from mingbai.documents.markup import escape


def graphic_blocks(state: State, element: etree._Element) -> list[Block]:
    """What a w:drawing, w:pict or w:object shows; hidden shapes only leave a notice."""
    described = next(element.iter(n.DOC_PR), None)
    if described is not None and described.get("hidden") in ("1", "true"):
        state.notices.add("hidden_text", "隐藏的图形或文本框")
        return []
    blocks: list[Block] = []
    _collect(state, element, blocks)
    return blocks


def _collect(state: State, parent: etree._Element, blocks: list[Block]) -> None:
    for child in parent:
        tag = child.tag
        if tag == n.TXBX_CONTENT:
            blocks.extend(state.walk_blocks(child))
        elif tag == n.BLIP:
            _picture(state, child.get(n.R_EMBED), child.get(n.R_LINK), blocks)
        elif tag == n.IMAGEDATA:
            _picture(state, child.get(n.R_ID) or child.get(n.R_PICT), None, blocks)
        elif tag == n.TEXTPATH:
            _words(child.get("string", ""), blocks)
        elif tag == n.DIAGRAM:
            _diagram(state, child.get(n.DIAGRAM_DATA), blocks)
        elif tag == n.CHART:
            _diagram(state, child.get(n.R_ID), blocks)
        elif tag == n.ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                _collect(state, branch, blocks)
        elif "visibility:hidden" in child.get("style", "").replace(" ", ""):
            state.notices.add("hidden_text", "隐藏的图形或文本框")
        elif len(child):
            _collect(state, child, blocks)


def _picture(state: State, embedded: str | None, linked: str | None, blocks: list[Block]) -> None:
    if not embedded and not linked:
        return
    relationship = state.relationship(embedded or linked)
    if relationship is None or relationship.external or relationship.target not in state.package.archive:
        name = relationship.target.rpartition("/")[2] if relationship is not None else embedded
        state.notices.add("missing_image", f"图片没有保存在文件里：{name}")
        return
    blocks.append(Figure(state.image_name(relationship.target)))


def _diagram(state: State, relationship_id: str | None, blocks: list[Block]) -> None:
    """The words of SmartArt and charts stand in a part of their own."""
    relationship = state.relationship(relationship_id)
    if relationship is None or relationship.external or relationship.target not in state.package.archive:
        return
    root = state.package.part(relationship.target)
    _words(" ".join(part.text for part in root.iter(n.A_T, n.CHART_VALUE) if part.text), blocks)


def _words(text: str, blocks: list[Block]) -> None:
    if text.strip():
        blocks.append(Paragraph(text.strip(), escape(text.strip())))
