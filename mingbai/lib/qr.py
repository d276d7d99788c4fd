"""A two-dimensional code of an address, to print and to scan."""

from base64 import b64encode
from typing import NamedTuple

from qrcode.main import QRCode  # comes with the second factor's set-up page, which shows one too

QUIET = 4  # modules of white around it, as ISO 18004 asks
# Which of the eight masks is used is free; trying all of them takes five times as long.
MASK = 2


class Code(NamedTuple):
    """An SVG path within a square of so many units."""

    size: int
    path: str


def code_of(address: str) -> Code:
    """Each run of dark modules of a row as one rectangle."""
    code = QRCode(border=QUIET, mask_pattern=MASK)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    drawn = (f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
    return Code(len(rows), "".join(drawn))


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    starts = [x for x, dark in enumerate(row) if dark and not row[x - 1]]
    ends = [x for x, dark in enumerate(row) if not dark and row[x - 1]]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]


def qr_image(address: str) -> str:
    """The code as a `data:` address of an SVG picture."""
    size, path = code_of(address)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode("ascii")
