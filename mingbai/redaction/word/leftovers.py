"""Quotes outside paragraphs: chart values, field codes, alternative texts, names."""

import re
from urllib.parse import unquote

from lxml import etree

from mingbai.documents.docx import names as n
from mingbai.documents.markup import local_name
from mingbai.redaction.matching import Needle, Searchable, merged, tells
from mingbai.redaction.word.strokes import SPACE
from mingbai.redaction.word.texts import WORDS

# attributes a reader of the document may be shown or read aloud
SPOKEN = frozenset({"descr", "title", "string", "tooltip", "alt", "lvlText"})
POINT = f"{{{n.C_NS}}}pt"
NEUTRAL = "图形"


class Leftovers:
    """One pass over all parts; names that are replaced are replaced by the same word everywhere."""

    def __init__(self, bars: dict[str, str]) -> None:
        self.needles = [(Needle.of(quote), quote, bar) for quote, bar in bars.items()]
        self.counts: dict[tuple[str, str], int] = {}  # (quote, where)
        self._names: dict[str, str] = {}

    def clean(self, root: etree._Element) -> None:
        self._field_codes(root)
        for element in list(root.iter()):
            self._text(element)
            for name in list(element.attrib):
                self._attribute(element, str(name))

    def is_told(self, address: str) -> bool:
        """Whether the address of a link tells a quote, plainly or percent-encoded."""
        told = [
            quote for needle, quote, _ in self.needles if needle.count(address) or _encoded(needle, address)
        ]
        for quote in told:
            self._note(quote, "链接地址")
        return bool(told)

    def _note(self, quote: str, where: str, count: int = 1) -> None:
        self.counts[quote, where] = self.counts.get((quote, where), 0) + count

    def _text(self, element: etree._Element) -> None:
        if not element.text or not element.text.strip() or element.tag == n.INSTR_TEXT:
            return
        text = self._barred(element.text, "图表数据")
        if text == element.text:
            return
        point = next(element.iterancestors(POINT), None)
        parent = point.getparent() if point is not None else None
        if point is not None and parent is not None and local_name(parent) == "numCache":
            parent.remove(point)  # a bar is no number
            return
        element.text = text
        if element.tag in WORDS and element.tag == n.T:
            element.set(SPACE, "preserve")

    def _barred(self, text: str, where: str) -> str:
        searchable, spans = Searchable.of(text), []
        for needle, quote, bar in self.needles:
            found = list(needle.spans(searchable))
            spans += [(start, end, bar) for start, end in found]
            if found:
                self._note(quote, where, len(found))
        for start, end in reversed(merged((start, end) for start, end, _ in spans)):
            bar = next(bar for at, _, bar in spans if at == start)
            text = text[:start] + bar + text[end:]
        return text

    def _attribute(self, element: etree._Element, name: str) -> None:
        value, local = str(element.get(name)), name.rpartition("}")[2]
        spoken = local in SPOKEN or local_name(element) in SPOKEN
        if spoken:
            element.set(name, self._barred(value, "替代文字"))
            return
        for needle, quote, _ in self.needles:
            if tells(needle, value):
                self._note(quote, "内部名称")
                known = self._names.setdefault(value, f"x{len(self._names) + 1}")
                element.set(name, NEUTRAL if local == "name" and name == local else known)

    def _field_codes(self, root: etree._Element) -> None:
        """The code of a field can print words, too (EQ); such a part keeps the results only."""
        codes = list(root.iter(n.INSTR_TEXT))
        joined = "".join(code.text or "" for code in codes)
        told = [quote for needle, quote, _ in self.needles if needle.count(joined)]
        for quote in told:
            self._note(quote, "域代码")
        if told:
            for element in [*codes, *root.iter(n.FLD_CHAR)]:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
        for field in list(root.iter(n.FLD_SIMPLE)):
            if any(needle.count(field.get(n.INSTR, "")) for needle, _, _ in self.needles):
                parent = field.getparent()
                assert parent is not None
                at = parent.index(field)
                parent[at : at + 1] = list(field)


def _encoded(needle: Needle, address: str) -> bool:
    candidates = [unquote(address), unquote(address, "gb18030")]
    candidates += [_from_punycode(address)] if "xn--" in address.lower() else []
    return any(needle.count(candidate) for candidate in candidates)


def _from_punycode(address: str) -> str:
    def decoded(label: re.Match[str]) -> str:
        try:
            return label[1].encode().decode("punycode")
        except UnicodeError:
            return label[0]

    return re.sub(r"(?i)xn--([a-z0-9-]+)", decoded, address)
