"""What a row demands of a text: its own elements, and the six elements of every matter to be handled."""

import hashlib
import re
from typing import Literal, NamedTuple, Protocol

SIX = ("办事依据", "办事职责", "办事条件", "办事程序", "办事纪律", "办事结果")
"""The six elements every disclosed matter is checked against: basis, duty, conditions, procedure,
discipline, result."""

_SIX_KEYS = ("basis", "duty", "conditions", "procedure", "discipline", "result")
_OPENING, _CLOSING = "《（(“〔【「", "》）)”〕】」"
_NUMBERING = re.compile(
    r"(?:^|(?<=[\s；;。、，,：:]))(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)"
)
_EDGES = " \t\r\n　；;。、，,：:"


class Element(NamedTuple):
    """One point of the checklist. `key` stays the same as long as the wording does."""

    key: str
    label: str
    group: Literal["own", "six"]


class HasElements(Protocol):
    elements: str


def elements_of(item: HasElements) -> tuple[Element, ...]:
    """The row's own elements in their order, then the six."""
    own = tuple(Element(_key(label), label, "own") for label in split_elements(item.elements))
    return own + tuple(Element(f"six:{key}", label, "six") for key, label in zip(_SIX_KEYS, SIX, strict=True))


def split_elements(text: str) -> tuple[str, ...]:
    """The elements that a cell lists, each once.

    Numbers, semicolons and line breaks part elements; only where there are none do 、 and then ， part
    them, never inside 《》 or brackets. A closing 等 names nothing and is dropped.
    """
    numbered = _NUMBERING.sub("\n", text)
    parts = _cut(numbered, "；;。\n")
    for marks in ("、", "，,"):
        if len(parts) > 1:
            break
        parts = _cut(numbered, marks)
    cleaned = (_clean(part) for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def _cut(text: str, marks: str) -> list[str]:
    """Pieces of `text` between `marks` that stand in no brackets."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in marks and (depth <= 0 or char == "\n"):
            pieces.append("")
            depth = 0
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece.strip(_EDGES)]


def _clean(part: str) -> str:
    text = part.strip(_EDGES)
    return re.sub(r"(?<=[^\s《（])等$", "", text) if len(text) > 2 else text


def _key(label: str) -> str:
    return "own:" + hashlib.sha256(label.encode()).hexdigest()[:12]
