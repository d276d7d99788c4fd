"""Bases and limits that were repealed and are still quoted; which ones is data."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mingbai.report_check.findings import ERROR, Finding
from mingbai.report_check.report import Report
from mingbai.report_check.rules.prose import Sentence, sentences_of


@dataclass(frozen=True, slots=True)
class Quote:
    """`since` is the first year whose report must not quote it."""

    key: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    since: int
    right: str
    why: str


@cache
def quotes() -> tuple[Quote, ...]:
    text = resources.files("mingbai.report_check").joinpath("data/repealed.toml").read_text("utf-8")
    return tuple(
        Quote(
            one["key"],
            re.compile(one["pattern"]),
            re.compile(one["unless"]) if "unless" in one else None,
            one["since"],
            one["right"],
            one["why"],
        )
        for one in tomllib.loads(text)["quote"]
    )


def repealed_basis(report: Report) -> Iterator[Finding]:
    """Each repealed basis once, where it first stands."""
    if report.year is None:
        return
    sentences = sentences_of(report)
    for quote in quotes():
        if report.year >= quote.since and (found := _first(quote, sentences)):
            sentence, words = found
            text = f"“{words}”：{quote.why}。请改为“{quote.right}”或删去。原句：{sentence.excerpt}"
            yield Finding("repealed_basis", sentence.place, quote.right, words, ERROR, text)


def _first(quote: Quote, sentences: list[Sentence]) -> tuple[Sentence, str] | None:
    for sentence in sentences:
        if quote.unless is not None and quote.unless.search(sentence.text):
            continue
        if found := quote.pattern.search(sentence.text):
            return sentence, found[0]
    return None
