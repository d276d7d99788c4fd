"""Reads web pages block by block; each paragraph is sanitised."""

import re

from lxml import etree
from lxml import html as lxml_html

from mingbai.documents.content import Content, Paragraph, Table, excerpt
from mingbai.documents.html import attribute, is_public_address, sanitise
from mingbai.documents.markup import escape
from mingbai.documents.plain import decode
from mingbai.documents.refusals import Refused

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
DROPPED = frozenset(
    [
        "script", "style", "template", "noscript", "head", "title", "object", "embed", "iframe",
        "svg", "math", "select", "textarea",
    ]
)  # fmt: skip
INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sup": "sup", "sub": "sub"}
OUTLINE = {f"h{level}": level - 1 for level in range(1, 7)}
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
)
CENTRED = re.compile(r"text-align\s*:\s*(center|right)")
DEEPEST = 250
ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]{0,500}\[)", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> Content:
    """Visible text with tables; hidden elements, comments, scripts and outside links become notices."""
    text = _declared(data)
    if ENTITY.search(text):
        raise Refused("entities")
    content = Content()
    try:
        root = lxml_html.document_fromstring(
            text, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("corrupt") from error
    _Walk(content).block(root, 0)
    return content


def _declared(data: bytes) -> str:
    """The text, in the encoding its meta element names where the bytes themselves leave a doubt."""
    found = re.search(rb"charset\s*=\s*[\"']?\s*(gb\w+)", data[:2048], re.IGNORECASE)
    if found:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data).removeprefix("\ufeff")


class _Walk:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.text: list[str] = []
        self.html: list[str] = []
        self.align = ""
        self.outline: int | None = None
        self.bullet = False

    def block(self, element: etree._Element, depth: int) -> None:
        """Walk a block element; text outside any paragraph makes one."""
        if depth > DEEPEST:
            raise Refused("bomb")
        if self._left_out(element):
            return
        tag = str(element.tag)
        if tag == "table":
            self._table(element, depth)
            return
        self.flush()
        outer = self.align, self.outline, self.bullet
        aligned = CENTRED.search(element.get("style", "").lower())
        self.align = aligned[1] if aligned else element.get("align", self.align if tag != "p" else "")
        self.align = (
            self.align if self.align in ("center", "right") else ("center" if tag == "center" else "")
        )
        self.outline = OUTLINE.get(tag, self.outline)
        self.bullet = tag == "li" or (self.bullet and tag not in ("ul", "ol"))
        self._children(element, depth)
        self.flush()
        self.align, self.outline, self.bullet = outer

    def _children(self, element: etree._Element, depth: int) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child, etree._Comment):
                self._comment(child)
            elif str(child.tag).lower() in BLOCKS:
                self.block(child, depth + 1)
            else:
                self._inline(child, depth + 1)
            self._add(child.tail)

    def _inline(self, element: etree._Element, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("bomb")
        if self._left_out(element):
            return
        tag = str(element.tag)
        if tag == "br":
            self.text.append("\n")
            self.html.append("<br>")
        elif tag == "img":
            self._picture(element)
        else:
            opening, closing = self._marks(tag, element.get("href", "").strip())
            self.html.append(opening)
            start, blocks = len(self.html), len(self.content.blocks)
            self._children(element, depth)
            if len(self.content.blocks) > blocks:
                return  # a block stood inside: the paragraph with the opening mark is closed
            if len(self.html) > start:
                self.html.append(closing)
            else:
                self.html[start - 1] = ""

    def _marks(self, tag: str, address: str) -> tuple[str, str]:
        """What opens and closes an inline element."""
        if tag in INLINE:
            return f"<{INLINE[tag]}>", f"</{INLINE[tag]}>"
        if tag != "a" or not address or address.startswith("#"):
            return "", ""
        self.content.notices.add("external_link", f"外部链接：{address[:200]}")
        if not is_public_address(address):
            return "", ""
        return f'<a href="{attribute(address)}" rel="noopener noreferrer">', "</a>"

    def _picture(self, element: etree._Element) -> None:
        name = element.get("src", "").rpartition("/")[2][:100] or "图片"
        self.content.notices.add("missing_image", f"图片没有保存在文件里：{name}")

    def _left_out(self, element: etree._Element) -> bool:
        tag = str(element.tag).lower()
        if tag in ("script", "object", "embed", "iframe"):
            self.content.notices.add(
                "macro" if tag == "script" else "embedded_object", f"网页里的 {tag} 没有保留"
            )
        style = element.get("style", "").lower()
        if "hidden" in element.attrib or HIDDEN_STYLE.search(style):
            hidden = "".join(map(str, element.itertext()))
            if hidden.strip():
                self.content.notices.add("hidden_text", f"隐藏文字：{excerpt(hidden)}")
            return True
        return tag in DROPPED or not isinstance(element.tag, str)

    def _comment(self, comment: etree._Comment) -> None:
        text = (comment.text or "").strip()
        if text and not text.startswith(("[if", "StartFragment", "EndFragment")):
            self.content.notices.add("comment", f"网页注释：{excerpt(text)}")

    def _table(self, element: etree._Element, depth: int) -> None:
        self.flush()
        rows, written = [], []
        for row in element.iter("tr"):
            if next(row.iterancestors("table"), None) is not element or self._left_out(row):
                continue
            cells = [cell for cell in row if cell.tag in ("td", "th") and not self._left_out(cell)]
            inner = [self._cell(cell, depth) for cell in cells]
            rows.append(tuple(text for text, _ in inner for _ in (0,)))
            written.append("<tr>" + "".join(html for _, html in inner) + "</tr>")
        if rows:
            width = max(map(len, rows))
            filled = tuple(row + ("",) * (width - len(row)) for row in rows)
            self.content.blocks.append(Table(filled, f"<table><tbody>{''.join(written)}</tbody></table>"))

    def _cell(self, cell: etree._Element, depth: int) -> tuple[str, str]:
        inner = Content(notices=self.content.notices)
        walk = _Walk(inner)
        walk._children(cell, depth + 1)
        walk.flush()
        text = "\n".join(
            block.text if isinstance(block, Paragraph) else "\n".join(" ".join(row) for row in block.rows)
            for block in inner.blocks
            if isinstance(block, Paragraph | Table)
        )
        html = "<br>".join(block.html for block in inner.blocks if isinstance(block, Paragraph | Table))
        spans = "".join(
            f' {name}="{value}"'
            for name in ("colspan", "rowspan")
            if (value := cell.get(name, "")).isdecimal() and 1 < int(value) <= 1000
        )
        return text, f"<{cell.tag}{spans}>{html}</{cell.tag}>"

    def _add(self, text: str | None) -> None:
        if text:
            text = SPACE.sub(" ", text)
            self.text.append(text)
            self.html.append(escape(text))

    def flush(self) -> None:
        text = "\n".join(line.strip() for line in "".join(self.text).split("\n")).strip()
        if text:
            html = sanitise("".join(_trimmed(self.html)))
            self.content.blocks.append(Paragraph(text, html, self.align, self.outline, self.bullet))
        self.text, self.html = [], []


def _trimmed(pieces: list[str]) -> list[str]:
    """Without breaks and spaces at both ends."""
    start, end = 0, len(pieces)
    while start < end and pieces[start].strip() in ("", "<br>"):
        start += 1
    while end > start and pieces[end - 1].strip() in ("", "<br>"):
        end -= 1
    return pieces[start:end]
