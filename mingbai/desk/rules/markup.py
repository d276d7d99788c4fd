"""The small repairs between an editor and a record."""

import re

from lxml import html as lxml_html

_RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h6": "h5", "div": "p"}
_BLOCKS = {"p", "h2", "h3", "h4", "h5", "td", "th"}
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)")


def tidy_body(dirty: str) -> str:
    """What an editor or a paste from Word wrote, in the words a record's body uses.

    Alignment becomes a class, bold and italic get their lasting names; cleaning is done by the record.
    """
    if not dirty.strip():
        return ""
    root = lxml_html.fragment_fromstring(dirty, create_parent="div")
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        plain_div = element.tag == "div" and any(isinstance(child.tag, str) for child in element)
        if not plain_div:
            element.tag = _RENAMED.get(element.tag, element.tag)
        found = _ALIGN.search(element.get("style") or "") or _ALIGN.search(
            f"text-align:{element.get('align')}"
        )
        if found and element.tag in _BLOCKS:
            element.set("class", f"align-{found[1]}")
    return inner_html(root)


def inner_html(root: lxml_html.HtmlElement) -> str:
    """The markup inside an element, without the element itself."""
    parts = [_escaped(root.text or "")]
    parts += [lxml_html.tostring(child, encoding="unicode") for child in root]
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_addresses(body: str, old: str, new: str) -> str:
    """The body with its pictures fetched from `new` instead of `old`; both are address beginnings."""
    return body.replace(f'src="{old}', f'src="{new}')
