"""Short codes in printed addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.channels.rules.short import ALPHABET, code_of, pk_of


@given(st.integers(1, 10**9))
def test_a_code_leads_back_to_its_record(pk):
    assert pk_of(code_of(pk)) == pk
    assert pk_of(f" {code_of(pk).lower()} ") == pk


@given(st.integers(1, 10**9), st.data())
def test_one_wrong_sign_leads_nowhere(pk, data):
    code = code_of(pk)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[place]]))
    assert pk_of(code[:place] + wrong + code[place + 1 :]) is None


@given(st.integers(1, 10**9), st.data())
def test_exchanged_neighbours_lead_nowhere(pk, data):
    code = code_of(pk)
    place = data.draw(st.integers(0, len(code) - 3))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or pk_of(swapped) is None


@pytest.mark.parametrize("typed", ["", "0", "O0I1", "é", "2222", "23", "A" * 40, "../..", "2222\x00"])
def test_what_is_no_code_leads_nowhere(typed):
    assert pk_of(typed) is None


@pytest.mark.parametrize("pk", [0, -1])
def test_only_records_have_codes(pk):
    with pytest.raises(ValueError, match="numbered"):
        code_of(pk)
