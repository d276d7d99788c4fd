"""One Word paragraph: what is shown becomes text and inner HTML, what is not becomes notices."""

from lxml import etree

from mingbai.documents.content import Block, Paragraph, excerpt
from mingbai.documents.docx import names as n
from mingbai.documents.docx.graphics import graphic_blocks
from mingbai.documents.docx.numbering import BULLET
from mingbai.documents.docx.pieces import EM, STRONG, SUB, SUP, Piece, inner_html
from mingbai.documents.docx.state import Field, State, chosen
from mingbai.documents.docx.styles import ALIGNMENTS, Style, numbering, outline_level
from mingbai.documents.docx.symbols import character
from mingbai.documents.html import is_public_address

RAISED = {"superscript": SUP, "subscript": SUB}
LEFT_OUT = frozenset({n.DEL, n.MOVE_FROM})
BREAKS = {n.TAB: "\t", n.w("ptab"): "\t", n.BR: "\n", n.CR: "\n", n.NO_BREAK_HYPHEN: "-"}
GRAPHICS = frozenset({n.DRAWING, n.PICT, n.OBJECT})
# Fields whose results are plain parts of a printed page
PLAIN_FIELDS = frozenset(
    [
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "TOC", "TC", "REF", "NOTEREF",
        "STYLEREF", "SEQ", "EQ", "SYMBOL", "HYPERLINK", "INDEX", "XE", "FORMTEXT", "FORMCHECKBOX",
        "FORMDROPDOWN", "ADVANCE", "LISTNUM", "AUTONUM", "QUOTE", "=",
    ]
)  # fmt: skip

# looked up some ten thousand times in a document: local names are faster
R, T, RPR, PPR = n.R, n.T, n.RPR, n.PPR
TELLING = frozenset({n.VANISH, n.BOLD, n.ITALIC, n.VERT_ALIGN, n.RSTYLE})


class ParagraphWalk:
    """Walks one w:p; `carried` are pieces of the paragraph before, whose mark was deleted."""

    __slots__ = (
        "after", "align", "depth", "hidden", "hides", "list_id", "mark_deleted", "outline", "pieces", "role",
        "state", "style_hides", "style_id",
    )  # fmt: skip

    list_id: str | None
    depth: int | None

    def __init__(self, state: State, carried: list[Piece]) -> None:
        self.state = state
        self.pieces = carried
        self.after: list[Block] = []
        self.hidden: list[str] = []
        self.style_id: str | None = None
        self.mark_deleted = False
        self._take(state.styles.default_paragraph)

    def walk(self, paragraph: etree._Element) -> list[Block]:
        """The paragraph and the blocks anchored in it; [] when there is nothing to see."""
        self._inline(paragraph, "")
        if self.hidden:
            self.state.notices.add("hidden_text", f"隐藏文字：{excerpt(''.join(self.hidden))}")
        if self.mark_deleted:
            return self.after
        finished = self._finished()
        return self.after if finished is None else [finished, *self.after]

    def _properties(self, properties: etree._Element) -> None:
        for child in properties:
            tag = child.tag
            if tag == n.PSTYLE:
                self.style_id = child.get(n.VAL)
                self._take(self.state.styles.get(self.style_id))
            elif tag == n.JC:
                self.align = ALIGNMENTS.get(child.get(n.VAL, ""), "")
            elif tag == n.OUTLINE_LVL:
                self.outline = outline_level(child)
            elif tag == n.NUM_PR:
                self.list_id, self.depth = numbering(child, self.list_id, self.depth)
            elif tag == RPR:
                self.mark_deleted = next(child.iterchildren(n.DEL, n.MOVE_FROM), None) is not None

    def _take(self, style: Style) -> None:
        self.role, self.align, self.outline = style.role, style.align, style.outline
        self.list_id, self.depth = style.list_id, style.depth
        # whether runs are hidden that say nothing of it themselves
        self.style_hides = style.hidden ^ self.state.table_hides
        self.hides = self.style_hides or self.state.styles.hidden_by_default

    def _inline(self, parent: etree._Element, address: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, address)
            elif tag == PPR:
                self._properties(child)
            elif not len(child):
                continue
            elif tag in LEFT_OUT:
                self._deleted(child)
            elif tag == n.INS or tag == n.MOVE_TO:
                self._inserted(child, address)
            elif tag == n.HYPERLINK:
                self._inline(child, self._link(child) or address)
            elif tag == n.FLD_SIMPLE:
                self._field_code(child.get(n.INSTR, ""))
                self._inline(child, address)
            elif tag == n.SDT:
                self._contents(child.find(n.SDT_CONTENT), address)
            elif tag == n.ALTERNATE:
                self._contents(chosen(child), address)
            elif tag == n.O_MATH or tag == n.O_MATH_PARA:
                self._add("".join(part.text or "" for part in child.iter(n.M_T)), 0, address)
            else:
                self._inline(child, address)

    def _contents(self, parent: etree._Element | None, address: str) -> None:
        if parent is not None:
            self._inline(parent, address)

    def _run(self, run: etree._Element, address: str) -> None:
        flags, hidden, text = 0, self.hides, ""
        for child in run:
            tag = child.tag
            if tag == T:
                text += child.text or ""
            elif tag == RPR:
                flags, hidden = self._run_properties(child)
            elif tag in BREAKS:
                text += BREAKS[tag]
            elif tag == n.FLD_CHAR:
                self._show(text, flags, hidden, address)
                text = ""
                self._field_char(child)
            elif tag == n.INSTR_TEXT:
                if self.state.fields:
                    self.state.fields[-1].code += child.text or ""
            else:
                self._show(text, flags, hidden, address)
                text = ""
                self._other(child, flags, hidden, address)
        if text and not hidden and not self.state.fields:
            self.pieces.append((text, flags, address))
        elif text:
            self._show(text, flags, hidden, address)

    def _run_properties(self, properties: etree._Element) -> tuple[int, bool]:
        flags, character, direct = 0, False, None
        for child in properties:
            tag = child.tag
            if tag not in TELLING:
                continue
            if tag == n.BOLD:
                flags |= STRONG if n.is_on(child) else 0
            elif tag == n.VERT_ALIGN:
                flags |= RAISED.get(child.get(n.VAL, ""), 0)
            elif tag == n.RSTYLE:
                character = self.state.styles.get(child.get(n.VAL)).hidden
            elif tag == n.ITALIC:
                flags |= EM if n.is_on(child) else 0
            else:
                direct = n.is_on(child)
        if direct is not None:
            return flags, direct
        return flags, self.state.styles.toggled(self.style_hides, character)

    def _other(self, child: etree._Element, flags: int, hidden: bool, address: str) -> None:
        tag = child.tag
        if tag == n.SYM:
            self._show(character(child.get(n.CHAR), child.get(n.w("font"))), flags, hidden, address)
        elif tag in GRAPHICS:
            self._graphic(child, hidden)
        elif tag == n.FOOTNOTE_REF or tag == n.ENDNOTE_REF:
            self._note(tag, child, hidden)
        elif tag == n.RUBY:
            self._contents(child.find(n.RUBY_BASE), address)
        elif tag == n.DEL_TEXT:
            self._note_deleted(child.text or "", "")
        elif tag == n.ALTERNATE:
            branch = chosen(child)
            for inner in branch if branch is not None else ():
                self._other(inner, flags, hidden, address)
        elif tag == n.T:
            self._show(child.text or "", flags, hidden, address)

    def _show(self, text: str, flags: int, hidden: bool, address: str) -> None:
        if not text:
            return
        if self.state.fields:
            if self.state.open_codes and self.state.fields_balance:
                return
            address = address or self.state.fields[-1].address
        if hidden:
            self.hidden.append(text)
        else:
            self.pieces.append((text, flags, address))

    def _add(self, text: str, flags: int, address: str) -> None:
        if text:
            self.pieces.append((text, flags, address))

    def _graphic(self, element: etree._Element, hidden: bool) -> None:
        blocks = graphic_blocks(self.state, element)
        if not hidden:
            self.after.extend(blocks)
        elif blocks:
            self.hidden.append(
                "（图片或文本框）" + "".join(b.text for b in blocks if isinstance(b, Paragraph))
            )

    def _note(self, tag: str, reference: etree._Element, hidden: bool) -> None:
        if hidden:
            self.hidden.append("（脚注）")
            return
        self.state.notes.append(
            ("footnotes" if tag == n.FOOTNOTE_REF else "endnotes", reference.get(n.ID, ""))
        )
        self._add(f"[{len(self.state.notes)}]", SUP, "")

    def _deleted(self, element: etree._Element) -> None:
        text = "".join(part.text or "" for part in element.iter(n.DEL_TEXT, n.T))
        self._note_deleted(text, element.get(n.AUTHOR, ""), "移走" if element.tag == n.MOVE_FROM else "删除")

    def _note_deleted(self, text: str, author: str, verb: str = "删除") -> None:
        self.state.notices.add("tracked_change", f"修订：{verb}{excerpt(text)}{_by(author)}")

    def _inserted(self, element: etree._Element, address: str) -> None:
        start = len(self.pieces)
        self._inline(element, address)
        text = "".join(piece[0] for piece in self.pieces[start:])
        self.state.notices.add("tracked_change", f"修订：插入{excerpt(text)}{_by(element.get(n.AUTHOR, ''))}")

    def _link(self, element: etree._Element) -> str:
        relationship = self.state.relationship(element.get(n.R_ID))
        if relationship is None or not relationship.external:
            return ""
        return relationship.target if is_public_address(relationship.target) else ""

    def _field_char(self, element: etree._Element) -> None:
        fields, kind = self.state.fields, element.get(n.FLD_CHAR_TYPE)
        if kind == "begin":
            fields.append(Field())
            self.state.open_codes += 1
        elif fields and kind == "separate" and not fields[-1].in_result:
            fields[-1].in_result = True
            self.state.open_codes -= 1
            fields[-1].address = self._field_code(fields[-1].code)
        elif fields and kind == "end":
            field = fields.pop()
            if not field.in_result:
                self.state.open_codes -= 1
                self._field_code(field.code)

    def _field_code(self, code: str) -> str:
        """Notes an unusual field; returns the address of a HYPERLINK that may be kept."""
        words = code.split()
        name = words[0].upper() if words else ""
        if name and name not in PLAIN_FIELDS and not name.startswith("="):
            self.state.notices.add("field", f"域代码：{' '.join(words)[:80]}")
        if name != "HYPERLINK" or len(words) < 2 or words[1].startswith("\\"):
            return ""
        address = words[1].strip('"')
        self.state.notices.add("external_link", f"外部链接：{address}")
        return address if is_public_address(address) else ""

    def _finished(self) -> Paragraph | None:
        label = self._label() if self.list_id and self.list_id != "0" else ""
        text = "".join([piece[0] for piece in self.pieces]).strip()
        if not text:
            return None
        if label and label != BULLET:
            label += " " if label[-1].isalnum() else ""
            self.pieces.insert(0, (label, 0, ""))
            text = label + text
        return Paragraph(text, inner_html(self.pieces), self.align, self.outline, label == BULLET, self.role)

    def _label(self) -> str:
        assert self.list_id is not None
        depth = self.depth
        if depth is None:
            depth = self.state.numbering.style_levels.get((self.list_id, self.style_id or ""), 0)
        return self.state.numbering.label(self.list_id, depth)


def _by(author: str) -> str:
    return f"（{author}）" if author else ""
