"""Putting, replacing, removing, rebuilding; each in the caller's transaction."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from mingbai.search import sources
from mingbai.search.actions import clear, put, put_many, rebuild, rebuild_from_nothing, remove
from mingbai.search.entries import PUBLIC, STAFF, Place, day_number, key_of, record_of, shelf_of, year_of
from mingbai.search.models import PublicRow
from mingbai.search.queries import Query, search

pytestmark = pytest.mark.django_db


def found(words, **query):
    return [hit.record_id for hit in search(Query(words=words, **query)).hits]


def test_what_was_put_is_found_and_shown(make_entry):
    put(make_entry(7, title="低保办法", text="共同生活的家庭成员。", document_number="明政发〔2024〕3号"))

    hit = search(Query(words="家庭成员")).hits[0]

    assert (hit.record_id, hit.title, hit.day, hit.url) == (7, "低保办法", date(2024, 5, 1), "/records/7/")
    assert hit.highlight.html == "共同生活的<mark>家庭成员</mark>。"


def test_a_replaced_text_leaves_no_word_behind(make_entry):
    put(make_entry(1, text="自来水停水"))
    put(make_entry(1, text="道路施工", day=date(2025, 1, 1), field="交通"))

    assert found("停水") == []
    assert found("施工") == [1]
    assert PublicRow.objects.count() == 1


def test_a_removed_record_is_gone_and_removing_again_does_nothing(make_entry):
    put_many([make_entry(1), make_entry(2)])

    remove(PUBLIC, 1)
    remove(PUBLIC, 1)

    assert found("低保") == [2]


def test_the_books_are_apart(make_entry):
    put(make_entry(1, book=STAFF, title="绝密草稿"))

    assert found("草稿") == []
    assert found("草稿", book=STAFF) == [1]
    remove(PUBLIC, 1)
    assert found("草稿", book=STAFF) == [1]


def test_the_last_of_several_entries_of_one_record_counts(make_entry):
    put_many([make_entry(1, text="先"), make_entry(1, text="后")])

    assert (found("先"), found("后")) == ([], [1])


def test_putting_the_same_again_changes_nothing(make_entry):
    put(make_entry(1))

    assert put_many([make_entry(1)]) == 0
    assert found("低保") == [1]


def test_clearing_a_book_empties_only_that_book(make_entry):
    put_many([make_entry(1), make_entry(1, book=STAFF)])

    clear(PUBLIC)

    assert (found("低保"), found("低保", book=STAFF)) == ([], [1])
    put(make_entry(1))
    assert found("低保") == [1]


def test_text_no_database_takes_is_stored_without_it(make_entry):
    put(make_entry(1, text="前\0后\ud800低收入"))

    assert found("低收入") == [1]


def test_a_record_number_too_large_is_refused(make_entry):
    with pytest.raises(ValueError, match="does not fit"):
        put(make_entry(1 << 26))


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2024, 2, 29), date(2250, 12, 31)])
def test_a_key_holds_its_parts_and_keeps_the_order(day):
    key = key_of(Place(day, (1 << 26) - 1, (1 << 20) - 1))

    assert (year_of(key), record_of(key), shelf_of(key)) == (day.year, (1 << 26) - 1, (1 << 20) - 1)
    assert 0 <= key < 1 << 63


def test_days_keep_their_order_and_those_far_away_are_drawn_near():
    days = [date(1, 1, 1), date(1900, 1, 2), date(2024, 1, 31), date(2024, 2, 1), date(9999, 12, 31)]

    assert [day_number(day) for day in days] == sorted(map(day_number, days))
    assert day_number(date(1, 1, 1)) == day_number(date(1900, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_record_disappears_with_the_commit_and_returns_with_the_roll_back(make_entry):
    put(make_entry(1))

    with pytest.raises(RuntimeError), transaction.atomic():
        remove(PUBLIC, 1)
        raise RuntimeError
    assert found("低保") == [1]

    with transaction.atomic():
        remove(PUBLIC, 1)
    assert found("低保") == []


@pytest.mark.django_db(transaction=True)
def test_a_put_that_is_rolled_back_was_never_findable(make_entry):
    with pytest.raises(RuntimeError), transaction.atomic():
        put(make_entry(1, field="甲"))
        raise RuntimeError
    put(make_entry(2, field="乙"))

    result = search(Query(words="低保", facets=True))

    assert [hit.record_id for hit in result.hits] == [2]
    assert result.facets["field"] == [("乙", "乙", 1)]


def test_rebuilding_brings_the_book_in_line_with_its_source(make_entry, monkeypatch):
    monkeypatch.setattr("mingbai.search.actions.indexing.CHUNK", 2)
    put_many([make_entry(n, text="旧词") for n in (1, 2, 3, 9, 12)])
    kept = [make_entry(n, text="新词") for n in (2, 3, 4, 5, 9)]

    total = rebuild(PUBLIC, lambda after: (e for e in kept if e.record_id > after))

    assert (total, sorted(found("新词")), found("旧词")) == (5, [2, 3, 4, 5, 9], [])


def test_an_interrupted_rebuild_leaves_a_sound_index_and_can_be_repeated(make_entry, monkeypatch):
    monkeypatch.setattr("mingbai.search.actions.indexing.CHUNK", 2)
    put_many([make_entry(n, text="旧词") for n in range(1, 6)])
    new = [make_entry(n, text="新词") for n in range(1, 6)]

    def breaks(after):
        if after >= 2:
            raise KeyboardInterrupt
        return [entry for entry in new if entry.record_id > after]

    with pytest.raises(KeyboardInterrupt):
        rebuild(PUBLIC, breaks)
    assert (sorted(found("新词")), sorted(found("旧词"))) == ([1, 2], [3, 4, 5])
    rebuild(PUBLIC, lambda after: [entry for entry in new if entry.record_id > after])
    assert (len(found("新词")), found("旧词")) == (5, [])


def test_rebuilding_from_nothing_drops_what_the_source_does_not_have(make_entry):
    put(make_entry(1))

    assert rebuild_from_nothing(PUBLIC, lambda after: [make_entry(2)]) == 1
    assert found("低保") == [2]


def test_the_reindex_verb_reads_the_registered_sources(make_entry, monkeypatch, capsys):
    monkeypatch.setattr(sources, "_sources", {})
    sources.register(PUBLIC, lambda after: [replace(make_entry(3), title="补登")] if after < 3 else [])

    call_command("reindex", "--json")

    assert found("补登") == [3]
    assert '"public": 1' in capsys.readouterr().out
    with pytest.raises(ValueError, match="no such book"):
        sources.register("private", lambda after: [])
