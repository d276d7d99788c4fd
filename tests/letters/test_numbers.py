"""Document numbers run on without gaps, per organisation, symbol and year."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from mingbai.letters.actions import take_number
from mingbai.letters.rules.numbering import number_text, read, symbol_problem


def taken(place, symbol="青政公复", year=2026) -> str:
    with transaction.atomic():
        return take_number(organisation=place, symbol=symbol, year=year).text


def test_numbers_begin_with_one_and_each_series_runs_by_itself(cast):
    assert [taken(cast.town) for _ in range(3)] == [f"青政公复〔2026〕{one}号" for one in (1, 2, 3)]
    assert taken(cast.town, year=2027) == "青政公复〔2027〕1号"
    assert taken(cast.town, symbol="青政公征") == "青政公征〔2026〕1号"
    assert taken(cast.next_town) == "青政公复〔2026〕1号"
    assert taken(cast.town) == "青政公复〔2026〕4号"


def test_a_number_whose_paper_failed_is_taken_again(cast):
    assert taken(cast.town) == "青政公复〔2026〕1号"
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_number(organisation=cast.town, symbol="青政公复", year=2026)
        1 / 0
    assert taken(cast.town) == "青政公复〔2026〕2号"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_only_taken_inside_a_transaction(cast):
    with pytest.raises(RuntimeError):
        take_number(organisation=cast.town, symbol="青政公复", year=2026)


@pytest.mark.parametrize(
    "symbol", ["", " ", "2026", "明政公复〔2026〕", "甲" * 21, "明政 公复", "明政\x00", "{明}", "明政公复\n"]
)
def test_a_symbol_with_year_brackets_or_spaces_is_refused(cast, symbol):
    if symbol.strip() == "明政公复":
        assert taken(cast.town, symbol) == "明政公复〔2026〕1号"
        return
    with pytest.raises(ValidationError, match="机关代字"):
        taken(cast.town, symbol)


def test_a_year_that_is_none_is_refused(cast):
    for year in (0, 26, 20260, -1):
        with pytest.raises(ValidationError, match="年份"):
            taken(cast.town, year=year)


@given(
    st.from_regex(r"[\u4e00-\u9fffA-Z][\u4e00-\u9fffA-Z0-9]{0,19}", fullmatch=True),
    st.integers(1949, 2199),
    st.integers(1, 10**6),
)
def test_a_number_reads_back_as_what_it_was_made_of(symbol, year, serial):
    found = read(number_text(symbol, year, serial))
    assert (found.symbol, found.year, found.serial) == (symbol, year, serial)
    assert symbol_problem(symbol) == ""


@pytest.mark.parametrize(
    "text",
    ["青政公复[2026]3号", "青政公复〔26〕3号", "青政公复〔2026〕03号", "〔2026〕3号", "青政公复〔2026〕3"],
)
def test_a_number_that_was_damaged_is_none(text):
    assert read(text) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_have_neither_gaps_nor_doubles(cast):
    found, failed = [], []

    def take(count: int) -> None:
        try:
            for one in range(count):
                try:
                    with transaction.atomic():
                        number = take_number(organisation=cast.town, symbol="青政公复", year=2026)
                        if one % 3 == 2:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    continue
                found.append(number.serial)
        except Exception as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(25,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(found) == list(range(1, 8 * 17 + 1))
