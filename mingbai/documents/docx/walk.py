"""The walk over the block elements of one part: body, header, note, text box or cell."""

from collections.abc import Iterable

from lxml import etree

from mingbai.documents.content import Block, Paragraph, excerpt
from mingbai.documents.docx import names as n
from mingbai.documents.docx.paragraphs import ParagraphWalk
from mingbai.documents.docx.pieces import Piece, inner_html
from mingbai.documents.docx.state import State, chosen
from mingbai.documents.docx.tables import read_table

LEFT_OUT = frozenset({n.DEL, n.MOVE_FROM})


class Walk:
    """Gives `State` its `walk_blocks`."""

    def __init__(self, state: State) -> None:
        self.state = state
        state.walk_blocks = self.blocks

    def part(self, name: str, root: etree._Element) -> list[Block]:
        """All blocks below `root`, which belongs to the part `name`."""
        state, outer = self.state, self.state.part
        state.part, state.fields, state.open_codes = name, [], 0
        kinds = [element.get(n.FLD_CHAR_TYPE) for element in root.iter(n.FLD_CHAR)]
        state.fields_balance = kinds.count("begin") == kinds.count("end")
        blocks = self.blocks(root)
        state.part = outer
        return blocks

    def blocks(self, parent: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        carried: list[Piece] = []
        self._collect(parent, blocks, carried)
        return blocks + left_over(carried)

    def _collect(self, parent: Iterable[etree._Element], blocks: list[Block], carried: list[Piece]) -> None:
        for child in parent:
            tag = child.tag
            if tag == n.P:
                walk = ParagraphWalk(self.state, carried.copy())
                blocks += walk.walk(child)
                if carried or walk.mark_deleted:
                    carried[:] = walk.pieces if walk.mark_deleted else []
            elif tag == n.TBL:
                blocks += left_over(carried)
                table = read_table(self.state, child)
                if table is not None:
                    blocks.append(table)
            elif tag in LEFT_OUT:
                self._left_out(child)
            elif tag == n.SDT or tag == n.ALTERNATE:
                shown = child.find(n.SDT_CONTENT) if tag == n.SDT else chosen(child)
                self._collect(shown if shown is not None else (), blocks, carried)
            elif tag == n.O_MATH_PARA or tag == n.R:
                blocks.extend(self._stray(child))
            elif len(child):
                self._collect(child, blocks, carried)

    def _left_out(self, element: etree._Element) -> None:
        text = "".join(part.text or "" for part in element.iter(n.DEL_TEXT, n.T))
        if text:
            self.state.notices.add("tracked_change", f"修订：删除{excerpt(text)}")

    def _stray(self, element: etree._Element) -> list[Block]:
        """A formula or run that stands between paragraphs."""
        paragraph = etree.Element(n.P)
        paragraph.append(etree.fromstring(etree.tostring(element)))  # noqa: S320 - our own parsed tree
        return ParagraphWalk(self.state, []).walk(paragraph)


def left_over(carried: list[Piece]) -> list[Block]:
    """Text whose paragraph mark was deleted but which no paragraph follows."""
    text = "".join(piece[0] for piece in carried).strip()
    blocks: list[Block] = [Paragraph(text, inner_html(carried))] if text else []
    carried.clear()
    return blocks
