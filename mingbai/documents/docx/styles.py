"""What a paragraph or character style says that matters here: hidden, alignment, outline, numbering."""

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from mingbai.documents.docx.names import (
    DEFAULT,
    ILVL,
    JC,
    NUM_ID,
    NUM_PR,
    OUTLINE_LVL,
    PPR,
    RPR,
    RSTYLE,
    STYLE_ID,
    TYPE,
    VAL,
    VANISH,
    is_on,
    transitional,
    w,
)
from mingbai.documents.markup import parse

STYLE, BASED_ON, DOC_DEFAULTS, RPR_DEFAULT = w("style"), w("basedOn"), w("docDefaults"), w("rPrDefault")
ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
DEEPEST = 30  # of basedOn, which may run in a circle


@dataclass(frozen=True, slots=True)
class Style:
    """Resolved through its ancestors; None where nothing is said."""

    hidden: bool = False
    align: str = ""
    outline: int | None = None
    list_id: str | None = None
    depth: int | None = None
    role: str = ""


PLAIN = Style()


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default_paragraph = PLAIN
        self.hidden_by_default = False
        if root is not None:
            self._read(root)

    def get(self, style_id: str | None) -> Style:
        """The style; `PLAIN` for one that is not defined."""
        return self._styles.get(style_id or "", PLAIN)

    def toggled(self, style_hides: bool, character_hides: bool) -> bool:
        """Whether a run is hidden that does not say so itself.

        ISO/IEC 29500-1, 17.7.3: a toggle set in paragraph and character style cancels itself.
        """
        return (style_hides ^ character_hides) or self.hidden_by_default

    def hides(self, properties: etree._Element | None, style_hides: bool) -> bool:
        """Whether a run with these w:rPr is hidden."""
        said = {child.tag: child for child in properties} if properties is not None else {}
        if VANISH in said:
            return is_on(said[VANISH])
        return self.toggled(style_hides, RSTYLE in said and self.get(said[RSTYLE].get(VAL)).hidden)

    def _read(self, root: etree._Element) -> None:
        default = None
        elements = {element.get(STYLE_ID, ""): element for element in root.iterchildren(STYLE)}
        for style_id, element in elements.items():
            self._styles[style_id] = _resolve(elements, style_id, DEEPEST)
            if element.get(TYPE) == "paragraph" and element.get(DEFAULT) in ("1", "true", "on"):
                default = style_id
        self.default_paragraph = self.get(default)
        vanish = root.find(f"{DOC_DEFAULTS}/{RPR_DEFAULT}/{RPR}/{VANISH}")
        self.hidden_by_default = vanish is not None and is_on(vanish)


@lru_cache(maxsize=16)
def styles_of(data: bytes) -> Styles:
    """The styles of a member's bytes; files of one office share them, and parsing them costs the most."""
    return Styles(parse(transitional(data)))


def _resolve(elements: dict[str, etree._Element], style_id: str, deepest: int) -> Style:
    element = elements.get(style_id)
    if element is None or not deepest:
        return PLAIN
    based_on = element.find(BASED_ON)
    parent = _resolve(elements, based_on.get(VAL, ""), deepest - 1) if based_on is not None else PLAIN
    return _with(parent, element)


def _with(parent: Style, element: etree._Element) -> Style:
    hidden, align, outline, list_id, depth = (
        parent.hidden, parent.align, parent.outline, parent.list_id, parent.depth,
    )  # fmt: skip
    run, paragraph = element.find(RPR), element.find(PPR)
    vanish = run.find(VANISH) if run is not None else None
    if vanish is not None:
        hidden = is_on(vanish)
    for child in paragraph if paragraph is not None else ():
        if child.tag == JC:
            align = ALIGNMENTS.get(child.get(VAL, ""), "")
        elif child.tag == OUTLINE_LVL:
            outline = outline_level(child)
        elif child.tag == NUM_PR:
            list_id, depth = numbering(child, list_id, depth)
    return Style(hidden, align, outline, list_id, depth, _role(element) or parent.role)


def outline_level(element: etree._Element) -> int | None:
    """0–8; None for body text (9) and nonsense."""
    value = element.get(VAL, "")
    return int(value) if value.isdecimal() and int(value) < 9 else None


def numbering(
    element: etree._Element, list_id: str | None, depth: int | None
) -> tuple[str | None, int | None]:
    """The list and depth of a w:numPr over those inherited."""
    for child in element:
        value = child.get(VAL, "")
        if child.tag == NUM_ID:
            list_id = value
        elif child.tag == ILVL and value.isdecimal():
            depth = int(value)
    return list_id, depth


def _role(element: etree._Element) -> str:
    name = element.find(w("name"))
    words = (name.get(VAL, "") if name is not None else "").lower()
    if words in ("title", "标题"):
        return "title"
    return "contents" if words.startswith(("toc ", "目录 ")) else ""
