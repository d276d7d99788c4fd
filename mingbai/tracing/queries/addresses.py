"""Every address of this app that can be kept as a file."""

from collections.abc import Iterator
from itertools import pairwise

from django.urls import reverse

from mingbai.disclosures.queries import with_page
from mingbai.lib.merkle import TILE_HEIGHT, TILE_WIDTH
from mingbai.transparency.models import Checkpoint
from mingbai.transparency.queries import latest_checkpoint
from mingbai.transparency.rules import tile_name, widths

ALONE = ("log", "log_checkpoint", "log_key", "log_unsigned")


def every() -> Iterator[str]:
    yield from (reverse(name) for name in ALONE)
    last = latest_checkpoint()
    if last is not None:
        yield from _tiles(last.size)
        yield from _signed()
    for pk in with_page().order_by("-pk").values_list("pk", flat=True).iterator(chunk_size=2_000):
        yield reverse("proof", args=[pk])


def _tiles(size: int) -> Iterator[str]:
    for number in range(-(-size // TILE_WIDTH)):
        yield entries_address(number, min(TILE_WIDTH, size - number * TILE_WIDTH))
    level = 0
    while size >> TILE_HEIGHT * level:
        full, width = widths(size, level)
        yield from (tile_address(level, number) for number in range(full))
        if width:
            yield tile_address(level, full, width)
        level += 1


def tile_address(level: int, number: int, width: int = TILE_WIDTH) -> str:
    return f"/log/tile/{level}/{_named(number, width)}"


def entries_address(number: int, width: int = TILE_WIDTH) -> str:
    return f"/log/tile/entries/{_named(number, width)}"


def _named(number: int, width: int) -> str:
    return tile_name(number) + (f".p/{width}" if width < TILE_WIDTH else "")


def _signed() -> Iterator[str]:
    sizes = sorted(set(Checkpoint.objects.values_list("size", flat=True)))
    yield from (reverse("log_signed", args=[size]) for size in sizes)
    yield from (reverse("log_consistency", args=pair) for pair in pairwise(sizes))
