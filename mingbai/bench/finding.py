"""What a visitor's search takes with synonyms, pinyin, questions and guesses, and what suggestions take."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from mingbai.bench.searching import ASKED, best, cut, entry, load, scratch_database, spread, texts
from mingbai.organisations.models import Organisation
from mingbai.search.actions import load_synonyms
from mingbai.search.entries import Entry
from mingbai.search.queries import Query, find, search, suggestions
from mingbai.search.text.folding import RUN, is_letter, normal
from mingbai.search.text.sounds import sound_of

RECORDS, MANY = 30_000, 300_000
LETTERS = 300  # characters of a short record
TRIED = 50  # queries of the kinds that take several searches
SUBJECTS = (
    "低保", "医保", "社保", "公积金", "公租房", "危改", "宅基地", "特困", "高龄补贴", "农补", "征地",
    "一卡通", "扶贫", "乡村振兴", "社会保险", "土地承包", "政府采购", "行政处罚", "申请人", "公示", "办法",
    "通知",
)  # fmt: skip
QUESTIONS = ("{}怎么申请？", "{}要什么条件", "申请{}需要哪些材料？", "{}标准是多少")


def measure(large: bool = False) -> dict[str, Any]:
    """Milliseconds of each kind, uncached, the fastest of three; `found` is of what was typed alone."""
    with scratch_database():
        loaded = load(short(MANY if large else RECORDS))
        load_synonyms()
        asked = words(texts())
        return {
            "database": connection.vendor,
            "cores": os.cpu_count(),
            "import": loaded,
            "found": timed(lambda typed: search(Query(words=typed, facets=True)), asked),
            "visitor": timed(visit, asked),
            "visitor_subjects": timed(visit, SUBJECTS),
            "questions": timed(visit, [form.format(one) for one in SUBJECTS[:12] for form in QUESTIONS]),
            "pinyin": timed(visit, [spelt(one) for one in asked[:TRIED]]),
            "mistyped": timed(visit, [mistyped(one) for one in asked[:TRIED]]),
            "all_newest": timed(visit, [""]),
            "suggestions": timed(suggested, [one[:length] for one in asked for length in (1, 2)]),
            "suggestions_pinyin": timed(
                suggested, ["".join(sound_of(one).tokens)[:4] for one in asked[:TRIED]]
            ),
        }


def short(count: int) -> Iterator[Entry]:
    """Records of about the length of a notice, each a piece of a chapter under its title and a number."""
    rows = texts()
    for number in range(1, count + 1):
        title, text = rows[number % len(rows)]
        start = number * 131 % max(1, len(text) - LETTERS)
        yield entry(number, f"{title}（{number}）", text[start : start + LETTERS])


def words(rows: list[tuple[str, str]]) -> list[str]:
    """Words of two to four characters out of texts."""
    dice = random.Random(7)  # noqa: S311  repeatable, not secret

    def each() -> Iterator[str]:
        while True:
            runs = [run for run in RUN.findall(normal(dice.choice(rows)[1])) if len(run) > 3]
            runs = [run for run in runs if not is_letter(run[0])]
            if runs:
                yield cut(dice, dice.choice(runs))

    return list(islice(each(), ASKED))


def spelt(word: str) -> str:
    return "".join(sound_of(word).tokens)


def mistyped(word: str) -> str:
    """The word with its last character changed for one that is in no word."""
    return word[:-1] + "鑫"


def visit(typed: str) -> object:
    return find(Query(words=typed, facets=True))


def suggested(typed: str) -> object:
    return suggestions(typed, ((one.name, "/") for one in Organisation.objects.all()))


def timed(run: Callable[[str], object], asked: Sequence[str]) -> dict[str, Any]:
    return spread([best(run, one) for one in asked]) if len(asked) > 1 else {"p50": best(run, asked[0])}
