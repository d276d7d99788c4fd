"""Characters of a page put together to words and lines."""

from dataclasses import dataclass

WIDE = 0.6  # a gap of so much of the height parts two words
CELL_GAP = 1.2  # and of so much, two cells


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box, in points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, self.right - self.left, 1.0)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words from left to right."""

    words: tuple[Word, ...]
    bottom: float
    top: float
    height: float

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Words apart only where a space between them means something: between letters and digits."""
        text = self.words[0].text
        for word in self.words[1:]:
            text += (" " if text[-1].isascii() and word.text[0].isascii() else "") + word.text
        return text


def lines_of(glyphs: list[Glyph], gap: float = WIDE) -> list[Line]:
    """Glyphs whose middles are about as high form a line; from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.middle[1]):
        if rows and abs(_middle(rows[-1]) - glyph.middle[1]) < max(_height(rows[-1]), glyph.height) * 0.5:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(one, gap) for one in rows]


def text_of(glyphs: list[Glyph]) -> str:
    """The text of one cell, one line below the other; words of a line stay apart."""
    return "\n".join(" ".join(word.text for word in one.words) for one in lines_of(glyphs))


def _middle(glyphs: list[Glyph]) -> float:
    tallest = max(glyphs, key=lambda one: one.height)
    return tallest.middle[1]


def _height(glyphs: list[Glyph]) -> float:
    return max(one.height for one in glyphs)


def _line(glyphs: list[Glyph], gap: float) -> Line:
    ordered = sorted(glyphs, key=lambda one: one.left)
    height = _height(ordered)
    words: list[list[Glyph]] = [[ordered[0]]]
    for glyph in ordered[1:]:
        if glyph.left - words[-1][-1].right > height * gap:
            words.append([glyph])
        else:
            words[-1].append(glyph)
    return Line(
        tuple(Word("".join(one.text for one in word), word[0].left, word[-1].right) for word in words),
        min(one.bottom for one in ordered),
        max(one.top for one in ordered),
        height,
    )
