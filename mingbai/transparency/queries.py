"""Reading the log: leaves, proofs, tiles, signed states."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from mingbai.lib import merkle, signed_note
from mingbai.transparency.models import Checkpoint, Head, Leaf, SigningKey, Tile
from mingbai.transparency.rules import bundle

CHUNK = 5_000


def size() -> int:
    return Head.objects.filter(pk=1).values_list("size", flat=True).first() or 0


def leaves_of(index_number: str) -> list[Leaf]:
    """All leaves about a record, the oldest first."""
    return list(Leaf.objects.filter(subject=index_number).order_by("number"))


def leaves(first: int = 0, end: int | None = None) -> Iterator[Leaf]:
    """The leaves from number `first` to before `end`, in their order. Constant memory."""
    rows = Leaf.objects.filter(number__gte=first).order_by("number")
    yield from (rows if end is None else rows.filter(number__lt=end)).iterator(chunk_size=CHUNK)


def loose_hashes(size: int) -> bytes:
    """Hashes of the last leaves of a tree of that size, those that fill no tile."""
    first = size - size % merkle.TILE_WIDTH
    rows = Leaf.objects.filter(number__gte=first, number__lt=size).order_by("number")
    return b"".join(bytes(one) for one in rows.values_list("hash", flat=True))


# -- checkpoints --------------------------------------------------------------------------------------------


def origin() -> str:
    """The name of the log: as set, else as first signed, else after the site. It should never change."""
    if settings.LOG_ORIGIN:
        return str(settings.LOG_ORIGIN)
    signed = Checkpoint.objects.order_by("pk").values_list("origin", flat=True).first()
    return signed or f"{urlsplit(settings.MINGBAI_BASE_URL).netloc or 'localhost'}/log"


def public_keys() -> list[signed_note.Key]:
    """Every public key this log was ever signed with, the newest first."""
    known = SigningKey.objects.order_by("-since", "-pk").values_list("public", flat=True)
    name = origin()
    return [signed_note.Key(name, bytes.fromhex(one)) for one in known]


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-pk").first()


def checkpoint_over(number: int) -> Checkpoint | None:
    """The first one that has the leaf of that number; None while it waits for the next."""
    return Checkpoint.objects.filter(size__gt=number).order_by("size", "pk").first()


def checkpoints() -> list[Checkpoint]:
    """All of them, the newest first, without the peaks."""
    return list(Checkpoint.objects.defer("peaks").order_by("-pk"))


# -- proofs -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Proof:
    """That the leaf `number` is in the tree of `size` leaves with this root."""

    number: int
    size: int
    root: bytes
    path: tuple[bytes, ...]


def inclusion_proof(number: int, checkpoint: Checkpoint) -> Proof:
    """ValueError when the checkpoint does not have that leaf."""
    peaks = merkle.split(bytes(checkpoint.peaks))
    nodes = _Nodes(checkpoint.size)
    if on_path := list(_tiles_on_path(number, checkpoint.size)):
        nodes.fetch(on_path)
    path = merkle.inclusion_proof(number, checkpoint.size, nodes, peaks)
    return Proof(number, checkpoint.size, bytes.fromhex(checkpoint.root), tuple(path))


def consistency_proof(first: int, second: int) -> list[bytes]:
    """That the tree of `second` leaves only added to that of `first`. ValueError for impossible sizes."""
    if second > size():
        raise ValueError("The log is not that large.")
    return merkle.consistency_proof(first, second, _Nodes(second))


def _tiles_on_path(number: int, size: int) -> Iterator[tuple[int, int]]:
    """The kept tiles in which the neighbours on the way up stand."""
    level = 0
    while size >> merkle.TILE_HEIGHT * level:
        at = number >> merkle.TILE_HEIGHT * (level + 1)
        if level or at < size // merkle.TILE_WIDTH:
            yield level, at
        level += 1


class _Nodes:
    """Nodes of the tree of a size, out of tiles; the last leaves, which fill none, out of their rows."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.tiles: dict[tuple[int, int], bytes] = {}

    def fetch(self, places: Iterable[tuple[int, int]]) -> None:
        """Read these tiles in one query; with a few of other levels, which costs less than asking exactly."""
        levels, numbers = zip(*places, strict=True)
        rows = Tile.objects.filter(level__in=set(levels), number__in=set(numbers))
        for level, number, hashes in rows.values_list("level", "number", "hashes"):
            self.tiles[level, number] = bytes(hashes)

    def __call__(self, level: int, index: int) -> bytes:
        tile_level, number, height, place = merkle.tile_of(level, index)
        return merkle.node_in(self._tile(tile_level, number), height, place)

    def _tile(self, level: int, number: int) -> bytes:
        if (level, number) not in self.tiles:
            if level == 0 and number == self.size // merkle.TILE_WIDTH:
                self.tiles[level, number] = loose_hashes(self.size)
            else:
                self.fetch([(level, number)])
        return self.tiles[level, number]


# -- for programs -------------------------------------------------------------------------------------------


def tile(level: int, number: int, width: int = merkle.TILE_WIDTH) -> bytes | None:
    """The first `width` hashes of a tile, as far as they are signed for; None where there are not so many."""
    signed = _signed_size() >> merkle.TILE_HEIGHT * level
    if not 0 < width <= min(merkle.TILE_WIDTH, signed - number * merkle.TILE_WIDTH):
        return None
    if level == 0:
        rows = _within(number, width).values_list("hash", flat=True)
        return b"".join(bytes(one) for one in rows)
    row = Tile.objects.filter(level=level, number=number).first()
    return bytes(row.hashes)[: width * merkle.SIZE] if row else None


def entries(number: int, width: int = merkle.TILE_WIDTH) -> bytes | None:
    """The bundle of the entries of a tile of level 0."""
    if not 0 < width <= min(merkle.TILE_WIDTH, _signed_size() - number * merkle.TILE_WIDTH):
        return None
    return bundle(list(_within(number, width).values_list("data", flat=True)))


def unsigned() -> Sequence[Leaf]:
    """Leaves that wait for the next checkpoint."""
    return list(Leaf.objects.filter(number__gte=_signed_size()).order_by("number"))


def _within(number: int, width: int) -> QuerySet[Leaf]:
    first = number * merkle.TILE_WIDTH
    return Leaf.objects.filter(number__gte=first, number__lt=first + width).order_by("number")


def _signed_size() -> int:
    last = latest_checkpoint()
    return last.size if last else 0
