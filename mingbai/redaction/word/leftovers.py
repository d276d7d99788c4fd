"""Quotes outside paragraphs: chart values, field codes, alternative texts, names."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote

from lxml import etree

from mingbai.documents.docx import names as n
from mingbai.documents.markup import local_name
from mingbai.redaction.bars import bar
from mingbai.redaction.matching import Needle, Searchable, replaced, tells
from mingbai.redaction.values import Mark
from mingbai.redaction.word.strokes import SPACE
from mingbai.redaction.word.texts import WORDS

# attributes a reader of the document may be shown or read aloud
SPOKEN = frozenset({"descr", "title", "string", "tooltip", "alt", "lvlText"})
POINT = f"{{{n.C_NS}}}pt"
NEUTRAL = "图形"
DATA, SPOKEN_TEXT, LINK, NAME, CODE = "图表数据", "替代文字", "链接地址", "内部名称", "域代码"
SHOWN = frozenset({DATA, SPOKEN_TEXT})  # a bar stands there


class Leftovers:
    """One pass over all parts; names that are replaced are replaced by the same word everywhere."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.needles = [(mark, Needle.of(mark.quote)) for mark in marks]
        self.counts: Counter[tuple[Mark, str]] = Counter()
        self._names: dict[str, str] = {}

    def clean(self, root: etree._Element) -> None:
        self._field_codes(root)
        for element in list(root.iter()):
            self._text(element)
            for name in list(element.attrib):
                self._attribute(element, str(name))

    def is_told(self, address: str) -> bool:
        """Whether the address of a link tells a quote, plainly or percent-encoded."""
        told = [mark for mark, needle in self.needles if needle.count(address) or _encoded(needle, address)]
        self.counts.update((mark, LINK) for mark in told)
        return bool(told)

    def is_told_by_name(self, name: str) -> bool:
        """Whether the name of a file within the file tells a quote."""
        told = [mark for mark, needle in self.needles if tells(needle, name)]
        self.counts.update((mark, NAME) for mark in told)
        return bool(told)

    def _text(self, element: etree._Element) -> None:
        if not element.text or not element.text.strip() or element.tag == n.INSTR_TEXT:
            return
        text = self._barred(element.text, DATA)
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
        whole = Searchable.of(text)
        for mark, needle in self.needles:
            if count := needle.count(whole):
                self.counts[mark, where] += count
        return replaced(text, [(needle, mark.ground) for mark, needle in self.needles], bar)

    def _attribute(self, element: etree._Element, name: str) -> None:
        value, local = str(element.get(name)), name.rpartition("}")[2]
        spoken = local in SPOKEN or local_name(element) in SPOKEN
        if spoken:
            element.set(name, self._barred(value, SPOKEN_TEXT))
            return
        for mark, needle in self.needles:
            if tells(needle, value):
                self.counts[mark, NAME] += 1
                known = self._names.setdefault(value, f"x{len(self._names) + 1}")
                element.set(name, NEUTRAL if local == "name" and name == local else known)

    def _field_codes(self, root: etree._Element) -> None:
        """The code of a field can print words, too (EQ); such a part keeps the results only."""
        codes = list(root.iter(n.INSTR_TEXT))
        joined = "".join(code.text or "" for code in codes)
        told = [mark for mark, needle in self.needles if needle.count(joined)]
        self.counts.update((mark, CODE) for mark in told)
        if told:
            for element in [*codes, *root.iter(n.FLD_CHAR)]:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
        for field in list(root.iter(n.FLD_SIMPLE)):
            if any(needle.count(field.get(n.INSTR, "")) for _, needle in self.needles):
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
