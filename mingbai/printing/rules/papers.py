"""Sizes of paper and of the type on it: what hangs on a board is read standing, from an arm's length."""

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
BODY_SIZES = ((60, 32.0), (130, 26.0), (240, 20.0), (380, 18.0))
"""Up to so many characters the body is set in this size; a longer one in the smallest."""
SMALLEST_BODY = 16.0


@dataclass(frozen=True)
class Paper:
    """Lengths in millimetres; `scale` is how much larger its type is than that of A4."""

    name: str
    width: float
    height: float
    scale: float

    @property
    def side(self) -> float:
        return 18 * self.scale

    @property
    def top(self) -> float:
        return 16 * self.scale

    @property
    def bottom(self) -> float:
        """Room for the foot with its code."""
        return 41 * self.scale

    def text_width(self, turned: bool = False) -> float:
        """In points."""
        return ((self.height if turned else self.width) - 2 * self.side) * POINTS_PER_MM

    def text_height(self, turned: bool = False) -> float:
        """In points, below the line that heads every page."""
        height = self.width if turned else self.height
        return (height - self.top - self.bottom - 12 * self.scale) * POINTS_PER_MM

    def body_size(self, characters: int) -> float:
        """A short notice is set larger, so that it fills its sheet and is seen from the road."""
        size = next((size for most, size in BODY_SIZES if characters <= most), SMALLEST_BODY)
        return size * self.scale


PAPERS = {
    "A4": Paper("A4", 210, 297, 1.0),
    "A3": Paper("A3", 297, 420, 1.35),
}
SIZES = tuple(PAPERS)
