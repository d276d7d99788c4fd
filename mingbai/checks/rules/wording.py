"""Wrong words, doubled words and old names: one pass of one automaton, then a look at the few matches."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import ahocorasick_rs

from mingbai.checks.findings import ASK, NOTE
from mingbai.checks.rules.lists import rows_of, words_of
from mingbai.checks.rules.marks import Mark

# Characters that never stand twice in a row, with the longer words in which they may.
_DOUBLED = {row["character"]: row["unless"] for row in rows_of("doubled.csv")}
_KEPT_MARK = {row["pair"]: row["kept"] for row in rows_of("doubled_marks.csv")}
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_REPEATABLE = words_of("repeatable.txt")


@dataclass(frozen=True)
class Term:
    """A wrong word and its correction. `unless`: longer words in which it is right.

    `since`: texts written before that day may use it (names of organs before a reform); None is always.
    """

    term: str
    correction: str
    severity: str = ASK
    unless: tuple[str, ...] = ()
    since: date | None = None
    note: str = ""


class Wordlist:
    """Thousands of words looked for at once. The longest match wins, so that exceptions shield their part."""

    def __init__(self, terms: Iterable[Term], former_names: Iterable[tuple[str, str]] = ()) -> None:
        self._entries: dict[str, Term | Mark | None] = {}
        for char, exceptions in _DOUBLED.items():
            self._entries[char * 2] = _doubled(char)
            self._entries.update(dict.fromkeys(exceptions.split()))
        for pair in _KEPT_MARK:
            self._entries[pair] = _doubled_mark(pair)
        for old, current in former_names:
            self._entries[old] = _former(old, current)
        for term in terms:
            self._entries[term.term] = term
            self._entries.update(dict.fromkeys(term.unless))
        self._patterns = list(self._entries)
        self._values = list(self._entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def marks(self, text: str, written_on: date) -> Iterator[Mark]:
        """Marks of lexicon, doubled characters and marks, and former names."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            entry = self._values[index]
            if isinstance(entry, Mark):
                yield entry._replace(start=start, end=end)
            elif entry and (entry.since is None or (written_on >= entry.since and not _quoted(text, start))):
                yield _wrong(entry, start, end)


def doubled_words(text: str) -> Iterator[Mark]:
    """Two-character words written twice in a row (公开公开).

    The text is laid over itself two characters on, as one integer: where they agree the difference is zero.
    """
    laid = text.encode("utf-16-le", "surrogatepass")
    size = len(laid) - 4
    if size < 4 or len(laid) != 2 * len(text):
        return
    number = int.from_bytes(laid, "little")
    same = (number ^ (number >> 32)).to_bytes(len(laid), "little")
    at = same.find(b"\0\0\0\0", 0, size)
    while at >= 0:
        start = (at + 1) // 2
        word = text[start : start + 2]
        if text[start + 2 : start + 4] == word and _WORD.fullmatch(word) and _twice(text, start):
            message = f"“{word}”连写了两遍，请看看是不是多打了一遍。"
            yield Mark("wording", "doubled_word", NOTE, start, start + 4, message, word)
        at = same.find(b"\0\0\0\0", at + 4, size)


def _twice(text: str, start: int) -> bool:
    word = text[start : start + 2]
    return word[0] != word[1] and word not in _REPEATABLE and text[start + 4 : start + 6] != word


def _quoted(text: str, start: int) -> bool:
    """Titles of older documents keep the old names."""
    return text.rfind("《", max(0, start - 80), start) > text.rfind("》", max(0, start - 80), start)


def _doubled(char: str) -> Mark:
    message = f"“{char}”字重复了，请删去一个。"
    return Mark("wording", "doubled_character", ASK, 0, 0, message, char, char * 2)


def _doubled_mark(pair: str) -> Mark:
    message = f"标点“{pair}”连用了，请只留一个。"
    return Mark("wording", "doubled_punctuation", NOTE, 0, 0, message, _KEPT_MARK[pair], pair)


def _former(old: str, current: str) -> Mark:
    message = f"“{old}”已经改名为“{current}”。说的是现在的事，请用新名称。"
    return Mark("wording", "former_name", ASK, 0, 0, message, current, old)


def _wrong(term: Term, start: int, end: int) -> Mark:
    why = f"（{term.note}）" if term.note else ""
    return Mark(
        "wording", "lexicon", term.severity, start, end, _advice(term, why), term.correction, term.term
    )


def _advice(term: Term, why: str) -> str:
    if not term.correction:
        return f"“{term.term}”不宜使用{why}，请换一个说法。"
    if term.since:
        return f"“{term.term}”现在改为“{term.correction}”{why}。说的是现在的事，请用新名称。"
    if term.severity == NOTE:
        return f"“{term.term}”建议改成“{term.correction}”{why}。"
    return f"“{term.term}”应为“{term.correction}”{why}，请改正。"
