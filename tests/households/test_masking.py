"""Whatever is typed into whatever column, no number of a person reaches the public or the board."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.households.rules.definitions import MASKABLE, SENSITIVE, SUMMED, Column, Show, Type, View
from mingbai.households.rules.masking import masked, shown

digits = st.text("0123456789", min_size=17, max_size=17).filter(lambda one: one[0] != "0")
identities = digits.map(lambda one: one + resident_id_digit(one))
phones = st.text("0123456789", min_size=9, max_size=9).map(lambda one: "13" + one)
accounts = st.text("0123456789", min_size=10, max_size=19)
full_width = str.maketrans("0123456789", "０１２３４５６７８９")
numbers = st.one_of(identities, phones, accounts)
spelled = st.one_of(
    numbers,
    numbers.map(lambda one: one.translate(full_width)),
    numbers.map(lambda one: " ".join(one[at : at + 4] for at in range(0, len(one), 4))),
    numbers.map(lambda one: "-".join(one[at : at + 3] for at in range(0, len(one), 3))),
)
around = st.text("张三李电话号在村 ：，。abc", max_size=8)


calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def every_column() -> list[Column]:
    """Every column that a definition may have."""
    found = []
    for type_ in Type:
        allowed = [Show.HIDE, *([] if type_ in SENSITIVE else [Show.FULL])]
        allowed += [Show.MASK] if type_ in MASKABLE else []
        found += [Column("列", type_, public=one, board=other) for one in allowed for other in allowed]
    return [one for one in found if (one.type, one.public) != (Type.NAME, Show.FULL)]


columns = st.sampled_from(every_column())


def runs(text: str) -> list[str]:
    """Runs of seven and more digits, with what people put between them taken out."""
    return re.findall(r"\d{7,}", re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)))


@calmly
@given(columns, around, spelled, around)
def test_no_number_of_a_person_is_shown_from_any_column(column, before, number, after):
    for view in (View.PUBLIC, View.BOARD):
        seen = shown(column, before + number + after, view)
        assert not runs(seen), (column, seen)


@calmly
@given(st.sampled_from(SENSITIVE), numbers)
def test_sensitive_columns_are_masked_even_where_a_definition_says_otherwise(type_, number):
    broken = Column("列", type_, public=Show.FULL, board=Show.FULL, household=Show.MASK)
    for view in View:
        seen = shown(broken, number, view)
        assert number not in seen and not runs(seen)
        assert sum(one.isdigit() for one in seen) <= 8


@pytest.mark.parametrize(
    ("type_", "value", "seen"),
    [(Type.NAME, "张三", "张＊"), (Type.NAME, "张三丰", "张＊＊"), (Type.NAME, "欧阳修文", "欧阳＊＊"), (Type.NAME, "欧阳", "欧＊"),
     (Type.NAME, "阿卜杜拉·买买提", "阿＊＊"), (Type.NAME, "张", "＊"), (Type.NAME, "𠮷野", "𠮷＊"),
     (Type.ID, "62010219491231002X", "620102＊＊＊＊＊＊＊＊＊＊2X"), (Type.ID, "1234567", "＊" * 10),
     (Type.PHONE, "13912345678", "139＊＊＊＊＊＊78"), (Type.PHONE, "5550101", "＊" * 6),
     (Type.BANK, "6222 0212 3456 7890", "＊＊＊＊7890")],
)  # fmt: skip
def test_masks_are_fixed(type_, value, seen):
    assert masked(type_, value) == seen


def test_a_household_sees_its_own_line_in_full_but_for_the_account():
    assert shown(Column("证", Type.ID), "62010219491231002X", View.HOUSEHOLD) == "62010219491231002X"
    account = Column("卡", Type.BANK, household=Show.MASK)
    assert shown(account, "6222021234567890", View.HOUSEHOLD) == "＊＊＊＊7890"
    assert shown(Column("钱", Type.MONEY), "1234567.5", View.HOUSEHOLD) == "1,234,567.50"


@calmly
@given(st.sampled_from(SUMMED), st.decimals(0, 99999999, places=2))
def test_amounts_and_numbers_are_shown_with_marked_thousands(type_, number):
    seen = shown(Column("数", type_, public=Show.FULL), str(number), View.PUBLIC)
    assert not re.search(r"\d{4,}", seen) and seen.replace(",", "").rstrip("0").rstrip(".") in str(number)
