"""The Merkle tree of RFC 6962 and RFC 9162: SHA-256, 0x00 before a leaf, 0x01 before two nodes.

A tree of any size is a row of perfect trees, the largest first; their roots are its *peaks*. Whoever keeps
the peaks can add a leaf and tell the root without anything else. Inner nodes are asked of a reader:
`nodes(level, index)` is the root of the perfect tree over leaves index·2^level and the 2^level - 1 after it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
Nodes = Callable[[int, int], bytes]


class Unproven(ValueError):
    """A proof does not show what it is said to show."""


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def empty_root() -> bytes:
    return sha256(b"").digest()


# -- peaks ------------------------------------------------------------------------------------------------


def add(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Add the hash of a leaf to the peaks, in place, of a tree that has `size` leaves."""
    while size & 1:
        leaf = node_hash(peaks.pop(), leaf)
        size >>= 1
    peaks.append(leaf)


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return empty_root()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over these hashes of leaves, in constant memory."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        add(peaks, size, leaf)
    return root_of_peaks(peaks)


def peak_places(size: int, start: int = 0) -> list[tuple[int, int]]:
    """(level, index) of the peaks of a tree of `size` leaves, from the largest on.

    `start` shifts it to the leaves from there on; it must be a multiple of the largest.
    """
    places = []
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            places.append((level, start >> level))
            start += 1 << level
    return places


def peaks_of(size: int, nodes: Nodes) -> list[bytes]:
    return [nodes(level, index) for level, index in peak_places(size)]


# -- proofs -----------------------------------------------------------------------------------------------


def inclusion_proof(index: int, size: int, nodes: Nodes, peaks: Sequence[bytes] | None = None) -> list[bytes]:
    """PATH(index, D[size]): what leads from the leaf to the root. `peaks` of that size, if known."""
    if not 0 <= index < size:
        raise ValueError("There is no such leaf in a tree of this size.")
    places = peak_places(size)
    known = list(peaks) if peaks is not None else [nodes(*place) for place in places]
    number = next(n for n, (level, at) in enumerate(places) if index >> level == at)
    path = [nodes(level, index >> level ^ 1) for level in range(places[number][0])]
    if known[number + 1 :]:
        path.append(root_of_peaks(known[number + 1 :]))
    return path + known[:number][::-1]


def consistency_proof(first: int, second: int, nodes: Nodes) -> list[bytes]:
    """PROOF(first, D[second]): that the first `first` leaves of the larger tree are the smaller one."""
    if not 0 < first <= second:
        raise ValueError("The first tree has at least one leaf and is not larger than the second.")
    return _subproof(first, 0, second, nodes, True) if first < second else []


def _subproof(first: int, start: int, size: int, nodes: Nodes, whole: bool) -> list[bytes]:
    if first == size:
        return [] if whole else [_root_within(start, size, nodes)]
    half = 1 << (size - 1).bit_length() - 1
    if first <= half:
        return [
            *_subproof(first, start, half, nodes, whole),
            _root_within(start + half, size - half, nodes),
        ]
    right = _subproof(first - half, start + half, size - half, nodes, False)
    return [*right, _root_within(start, half, nodes)]


def _root_within(start: int, size: int, nodes: Nodes) -> bytes:
    return root_of_peaks([nodes(level, index) for level, index in peak_places(size, start)])


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that this proof leads to (RFC 9162, 2.1.3.2). `Unproven` when it cannot belong there."""
    if not 0 <= index < size:
        raise Unproven("no such leaf")
    node, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0 or len(other) != SIZE:
            raise Unproven("too long")
        if node & 1 or node == last:
            found = node_hash(other, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, other)
        node, last = node >> 1, last >> 1
    if last:
        raise Unproven("too short")
    return found


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    try:
        return root_from_inclusion(leaf, index, size, proof) == root
    except Unproven:
        return False


def is_consistent(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `second` leaves only added to that of `first` (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof or any(len(one) != SIZE for one in proof):
        return False
    steps = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    try:
        return _both_roots(first, second, steps) == (first_root, second_root)
    except Unproven:
        return False


def _both_roots(first: int, second: int, steps: Sequence[bytes]) -> tuple[bytes, bytes]:
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for other in steps[1:]:
        if last == 0:
            raise Unproven("too long")
        if node & 1 or node == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, other)
        node, last = node >> 1, last >> 1
    if last:
        raise Unproven("too short")
    return old, new


# -- tiles ------------------------------------------------------------------------------------------------


def tile_of(level: int, index: int) -> tuple[int, int, int, int]:
    """Where a node is found: (level of the tile, its number, height within it, place at that height)."""
    tile_level, height = divmod(level, TILE_HEIGHT)
    number, place = divmod(index, TILE_WIDTH >> height)
    return tile_level, number, height, place


def node_in(tile: bytes, height: int, place: int) -> bytes:
    """A node of a tile; `tile` are the hashes at its lowest height, as far as there are any."""
    if len(tile) == TILE_WIDTH * SIZE:
        row = heights(tile)[height]
        return row[place * SIZE : (place + 1) * SIZE]
    width = SIZE << height
    part = tile[place * width : (place + 1) * width]
    if len(part) != width:
        raise IndexError("The tile does not reach so far.")
    return fold(part)


def fold(hashes: bytes) -> bytes:
    """The root of the perfect tree over these hashes, one after the other."""
    while len(hashes) > SIZE:
        hashes = _above(hashes)
    return hashes


def _above(row: bytes) -> bytes:
    steps = range(0, len(row), 2 * SIZE)
    return b"".join([sha256(b"\x01" + row[at : at + 2 * SIZE]).digest() for at in steps])


@lru_cache(maxsize=256)
def heights(tile: bytes) -> tuple[bytes, ...]:
    """All rows of a full tile, from its hashes up to its root. Full tiles never change."""
    rows = [tile]
    while len(rows[-1]) > SIZE:
        rows.append(_above(rows[-1]))
    return tuple(rows)


def split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + SIZE] for at in range(0, len(hashes), SIZE)]
