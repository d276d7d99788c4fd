"""Recall and precision against the plain scan, on whichever database the tests run."""

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


@st.composite
def cases(draw) -> tuple[list[str], str]:
    """Texts of few characters, so that words nearly match, and a query cut from them; sometimes with the
    punctuation taken out, so that it must not be found there. 𠀀 is outside the basic plane."""
    texts = draw(
        st.lists(st.text(alphabet="公开𠀀a5Ａ，\n", min_size=3, max_size=12), min_size=1, max_size=8)
    )
    text = draw(st.sampled_from(texts))
    start = draw(st.integers(0, len(text) - 1))
    word = text[start : start + draw(st.integers(1, 6))]
    return texts, draw(st.sampled_from([word, word.replace("，", ""), f'"{word}"', f"{word} 开", word[::-1]]))


def scanned(word: str, text: str) -> bool:
    """Written without the product's own scan: every place, whose left neighbour may not continue a run
    of letters or digits."""
    text = normal(text)
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    ascii_run = "abcdefghijklmnopqrstuvwxyz0123456789"
    return any(not (word[0] in ascii_run and at and text[at - 1] in ascii_run) for at in starts)


class Recall(TestCase):
    @settings(max_examples=200, deadline=None)
    @given(cases())
    def test_the_index_finds_exactly_what_a_scan_finds(self, case):
        texts, typed = case
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
