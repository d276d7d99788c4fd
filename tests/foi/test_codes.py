"""Query codes and the last digits of telephones."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.foi.rules.codes import (
    ALPHABET,
    LENGTH,
    WrongTelephone,
    digest,
    normalise,
    telephone_tail,
)
from mingbai.foi.rules.submissions import code_of

KEY = b"a key of the installation"
codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_has_at_least_eighty_bits():
    assert len(set(ALPHABET)) == 32
    assert LENGTH * math.log2(len(ALPHABET)) >= 80


def test_the_code_of_a_form_is_five_groups_of_four_and_no_other_forms():
    made = [code_of(f"{number:032d}") for number in range(200)]

    assert len(set(made)) == 200 and made[7] == code_of(f"{7:032d}")
    assert all([len(group) for group in code.split("-")] == [4] * 5 for code in made)
    assert set("".join(made)) <= {*ALPHABET, "-"}


@pytest.mark.parametrize(
    "typed",
    [
        "0123-4567-89AB-CDEF-GH11",
        "0123 4567 89ab cdef gh11",
        "o123456789abcdefghil",
        "  O123-4567-89AB-CDEF-GHLI \n",
        "０１２３—４５６７—８９ａｂ—ｃｄｅｆ—ｇｈ１１",
    ],
)
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert normalise(typed) == "0123456789abcdefgh11"


@pytest.mark.parametrize(
    "typed", ["", "0123", "u" * 20, "0" * 21, "0123-4567-89AB-CDEF-GH\x001", "码" * 20, "0" * 10_000_000]
)
def test_what_can_be_no_code_is_nothing(typed):
    assert normalise(typed) == ""


@given(codes)
def test_normalising_twice_changes_nothing(code):
    assert normalise(normalise(code)) == normalise(code)


def test_a_code_opens_only_its_own_request_with_its_own_telephone():
    code, other = code_of("1" * 32), code_of("2" * 32)
    stored = digest(code, "5678", key=KEY)

    assert digest(code.lower().replace("-", " "), "5678", key=KEY) == stored
    wrong = [(code, "5679", KEY), (other, "5678", KEY), (code, "5678", b"another key"), (code, "", KEY)]
    assert stored not in {digest(typed, tail, key=key) for typed, tail, key in wrong}


@given(codes, st.text("0123456789", min_size=4, max_size=4))
def test_the_digest_holds_neither_code_nor_telephone(code, tail):
    kept = digest(code, tail, key=KEY)

    assert len(kept) == 64
    assert normalise(code) not in kept


def test_only_a_code_has_a_digest():
    with pytest.raises(ValueError, match="not a query code"):
        digest("short", "5678", key=KEY)


@pytest.mark.parametrize(
    ("number", "tail"),
    [
        ("13812345678", "5678"),
        ("138 1234 5678", "5678"),
        ("+86 138-1234-5678", "5678"),
        ("0571-8765 4321", "4321"),
        ("（0571）87654321", "4321"),
        ("0571-87654321转8012", "4321"),
        ("87654321 分机 12", "4321"),
        ("１３８１２３４５６７８", "5678"),
        ("12345", "2345"),
    ],
)
def test_the_tail_is_the_last_four_digits_of_the_number(number, tail):
    assert telephone_tail(number) == tail


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "至少要有4位"),
        ("没有", "至少要有4位"),
        ("123", "至少要有4位"),
        ("转8012", "至少要有4位"),
        ("13812345678、13987654321", "只写一个"),
        ("1" * 101, "只写一个"),
        ("١٢٣٤٥٦", "至少要有4位"),
    ],
)
def test_what_is_no_telephone_number_is_refused_with_a_reason(number, words):
    with pytest.raises(WrongTelephone, match=words):
        telephone_tail(number)
