"""A web page as flow: tables as rows, layout tables as text, pictures as pictures."""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from mingbai.documents.plain import decode
from mingbai.documents.refusals import Refused
from mingbai.report_check.flow import PICTURE, cell, line, normal, picture, row

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
        "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "object",
        "embed",
        "svg",
        "select",
        "textarea",
        "button",
    ]
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
META = {
    "articletitle": "title",
    "title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "contentsource": "source",
    "author": "source",
}
LAYOUT_CHARACTERS = 500  # a cell with more text than that is no cell of these tables
DEEPEST = 400


@dataclass(slots=True)
class Page:
    """`hints` are what the page says of itself outside its text: title, published, source."""

    flow: str = ""
    hints: dict[str, str] = field(default_factory=dict)


def read_page(data: bytes) -> Page:
    """Raises Refused (corrupt) for what is no page."""
    return page_of(_text(data))


def page_of(text: str) -> Page:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("corrupt") from error
    walk = _Walk()
    walk.element(root, 0)
    walk.flush()
    return Page("".join(walk.flow), _hints(root))


def _text(data: bytes) -> str:
    found = re.search(rb"charset\s*=\s*[\"']?\s*(gb\w+)", data[:4096], re.IGNORECASE)
    if found:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", decode(data))


def _hints(root: etree._Element) -> dict[str, str]:
    hints: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = META.get((meta.get("name") or meta.get("property") or "").lower())
        if name and (content := cell(meta.get("content") or "")):
            hints.setdefault(name, content)
    titles = [normal("".join(map(str, one.itertext()))).strip() for one in root.iter("title")]
    if titles and titles[0]:
        hints.setdefault("title", titles[0])
    return hints


class _Walk:
    def __init__(self) -> None:
        self.flow: list[str] = []
        self.words: list[str] = []

    def element(self, element: etree._Element, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("bomb")
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in DROPPED or _is_hidden(element):
            return
        if tag == "table" and not _is_layout(element):
            self.flush()
            self.flow += [row(one) for one in _rows(element)]
            self.flow += [picture(_name(one)) for one in element.iter("img")]
            return
        if tag == "img":
            self.flush()
            self.flow.append(picture(_name(element)))
        elif tag == "br":
            self.flush()
        self.inside(element, tag, depth)

    def inside(self, element: etree._Element, tag: str, depth: int) -> None:
        block = tag in BLOCKS
        if block:
            self.flush()
        self.words.append(element.text or "")
        for child in element:
            self.element(child, depth + 1)
            self.words.append(child.tail or "")
        if block:
            self.flush()

    def flush(self) -> None:
        if text := " ".join("".join(self.words).split()):
            self.flow.append(line(text))
        self.words = []


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "").lower()))


def _is_layout(table: etree._Element) -> bool:
    """Tables within tables, and whole articles in one cell, are no tables of numbers."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return any(len("".join(map(str, one.itertext())).strip()) > LAYOUT_CHARACTERS for one in table.iter("td"))


def _rows(table: etree._Element) -> list[list[str]]:
    rows = [[_cell_text(one) for one in line_ if one.tag in ("td", "th")] for line_ in table.iter("tr")]
    return [one for one in rows if one]


def _cell_text(element: etree._Element) -> str:
    inner = _Walk()
    inner.inside(element, "td", 0)
    return "".join(one for one in inner.flow if not one.startswith(PICTURE)).rstrip("\n")


def _name(image: etree._Element) -> str:
    return (image.get("alt") or image.get("src") or "").rpartition("/")[2][:60]
