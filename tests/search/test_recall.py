"""Recall and precision against the plain scan, on whichever database the tests run."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mingbai.search.actions import put_many
from mingbai.search.entries import PUBLIC
from mingbai.search.queries import Query, search
from mingbai.search.text.folding import normal
from mingbai.search.text.words import parse
from tests.search.conftest import entry

CHARACTERS = "公开政务低保a5 ，Ａb９。\n"
TEXTS = st.lists(st.text(alphabet=CHARACTERS, max_size=14), min_size=1, max_size=8)
WORDS = st.text(alphabet='公开政务低保a5 ，ｂ"', min_size=1, max_size=6)


def scanned(word: str, text: str) -> bool:
    """Written without the product's own scan: every place, whose left neighbour may not continue a run
    of letters or digits."""
    text = normal(text)
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    ascii_run = "abcdefghijklmnopqrstuvwxyz0123456789"
    return any(not (word[0] in ascii_run and at and text[at - 1] in ascii_run) for at in starts)


class Recall(TestCase):
    @settings(max_examples=150, deadline=None)
    @given(TEXTS, WORDS)
    def test_the_index_finds_exactly_what_a_scan_finds(self, texts, typed):
        with transaction.atomic():
            entries = [entry(n, title="题", index_number="", text=text) for n, text in enumerate(texts, 1)]
            put_many(entries)
            words = parse(typed).words
            expected = {
                e.record_id for e in entries if words and all(scanned(w, f"题\n{e.text}") for w in words)
            }

            result = search(Query(book=PUBLIC, words=typed, limit=100))

            if typed.strip():
                assert {hit.record_id for hit in result.hits} == expected
                assert (result.count, result.capped) == (len(expected), False)
            transaction.set_rollback(True)
