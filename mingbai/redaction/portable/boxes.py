"""The black boxes over a run of letters."""

from collections.abc import Sequence

from mingbai.redaction.portable.letters import ON_PAGE, Letter, overlaps, union
from mingbai.redaction.values import Rectangle

PAD = 0.004  # of the box's own height, and at least so much of the page: no edge of a letter looks out
LEAST_PAD = 0.0006


def boxes_over(run: Sequence[Letter], others: Sequence[Letter]) -> list[Rectangle]:
    """One box for each line of `run` on the page, as high as the font: it does not draw the letters' outline.

    It gives way to the ink of `others` in the lines above and below, never to what it has to cover.
    """
    lines: list[list[Letter]] = []
    for letter in run:
        if letter.ink is None or letter.cell is None:
            continue
        if lines and _same_line(lines[-1][-1], letter):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [box for line in lines if overlaps(box := _box(line, others), ON_PAGE)]


def _same_line(before: Letter, letter: Letter) -> bool:
    one, other = before.cell, letter.cell
    assert one is not None and other is not None
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0 and other.left >= one.left


def _box(line: Sequence[Letter], others: Sequence[Letter]) -> Rectangle:
    ink = union(*(letter.ink for letter in line if letter.ink))
    cell = union(*(letter.cell for letter in line if letter.cell), ink)
    above, below = cell.top, cell.bottom
    for other in others:
        if other.ink is None or other.ink.right <= cell.left or other.ink.left >= cell.right:
            continue
        if other.ink.bottom <= ink.top:
            above = max(above, other.ink.bottom)
        elif other.ink.top >= ink.bottom:
            below = min(below, other.ink.top)
    return _padded(Rectangle(cell.left, above, cell.right, below))


def _padded(box: Rectangle) -> Rectangle:
    pad = max(PAD * (box.bottom - box.top), LEAST_PAD)
    return Rectangle(
        max(0.0, box.left - pad),
        max(0.0, box.top - pad),
        min(1.0, box.right + pad),
        min(1.0, box.bottom + pad),
    )
