"""The characters a Word part prints, each with the element that holds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mingbai.documents.docx import names as n
from mingbai.documents.docx.symbols import character
from mingbai.documents.markup import local_name
from mingbai.redaction.matching import BREAK, Searchable

A_P = f"{{{n.A_NS}}}p"
PARAGRAPHS = (n.P, A_P)
WORDS = frozenset({n.T, n.M_T, n.A_T})
# what an element without text of its own prints; a line break within a paragraph parts no text
SIGNS = {
    n.TAB: "\t", n.w("ptab"): "\t", n.BR: " ", n.CR: " ", f"{{{n.A_NS}}}br": " ",
    n.NO_BREAK_HYPHEN: "-", n.SOFT_HYPHEN: "\xad",
}  # fmt: skip
# they hold paragraphs of their own, or print nothing here
PASSED_OVER = frozenset({n.PPR, n.RPR, n.DRAWING, n.PICT, n.OBJECT, n.TXBX_CONTENT, n.RT, *PARAGRAPHS})
PARTS = {
    "document": "正文", "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注",
    "chartSpace": "图表", "dataModel": "图示", "drawing": "图示", "numbering": "编号", "styles": "样式",
}  # fmt: skip
COPIES = frozenset({"drawing"})  # the drawn copy of a diagram: the same words once more


@dataclass(frozen=True, slots=True)
class Atom:
    """One character; `element` holds it at `index` of its text, or is a sign (index None)."""

    character: str
    element: etree._Element
    index: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """The characters of one paragraph, without the paragraphs of text boxes anchored in it."""

    where: str
    atoms: list[Atom]

    @property
    def text(self) -> str:
        return "".join(atom.character for atom in self.atoms).strip()


def where_of(root: etree._Element) -> str:
    return PARTS.get(local_name(root), "其他部分")


def units(root: etree._Element) -> list[Unit]:
    """All paragraphs of a part that print something, in the order of the markup."""
    place = where_of(root)
    found = (Unit(_where(place, p), list(_atoms(p))) for p in root.iter(*PARAGRAPHS))
    return [unit for unit in found if unit.atoms]


def _where(place: str, paragraph: etree._Element) -> str:
    inside = next(paragraph.iterancestors(n.TXBX_CONTENT, n.TBL), None)
    if inside is None:
        return place
    return f"{place}（{'文本框' if inside.tag == n.TXBX_CONTENT else '表格'}）"


def _atoms(parent: etree._Element) -> Iterator[Atom]:
    for child in parent:
        tag = child.tag
        if tag in PASSED_OVER:
            continue
        if tag in WORDS:
            for index, letter in enumerate(child.text or ""):
                yield Atom(letter, child, index)
        elif tag in SIGNS:
            yield Atom(SIGNS[tag], child, None)
        elif tag == n.SYM:
            yield Atom(character(child.get(n.CHAR), child.get(n.w("font"))), child, None)
        else:
            yield from _atoms(child)


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs of one part as one searchable text; `owners[i]` is (unit, atom) or None at a break."""

    units: list[Unit]
    owners: list[tuple[int, int] | None]
    text: Searchable

    @classmethod
    def of(cls, units: list[Unit]) -> "Story":
        characters: list[str] = []
        owners: list[tuple[int, int] | None] = []
        for number, unit in enumerate(units):
            # one letter each: a surrogate or a symbol never makes two positions
            characters += [atom.character for atom in unit.atoms]
            owners += [(number, at) for at in range(len(unit.atoms))]
            characters.append(BREAK)
            owners.append(None)
        return cls(units, owners, Searchable.of(characters))

    def atoms(self, start: int, end: int) -> list[list[Atom]]:
        """The atoms of a span, one list for each paragraph it touches."""
        touched: dict[int, list[Atom]] = {}
        for owner in self.owners[start:end]:
            if owner is not None:
                touched.setdefault(owner[0], []).append(self.units[owner[0]].atoms[owner[1]])
        return list(touched.values())

    def where(self, start: int) -> str:
        owner = self.owners[start]
        assert owner is not None  # a span begins with a letter
        return self.units[owner[0]].where
