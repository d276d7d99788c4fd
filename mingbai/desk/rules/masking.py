"""Masking personal data in a title and a body at one press."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingbai.checks.findings import NOTE
from mingbai.checks.masking import mask_value
from mingbai.checks.personal_data import find
from mingbai.checks.rules.table_names import name_cells, text_of
from mingbai.checks.subject import tables_of
from mingbai.desk.rules.spans import Span, cell_with, masked

MASKABLE = ("title", "body", "table")


def may_mask(finding: Mapping[str, Any]) -> bool:
    """Whether a finding is personal data in the text itself; files must be corrected and uploaded again."""
    return finding["kind"] == "personal_data" and finding["where"].split(" ")[0] in MASKABLE


def mask_finding(title: str, body: str, plain: str, finding: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body with the value of one finding masked. `plain` is the plain text the check read."""
    span, rule, where = Span(finding["start"], finding["end"]), finding["rule"], finding["where"]
    if where == "title":
        value = title[span.start : span.end]
        return title[: span.start] + mask_value(rule, value) + title[span.end :], body
    if where == "body":
        return title, masked(body, [(span, mask_value(rule, plain[span.start : span.end]))])
    return title, _table(body, int(where.split(" ")[1]), span, rule)


def _table(body: str, number: int, span: Span, rule: str) -> str:
    table = tables_of(body)[number - 1]
    # One finding about names stands for the whole column.
    named = {Span(hit.start, hit.end) for hit in name_cells(table)} if rule == "name" else set()
    return _cells(body, number, text_of(table), {span} | named, rule)


def _cells(body: str, number: int, text: str, spans: set[Span], rule: str) -> str:
    """From the last to the first, so that the offsets of those before still hold."""
    for span in sorted(spans, reverse=True):
        body = cell_with(body, number, span, mask_value(rule, text[span.start : span.end]))
    return body


def mask_all(
    title: str, body: str, plain: str, *, rule: str, today: date, telephones: frozenset[str]
) -> tuple[str, str]:
    """Title and body with every value of one rule masked. `plain` is the body's plain text."""

    def spans(text: str) -> set[Span]:
        hits = find(text, today, telephones)
        return {Span(hit.start, hit.end) for hit in hits if hit.rule == rule and hit.severity != NOTE}

    for span in sorted(spans(title), reverse=True):
        title = title[: span.start] + mask_value(rule, title[span.start : span.end]) + title[span.end :]
    body = masked(body, [(one, mask_value(rule, plain[one.start : one.end])) for one in spans(plain)])
    for number, table in enumerate(tables_of(body) if "<table" in body else (), 1):
        text = text_of(table)
        named = {Span(hit.start, hit.end) for hit in name_cells(table)} if rule == "name" else set()
        body = _cells(body, number, text, spans(text) | named, rule)
    return title, body
