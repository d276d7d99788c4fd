"""The tree against known vectors, against the recursion of the standard, and against one flipped bit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.lib import merkle

# The eight leaves and roots that the reference implementation of RFC 6962 is tested with.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATHS = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
}
CONSISTENT = {
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


def tree(number):
    hashes = [merkle.leaf_hash(str(one).encode()) for one in range(number)]
    return hashes, reader(hashes)


def reader(hashes):
    return lambda level, index: merkle.root(hashes[index << level : (index + 1) << level])


def by_recursion(hashes):
    """MTH as the standard defines it."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return merkle.node_hash(by_recursion(hashes[:half]), by_recursion(hashes[half:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_implementation(size):
    assert merkle.root(map(merkle.leaf_hash, LEAVES[:size])).hex() == ROOTS[size - 1]


def test_an_empty_tree_has_the_digest_of_nothing():
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(("place", "path"), PATHS.items())
def test_inclusion_proofs_are_those_of_the_reference_implementation(place, path):
    nodes = reader([merkle.leaf_hash(one) for one in LEAVES])

    assert [one.hex() for one in merkle.inclusion_proof(*place, nodes)] == list(path)


@pytest.mark.parametrize(("sizes", "proof"), CONSISTENT.items())
def test_consistency_proofs_are_those_of_the_reference_implementation(sizes, proof):
    nodes = reader([merkle.leaf_hash(one) for one in LEAVES])

    assert [one.hex() for one in merkle.consistency_proof(*sizes, nodes)] == list(proof)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_inclusion_proof_holds_and_none_with_a_flipped_bit(data):
    size = data.draw(st.integers(1, 700))
    index = data.draw(st.integers(0, size - 1))
    hashes, nodes = tree(size)
    root = by_recursion(hashes)
    proof = merkle.inclusion_proof(index, size, nodes)

    assert merkle.is_included(hashes[index], index, size, proof, root)
    assert not merkle.is_included(hashes[index], index, size, [*proof, root], root)
    assert not merkle.is_included(flipped(hashes[index], data), index, size, proof, root)
    if proof:
        broken = data.draw(st.integers(0, len(proof) - 1))
        bad = [*proof[:broken], flipped(proof[broken], data), *proof[broken + 1 :]]
        assert not merkle.is_included(hashes[index], index, size, bad, root)
        assert not merkle.is_included(hashes[index], index, size, proof[:-1], root)
        other = data.draw(st.integers(0, size - 1).filter(lambda one: one != index))
        assert not merkle.is_included(hashes[index], other, size, proof, root)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_consistency_proof_holds_and_none_with_a_flipped_bit(data):
    second = data.draw(st.integers(1, 500))
    first = data.draw(st.integers(1, second))
    hashes, nodes = tree(second)
    old, new = by_recursion(hashes[:first]), by_recursion(hashes)
    proof = merkle.consistency_proof(first, second, nodes)

    assert merkle.is_consistent(first, second, old, new, proof)
    assert not merkle.is_consistent(first, second, flipped(old, data), new, proof)
    assert not merkle.is_consistent(first, second, old, flipped(new, data), proof)
    for number in range(len(proof)):
        bad = [*proof[:number], flipped(proof[number], data), *proof[number + 1 :]]
        assert not merkle.is_consistent(first, second, old, new, bad)
    assert not merkle.is_consistent(first, second, old, new, [*proof, new])


def flipped(value, data):
    bit = data.draw(st.integers(0, 255))
    return (int.from_bytes(value) ^ 1 << bit).to_bytes(32)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1500))
def test_peaks_are_enough_to_add_leaves_and_to_know_the_root(size):
    hashes, nodes = tree(size)
    peaks = []
    for number, one in enumerate(hashes):
        merkle.add(peaks, number, one)

    assert peaks == merkle.peaks_of(size, nodes)
    assert merkle.root_of_peaks(peaks) == (by_recursion(hashes) if hashes else merkle.empty_root())


@given(st.integers(0, 255), st.integers(0, 8))
def test_a_tile_gives_every_node_that_lies_in_it(place, height):
    hashes, nodes = tree(256)
    tile = b"".join(hashes)

    assert merkle.node_in(tile, height, place >> height) == nodes(height, place >> height)


def test_a_partial_tile_gives_what_it_holds_and_nothing_else():
    hashes, nodes = tree(100)

    assert merkle.node_in(b"".join(hashes), 5, 2) == nodes(5, 2)
    with pytest.raises(IndexError):
        merkle.node_in(b"".join(hashes), 5, 3)
