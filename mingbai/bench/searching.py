"""How fast records are found, beside a bare tantivy index of the same pairs in the same run."""

import gzip
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings
from django.db import connection

from mingbai.organisations.models import Kind, Organisation
from mingbai.search.actions import put, put_many, remove
from mingbai.search.backends import backend, sounds
from mingbai.search.entries import PUBLIC, Entry
from mingbai.search.queries import NEWEST, Query, look_up, search
from mingbai.search.text.folding import RUN, is_letter, normal
from mingbai.search.text.tokens import phrase, tokens

CHAPTERS, MILLION = 16_167, 1_000_000
ASKED = 200  # queries per class
ROUNDS = 3  # times each query is asked; the fastest counts
PER_TRANSACTION = 5_000
LAST_DAY = date(2026, 11, 1)
FILTERS: dict[str, Any] = {"validity": "有效", "since": date(2012, 1, 1)}
VILLAGES: list[Organisation] = []
FACETED = ("organisation_path", "field", "theme", "validity", "year")

Timings = dict[str, Any]


def measure(large: bool = False) -> dict[str, Any]:
    """Import rate, index size, latency per class of query (milliseconds), each beside tantivy.

    Runs in a database of its own beside the one of DATABASE_URL, which is removed afterwards.
    `large` varies the texts to a million records.
    """
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        entries = varied(MILLION) if large else chapters()
        loaded = load(entries())
        rival = Rival(Path(folder), entries())
        sample = list(islice(entries(), CHAPTERS))
        return {
            "database": connection.vendor,
            "cores": os.cpu_count(),
            "records": loaded["records"],
            "texts": "law chapters" if source().exists() else "generated",
            "import": loaded,
            "tantivy_import": rival.loaded,
            "one_entry": one_entry(sample[0]),
            "queries": dict(compared(rival, sample)),
        }


@contextmanager
def scratch_database() -> Iterator[None]:
    """An empty database with our tables, made as the tests make theirs."""
    test = connection.settings_dict["TEST"]
    with tempfile.TemporaryDirectory(dir=os.environ.get("MINGBAI_BENCH_DIR")) as folder:
        test["MIGRATE"] = False
        if connection.vendor == "sqlite":
            test["NAME"] = str(Path(folder) / "bench.sqlite3")
        old_name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            with connection.schema_editor() as editor:
                backend().create(editor.execute)
                sounds.create(editor.execute)
            found_county()
            yield
        finally:
            connection.creation.destroy_test_db(old_name, verbosity=0)


def found_county() -> None:
    """Six townships with ten villages each; filters ask for the first township."""
    county = Organisation.add_root(code="C", kind=Kind.COUNTY, name="县", slug="c")
    for n in range(6):
        town = county.add_child(code=f"T{n}", kind=Kind.TOWNSHIP, name=f"第{n}乡", slug=f"t{n}")
        for m in range(10):
            name = f"{town.name}第{m}村"
            town.add_child(code=f"V{n}{m}", kind=Kind.VILLAGE, name=name, slug=f"v{n}{m}")
    FILTERS["organisation_path"] = county.get_children()[0].path
    VILLAGES[:] = Organisation.objects.filter(kind=Kind.VILLAGE).order_by("path")


# -- texts ------------------------------------------------------------------


def source() -> Path:
    folder = os.environ.get("MINGBAI_SHARED", settings.BASE_DIR.parent / "shared")
    return Path(folder) / "data" / "law_chapters.jsonl.gz"


def texts() -> list[tuple[str, str]]:
    """(title, text) of the chapters of laws where present, else of invented ones."""
    if not source().exists():
        return [invented(n) for n in range(CHAPTERS)]
    with gzip.open(source(), "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [(row["title"], row["text"]) for row in rows]


def invented(number: int) -> tuple[str, str]:
    """Words of a fixed vocabulary in about the proportions of a language."""
    dice = random.Random(number)  # noqa: S311  repeatable, not secret
    vocabulary = [chr(0x4E00 + n * 7 % 3000) + chr(0x4E00 + n * 13 % 3000) for n in range(4000)]
    words = [vocabulary[min(int(dice.paretovariate(0.7)), 3999)] for _ in range(600)]
    lines = ["".join(words[at : at + 12]) for at in range(10, 600, 12)]
    return "".join(words[:6]), "。\n".join(lines)


def chapters() -> Callable[[], Iterator[Entry]]:
    rows = texts()
    return lambda: (entry(number, *row) for number, row in enumerate(rows, 1))


def varied(count: int) -> Callable[[], Iterator[Entry]]:
    """As many records as asked for: each one chapter with some of its paragraphs, in another order."""
    rows = texts()

    def each() -> Iterator[Entry]:
        for number in range(1, count + 1):
            title, text = rows[number % len(rows)]
            paragraphs = text.split("\n\n")
            dice = random.Random(number)  # noqa: S311  repeatable, not secret
            chosen = dice.sample(paragraphs, max(1, len(paragraphs) // 2))
            yield entry(number, f"{title}（{number}）", "\n\n".join(chosen))

    return each


def entry(number: int, title: str, text: str) -> Entry:
    """A record of one of 60 organisations, each with four themes of its own; spread over 20 years."""
    organisation, theme = number % 60, (number % 60 * 7 + number // 60 % 4) % 22
    village = VILLAGES[organisation]
    day = LAST_DAY - timedelta(days=number * 7919 % 7300)
    return Entry(
        book=PUBLIC,
        record_id=number,
        index_number=f"MB-{day.year}-{number:07}",
        title=title,
        document_number=f"明政发〔{day.year}〕{number}号",
        text=text,
        organisation_path=village.path,
        organisation_id=village.pk,
        organisation_name=village.name,
        field=f"领域{(theme * 3 + number // 240 % 2) % 26}",
        theme=f"主题{theme}",
        genre="通知",
        openness="主动公开",
        validity=("有效", "有效", "有效", "有效", "失效", "废止")[number // 7 % 6],
        state="published",
        day=day,
        url=f"/records/{number}/",
    )


# -- writing ----------------------------------------------------------------


def load(entries: Iterator[Entry]) -> dict[str, Any]:
    begun, records = time.perf_counter(), 0
    while chunk := list(islice(entries, PER_TRANSACTION)):
        records += put_many(chunk)
    seconds = time.perf_counter() - begun
    backend().tidy(PUBLIC)
    return {
        "records": records,
        "seconds": round(seconds, 1),
        "per_second": round(records / seconds),
        "tidy_seconds": round(time.perf_counter() - begun - seconds, 1),
        "index_megabytes": round(backend().size(PUBLIC) / 1e6, 1),
    }


def one_entry(model: Entry) -> dict[str, Timings]:
    """Each in a transaction of its own, committed."""
    new = [replace(model, record_id=5_000_000 + n) for n in range(50)]
    changed = [replace(one, title=one.title + "（修订）") for one in new]
    return {
        "put": spread([milliseconds(put, one) for one in new]),
        "replace": spread([milliseconds(put, one) for one in changed]),
        "remove": spread([milliseconds(remove, PUBLIC, one.record_id) for one in new]),
    }


# -- asking -----------------------------------------------------------------


def queries(sample: list[Entry], words: int) -> list[str]:
    """As many words of two to four characters, all from one text, so that there is something to find."""
    dice = random.Random(words)  # noqa: S311  repeatable, not secret
    asked: list[str] = []
    while len(asked) < ASKED:
        runs = [run for run in RUN.findall(normal(dice.choice(sample).text)) if len(run) > 3]
        runs = [run for run in runs if not is_letter(run[0])]
        if len(runs) >= words:
            asked.append(" ".join(cut(dice, run) for run in dice.sample(runs, words)))
    return asked


def cut(dice: random.Random, run: str) -> str:
    length = dice.choice((2, 2, 3, 4))
    start = dice.randrange(len(run) - length + 1)
    return run[start : start + length]


CLASSES: dict[str, dict[str, Any]] = {
    "plain": {},
    "newest": {"order": NEWEST},
    "filters": FILTERS,
    "facets": {"facets": True},
    "filters_facets": {**FILTERS, "facets": True},
}


def compared(rival: "Rival", sample: list[Entry]) -> Iterator[tuple[str, Timings]]:
    """Both answer each query in turn, so that whatever else the machine does meets both."""
    for words in (1, 2, 3):
        asked = queries(sample, words)
        for name, options in CLASSES.items():
            spent: dict[str, list[float]] = {name: [] for name in ("ours", "tantivy", *LOOKUPS)}
            for typed in asked:
                query = Query(words=typed, **options)
                asked_of_rival = (typed, "since" in options, query.facets)
                spent["ours"].append(best(search, query))
                spent["tantivy"].append(best(rival.search, *asked_of_rival))
                spent["our_lookup"].append(best(look_up, query))
                spent["tantivy_lookup"].append(best(rival.look_up, *asked_of_rival))
            yield f"{words}_words_{name}", with_ratios({part: spread(times) for part, times in spent.items()})


LOOKUPS = ("our_lookup", "tantivy_lookup")


def with_ratios(row: Timings) -> Timings:
    """`p95_ratio` is of whole searches, ours with snippets and marked titles, tantivy's with titles as
    they are; `lookup_p95_ratio` of the index alone: which rows, how many, and the facets."""
    ours, theirs = (row[part]["p95"] for part in LOOKUPS)
    row["p95_ratio"] = round(row["ours"]["p95"] / row["tantivy"]["p95"], 2)
    row["lookup_p95_ratio"] = round(ours / theirs, 2)
    return row


def best(run: Callable[..., object], *arguments: Any) -> float:
    return min(milliseconds(run, *arguments) for _ in range(ROUNDS))


def milliseconds(run: Callable[..., object], *arguments: Any) -> float:
    begun = time.perf_counter()
    run(*arguments)
    return (time.perf_counter() - begun) * 1000


def spread(spent: list[float]) -> Timings:
    p95 = statistics.quantiles(spent, n=20)[-1]
    return {"p50": round(statistics.median(spent), 3), "p95": round(p95, 3), "max": round(max(spent), 3)}


class Rival:
    """A bare pair index in tantivy: titles and texts as the same tokens, no snippets, ranked by BM25."""

    def __init__(self, folder: Path, entries: Iterator[Entry]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", tokenizer_name="whitespace")
        builder.add_text_field("text", tokenizer_name="whitespace")
        builder.add_text_field("shown", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("below", tokenizer_name="whitespace", index_option="basic")
        for name in FACETED[:-1]:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, str(folder))
        self.loaded = self._load(entries)
        self.index.reload()
        self.searcher = self.index.searcher()

    def _load(self, entries: Iterator[Entry]) -> dict[str, Any]:
        begun = time.perf_counter()
        writer = self.index.writer(200_000_000, 1)
        for one in entries:
            writer.add_document(_document(one))
        writer.commit()
        writer.wait_merging_threads()
        return {"seconds": round(time.perf_counter() - begun, 1)}

    def search(self, typed: str, filtered: bool, faceted: bool) -> list[str]:
        hits = self.look_up(typed, filtered, faceted).hits
        return [self.searcher.doc(address)["shown"][0] for _, address in hits]

    def look_up(self, typed: str, filtered: bool, faceted: bool) -> tantivy.SearchResult:
        query = self._query(typed, filtered)
        result = self.searcher.search(query, 20, count=True)
        if faceted:
            self.searcher.aggregate(query, {name: {"terms": {"field": name}} for name in FACETED})
        return result

    def _query(self, typed: str, filtered: bool) -> tantivy.Query:
        phrases = (f'"{" ".join(phrase(word).tokens)}"' for word in typed.split(" "))
        wanted = self.index.parse_query(" AND ".join(phrases), ["title", "text"])
        if not filtered:
            return wanted
        since = int(FILTERS["since"].strftime("%Y%m%d"))
        musts = [
            wanted,
            tantivy.Query.term_query(self.schema, "below", FILTERS["organisation_path"]),
            tantivy.Query.term_query(self.schema, "validity", FILTERS["validity"]),
            tantivy.Query.range_query(self.schema, "day", tantivy.FieldType.Integer, since, 99991231),
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, must) for must in musts])


def _document(one: Entry) -> tantivy.Document:
    path = one.organisation_path
    return tantivy.Document(
        title=" ".join(tokens(normal(one.title))),
        text=" ".join(tokens(normal(one.text))),
        shown=one.title,
        below=" ".join(path[:end] for end in range(4, len(path) + 1, 4)),
        organisation_path=path,
        field=one.field,
        theme=one.theme,
        validity=one.validity,
        year=one.day.year,
        day=int(one.day.strftime("%Y%m%d")),
    )
