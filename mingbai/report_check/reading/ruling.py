"""The ruled tables of a PDF page: cells are what lines enclose."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from mingbai.report_check.reading.glyphs import Glyph, text_of

NEAR = 2.5  # points within which two lines are one
THIN = 2.5  # a shape no thicker is a line
SHORTEST = 4.0
MOST_SEGMENTS = 6_000
MOST_CELLS = 5_000
"""Of one table; more of them are a drawing, such as squared paper, and would take minutes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A horizontal line at y=`at`, or an upright one at x=`at`, from `low` to `high`."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Ruling:
    across: list[Segment] = field(default_factory=list)
    upright: list[Segment] = field(default_factory=list)

    @property
    def is_ruled(self) -> bool:
        """Whether there are tables with lines on the page."""
        return len(self.across) >= 3 and len(self.upright) >= 3

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """A box: thin ones are lines, others have four sides."""
        if top - bottom <= THIN:
            if right - left >= SHORTEST:
                self.across.append(Segment((bottom + top) / 2, left, right))
        elif right - left <= THIN:
            if top - bottom >= SHORTEST:
                self.upright.append(Segment((left + right) / 2, bottom, top))
        else:
            self.across += [Segment(bottom, left, right), Segment(top, left, right)]
            self.upright += [Segment(left, bottom, top), Segment(right, bottom, top)]


def ruling_of(page: pypdfium2.PdfPage) -> Ruling:
    """All straight lines of the page, from strokes and from thin filled boxes."""
    ruling = Ruling()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        for box in _boxes(one):
            ruling.add(*box)
        if len(ruling.across) + len(ruling.upright) > MOST_SEGMENTS:
            break
    return ruling


def _boxes(shape: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Every straight stroke of a path as a box; a path without strokes as its bounds."""
    matrix = shape.get_matrix()
    points: list[tuple[float, float, int, bool]] = []
    for index in range(min(raw.FPDFPath_CountSegments(shape), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        closes = bool(raw.FPDFPathSegment_GetClose(segment))
        points.append((*here, raw.FPDFPathSegment_GetType(segment), closes))
    if len(points) < 2:
        yield shape.get_bounds()
        return
    yield from _strokes(points)


def _strokes(points: list[tuple[float, float, int, bool]]) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = [one[0] for one in points], [one[1] for one in points]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:  # a line drawn as a thin box
        yield min(xs), min(ys), max(xs), max(ys)
        return
    begin = points[0]
    for before, here in zip(points, points[1:], strict=False):
        if here[2] == raw.FPDF_SEGMENT_MOVETO:
            begin = here
            continue
        yield _box(before, here)
        if here[3]:
            yield _box(here, begin)


def _box(
    a: tuple[float, float, int, bool], b: tuple[float, float, int, bool]
) -> tuple[float, float, float, float]:
    """A slanting stroke gives a box of no thickness: it is no line of a table."""
    left, right, bottom, top = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    slanting = right - left > THIN and top - bottom > THIN
    return (left, bottom, left, bottom) if slanting else (left, bottom, right, top)


@dataclass(slots=True)
class Grid:
    """One table: its lines, in rising order."""

    xs: list[float]
    ys: list[float]
    ruling: Ruling

    @property
    def top(self) -> float:
        return self.ys[-1]

    def holds(self, glyph: Glyph) -> bool:
        x, y = glyph.middle
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, glyphs: list[Glyph]) -> list[list[str]]:
        """The cells as printed; a merged cell stands once, in its first row."""
        owner = self._owners()
        inside: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            x, y = glyph.middle
            column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
            level = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
            inside.setdefault(owner[level, column], []).append(glyph)
        found = []
        for level in reversed(range(len(self.ys) - 1)):
            cells = [
                text_of(inside.get((level, column), []))
                for column in range(len(self.xs) - 1)
                if owner[level, column] == (level, column)
            ]
            if cells:
                found.append(cells)
        return found

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every small cell's merged cell, named by its upper left small cell."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for level in reversed(range(len(self.ys) - 1)):
            for column in range(len(self.xs) - 1):
                owner[level, column] = (level, column)
                if column and not self._wall_left(level, column):
                    owner[level, column] = owner[level, column - 1]
                elif level + 2 < len(self.ys) and not self._wall_above(level, column):
                    owner[level, column] = owner[level + 1, column]
        return owner

    def _wall_left(self, level: int, column: int) -> bool:
        middle = (self.ys[level] + self.ys[level + 1]) / 2
        return _covers(self.ruling.upright, self.xs[column], middle)

    def _wall_above(self, level: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return _covers(self.ruling.across, self.ys[level + 1], middle)


def _covers(segments: Iterable[Segment], at: float, point: float) -> bool:
    return any(abs(one.at - at) <= NEAR and one.low - NEAR <= point <= one.high + NEAR for one in segments)


def grids_of(ruling: Ruling) -> list[Grid]:
    """The tables: groups of lines that meet, with at least two lines each way."""
    grids = []
    for across, upright in _meeting(ruling):
        xs, ys = _places(upright), _places(across)
        if len(xs) > 2 and len(ys) > 1 and len(xs) * len(ys) <= MOST_CELLS:
            grids.append(Grid(xs, ys, Ruling(across, upright)))
    return grids


def _meeting(ruling: Ruling) -> list[tuple[list[Segment], list[Segment]]]:
    """Lines grouped by meeting one another, whether directly or by way of others."""
    groups: list[tuple[set[Segment], list[Segment]]] = []
    across = sorted(set(ruling.across), key=lambda one: (-one.at, one.low, one.high))
    for one in dict.fromkeys(ruling.upright):
        crossed = {other for other in across if _meet(one, other)}
        touched = [group for group in groups if not crossed.isdisjoint(group[0])]
        merged = (
            crossed.union(*(group[0] for group in touched)),
            [one, *(upright for group in touched for upright in group[1])],
        )
        groups = [group for group in groups if not any(group is other for other in touched)] + [merged]
    return [(list(group[0]), group[1]) for group in groups if group[0] and len(group[1]) > 1]


def _meet(upright: Segment, across: Segment) -> bool:
    return (
        across.low - NEAR <= upright.at <= across.high + NEAR
        and upright.low - NEAR <= across.at <= upright.high + NEAR
    )


def _places(segments: Iterable[Segment]) -> list[float]:
    """Where the lines are, those that lie together taken as one."""
    places: list[float] = []
    for at in sorted(one.at for one in segments):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return places
