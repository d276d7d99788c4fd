"""What differs between two texts in a record's HTML.

The comparison of lxml parts words at spaces, which Chinese does not have, puts cells taken from a table
beside the new ones, and took minutes for a long text; so blocks are aligned first and only what changed
inside a block is compared by characters.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from difflib import SequenceMatcher
from html import escape
from itertools import groupby

import nh3
from lxml.html import HtmlElement, fragment_fromstring, tostring

from mingbai.lib.html import ATTRIBUTES, CLASSES, TAGS

LONGEST = 400_000  # characters of both texts together
MOST_TOKENS = 30_000  # compared one by one in one text; what changed beyond is shown as a whole
MOST_IN_BLOCK = 1_500
WINDOW = 12  # how many old blocks a new one is held against
ALIKE = 0.4
BLOCKS = {
    "p", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th", "figure", "figcaption", "hr",
}  # fmt: skip
PARTS = {"table", "thead", "tbody", "tfoot", "td", "th", "ul", "ol", "figure"}
_TAG = r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>"""
_TOKEN = re.compile(_TAG + r"|&[^;\s]{1,12};|[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)


def differences(before: str, after: str) -> str | None:
    """Clean HTML `after` with what was added in <ins> and what was taken away in <del>.

    None when the texts are too long to compare.
    """
    if len(before) + len(after) > LONGEST:
        return None
    old, new = (fragment_fromstring(html, create_parent="div") for html in (before, after))
    _Comparison().mark(old, new)
    return nh3.clean(
        _inner(new), tags=TAGS | {"ins", "del"}, attributes=ATTRIBUTES, allowed_classes=CLASSES, link_rel=None
    )


class _Comparison:
    """Marks the new tree in place, within a budget of tokens."""

    def __init__(self) -> None:
        self.left = MOST_TOKENS

    def mark(self, old: HtmlElement, new: HtmlElement) -> None:
        if _only_blocks(old) and _only_blocks(new):
            self._mark_children(old, new)
        elif _only_blocks(old) or _only_blocks(new):
            taken = deepcopy(old)
            _whole(taken, "del")
            _whole(new, "ins")
            _fill(new, _inner(new) + _inner(taken))
        else:
            self._mark_text(old, new)

    def _mark_children(self, old: HtmlElement, new: HtmlElement) -> None:
        olds, news, result = list(old), list(new), []
        matcher = SequenceMatcher(None, [_key(child) for child in olds], [_key(child) for child in news])
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            if kind == "equal":
                result += news[j1:j2]
                continue
            for was, now in _paired(olds[i1:i2], news[j1:j2]):
                result.append(self._marked(was, now))
        new[:] = result

    def _marked(self, was: HtmlElement | None, now: HtmlElement | None) -> HtmlElement:
        if was is None or now is None:
            one = deepcopy(was) if now is None else now
            _whole(one, "del" if now is None else "ins")
            return one
        self.mark(was, now)
        return now

    def _mark_text(self, old: HtmlElement, new: HtmlElement) -> None:
        a, b = (_TOKEN.findall(_inner(element)) for element in (old, new))
        self.left -= len(a) + len(b)
        if self.left < 0 or max(len(a), len(b)) > MOST_IN_BLOCK:
            pieces = [("del", a), ("ins", b)]
        else:
            pieces = list(_pieces(a, b))
        _fill(new, "".join(_wrapped(kind, tokens) for kind, tokens in pieces))


def _pieces(a: list[str], b: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(`ins`, `del` or "", tokens) in order. A lone character that stayed between two changes goes with
    them: nobody reads a sentence marked letter by letter."""
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for place, (kind, i1, i2, j1, j2) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        if kind == "equal" and not (inside and j2 - j1 == 1 and not b[j1].startswith("<")):
            yield "", b[j1:j2]
        else:
            yield "del", a[i1:i2]
            yield "ins", b[j1:j2]


def _wrapped(kind: str, tokens: list[str]) -> str:
    """Tags stay outside the marks; those of the old text are left out, so the result nests."""
    if not kind:
        return "".join(tokens)
    parts = []
    for is_tag, run in groupby(tokens, lambda piece: piece.startswith("<")):
        text = "".join(run)
        if not is_tag:
            parts.append(f"<{kind}>{text}</{kind}>")
        elif kind == "ins":
            parts.append(text)
    return "".join(parts)


def _paired(
    olds: list[HtmlElement], news: list[HtmlElement]
) -> Iterator[tuple[HtmlElement | None, HtmlElement | None]]:
    """Old and new blocks that are versions of each other, in order; None where there is no other."""
    same = [old.tag for old in olds] == [new.tag for new in news]
    if same and all(new.tag in PARTS for new in news):
        yield from zip(olds, news, strict=True)
        return
    rest = olds
    for new in news:
        at = next((at for at, old in enumerate(rest[:WINDOW]) if _alike(old, new)), None)
        if at is None:
            yield None, new
            continue
        yield from ((old, None) for old in rest[:at])
        yield rest[at], new
        rest = rest[at + 1 :]
    yield from ((old, None) for old in rest)


def _alike(old: HtmlElement, new: HtmlElement) -> bool:
    texts = [element.text_content()[:MOST_IN_BLOCK] for element in (old, new)]
    return old.tag == new.tag and SequenceMatcher(None, *texts).quick_ratio() >= ALIKE


def _only_blocks(element: HtmlElement) -> bool:
    """Whether the element is empty or made of blocks, without text of its own between them."""
    loose = [element.text, *(child.tail for child in element)]
    return all(child.tag in BLOCKS for child in element) and not any(text and text.strip() for text in loose)


def _whole(element: HtmlElement, kind: str) -> None:
    """Mark all text of the element as new or taken away."""
    if _only_blocks(element):
        for child in element:
            _whole(child, kind)
    elif content := _inner(element):
        _fill(element, f"<{kind}>{content}</{kind}>")


def _fill(element: HtmlElement, html: str) -> None:
    parsed = fragment_fromstring(html, create_parent="div")
    element.text = parsed.text
    element[:] = list(parsed)


def _key(element: HtmlElement) -> str:
    return tostring(element, encoding="unicode", with_tail=False)


def _inner(element: HtmlElement) -> str:
    children = "".join(tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + children
