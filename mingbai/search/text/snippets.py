"""Snippets: a piece of the text around the first hits, with the hits marked."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mingbai.search.text.folding import HAN, LETTER, fold, places

BEFORE, LENGTH = 24, 120
_GAP = rf"(?:[\W_](?<![{HAN}]))+"


@dataclass(frozen=True)
class Highlight:
    """`pieces` in order: (plain text, is a hit)."""

    pieces: tuple[tuple[str, bool], ...]

    @cached_property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    @cached_property
    def html(self) -> SafeString:
        """Escaped HTML with the hits in <mark>."""
        parts = (f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in self.pieces)
        return mark_safe("".join(parts))  # noqa: S308  every piece is escaped in the line above

    def __str__(self) -> str:
        return self.html


class Marker:
    """Marks the words of one query (normal forms) in texts."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        # Chinese words stand in the folded text as they stand in the original: no need to fold it.
        self.as_is = not any(" " in word or LETTER.search(word) for word in words)

    def highlight(self, text: str) -> Highlight:
        """The whole text with the hits marked; for titles."""
        return Highlight(tuple(self._pieces(text)))

    def snippet(self, text: str) -> Highlight:
        """About 120 characters around the first hit, or the beginning of the text."""
        start = max(0, self._first(text) - BEFORE)
        head, tail = "…" if start else "", "…" if start + LENGTH < len(text) else ""
        pieces = self._pieces(text[start : start + LENGTH])
        return Highlight(tuple(piece for piece in ((head, False), *pieces, (tail, False)) if piece[0]))

    def _first(self, text: str) -> int:
        if self.as_is:
            return min((at for word in self.words if (at := text.find(word)) >= 0), default=0)
        folded = fold(text)
        return min((spans[0][0] for word in self.words if (spans := _word_spans(folded, word))), default=0)

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        if self.as_is and len(self.words) == 1:
            return _split(text, self.words[0])
        pieces, end = [], 0
        for start, stop in _spans(text if self.as_is else fold(text), self.words):
            pieces += [(text[end:start], False), (text[start:stop], True)]
            end = stop
        pieces.append((text[end:], False))
        return [piece for piece in pieces if piece[0]]


def _spans(folded: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Places of all words, in order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for word in words for span in _word_spans(folded, word)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _word_spans(folded: str, word: str) -> list[tuple[int, int]]:
    if " " not in word:
        return [(at, at + len(word)) for at in places(word, folded)]
    pattern = _GAP.join(re.escape(part) for part in word.split(" "))
    guard = rf"(?<![^\W_{HAN}])" if LETTER.match(word) else ""
    return [match.span() for match in re.finditer(guard + pattern, folded)]


def _split(text: str, word: str) -> list[tuple[str, bool]]:
    hit = (word, True)
    pieces = [piece for part in text.split(word) for piece in ((part, False), hit)]
    return [piece for piece in pieces[:-1] if piece[0]]
