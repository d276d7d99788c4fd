"""A sample is drawn by rule: whoever draws again gets the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evaluation.rules.sampling import Member, Size, digest_of, draw, frozen, thawed

members = st.dictionaries(
    st.text("0123456789", min_size=1, max_size=4), st.sampled_from(["甲镇", "乙镇", "丙局"]), max_size=40
).map(lambda pairs: [Member(key, stratum, f"d{key}") for key, stratum in pairs.items()])
sizes = st.builds(Size, each=st.integers(0, 6), percent=st.integers(0, 100), least=st.integers(0, 3))

DRAWN = ["8", "4", "16", "5", "3", "13"]


def test_the_same_seed_gives_these_very_records_on_every_version_of_python():
    population = [Member(str(number), "甲" if number % 2 else "乙") for number in range(1, 21)]
    drawn = [one.key for one in draw(population, Size(each=3), "2026Q3-通用")]
    assert drawn == DRAWN


@given(members, sizes, st.text(max_size=8), st.randoms())
def test_the_order_of_the_population_changes_nothing(population, size, seed, shuffler):
    mixed = list(population)
    shuffler.shuffle(mixed)
    assert draw(mixed, size, seed) == draw(population, size, seed)
    assert digest_of(mixed) == digest_of(population)


@given(members, sizes, st.text(max_size=8))
def test_every_stratum_gives_as_many_as_asked_and_no_member_twice(population, size, seed):
    drawn = draw(population, size, seed)
    assert set(drawn) <= set(population) and len(set(drawn)) == len(drawn)
    for stratum in {one.stratum for one in population}:
        held = sum(one.stratum == stratum for one in population)
        assert sum(one.stratum == stratum for one in drawn) == size.of(held)


@given(members, st.integers(0, 5), st.integers(0, 5), st.text(max_size=8))
def test_a_larger_sample_contains_the_smaller(population, one, other, seed):
    small, large = sorted((one, other))
    assert set(draw(population, Size(each=small), seed)) <= set(draw(population, Size(each=large), seed))


@given(members, members, sizes, st.text(max_size=8))
def test_other_strata_change_nothing_in_a_stratum(population, others, size, seed):
    elsewhere = [Member(f"x{one.key}", "别处") for one in others]
    here = [one for one in draw(population + elsewhere, size, seed) if one.stratum != "别处"]
    assert here == list(draw(population, size, seed))


@given(members)
def test_a_kept_population_comes_back_as_it_was(population):
    assert sorted(thawed(frozen(population)), key=lambda one: one.key) == sorted(
        population, key=lambda one: one.key
    )


@pytest.mark.parametrize(
    ("size", "members", "taken"),
    [
        (Size(each=5), 3, 3),
        (Size(each=5), 50, 5),
        (Size(percent=10), 41, 5),
        (Size(percent=1), 3, 1),
        (Size(each=2), 0, 0),
    ],
)
def test_how_many_are_taken(size, members, taken):
    assert size.of(members) == taken


def test_a_key_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        draw([Member("1"), Member("1", "乙")], Size(each=1), "种子")


def test_another_seed_draws_others():
    population = [Member(str(number)) for number in range(100)]
    assert draw(population, Size(each=5), "甲") != draw(population, Size(each=5), "乙")
