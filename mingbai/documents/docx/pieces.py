"""Pieces of one paragraph, and their HTML."""

from mingbai.documents.html import attribute
from mingbai.documents.markup import escape

STRONG, EM, SUP, SUB = 1, 2, 4, 8
ELEMENTS = ((STRONG, "strong"), (EM, "em"), (SUP, "sup"), (SUB, "sub"))

Piece = tuple[str, int, str]  # text, STRONG | EM | SUP | SUB, address


def inner_html(pieces: list[Piece]) -> str:
    """Pieces as HTML; neighbours of one kind are joined."""
    if len(pieces) == 1:
        return _wrapped(*pieces[0]).strip()
    written, buffer, last = [], "", (0, "")
    for text, flags, address in pieces:
        if (flags, address) != last:
            written.append(_wrapped(buffer, *last))
            buffer, last = "", (flags, address)
        buffer += text
    written.append(_wrapped(buffer, *last))
    return "".join(written).strip()


def _wrapped(text: str, flags: int, address: str) -> str:
    html = escape(text)
    if "\n" in html:
        html = html.replace("\n", "<br>")
    if not html.strip():
        return html
    for flag, name in ELEMENTS if flags else ():
        if flags & flag:
            html = f"<{name}>{html}</{name}>"
    if address:
        html = f'<a href="{attribute(address)}" rel="noopener noreferrer">{html}</a>'
    return html
