"""From a document to its tasks."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mingbai.documents.document import Document
from mingbai.plans.reader.collecting import Collector
from mingbai.plans.reader.directory import Directory
from mingbai.plans.reader.furniture import without_furniture
from mingbai.plans.reader.lines import Line, Part, parts_of
from mingbai.plans.reader.lists import put_right
from mingbai.plans.reader.outline import outline
from mingbai.plans.reader.stacked import with_stacked_tables
from mingbai.plans.reader.tasks import Reading
from mingbai.plans.reader.titling import Titles
from mingbai.plans.reader.writing import write

_YEAR = re.compile(r"(20\d\d)\s*(?:年|[〕\]）)】])")
_REPORT = re.compile(r"报告|总结|(?:落实|完成|进展)情况")
PREAMBLE = 3  # lines searched for the year when neither title nor date tells


def read(document: Document, directory: Directory | None = None) -> Reading:
    """The tasks the document asks for, in its order; never raises for any text."""
    parts = put_right(with_stacked_tables(parts_of(document)))
    chapters = without_furniture(parts, document)
    year = year_of(document, parts)
    collector = Collector(Titles(document.headings), _REPORT.search(document.title or "") is not None)
    tasks = tuple(write(draft, year) for chapter in chapters for draft in collector.drafts(outline(chapter)))
    reading = Reading(document.title, document.organisation, year, tasks)
    return matched(reading, directory)


def year_of(document: Document, parts: list[Part]) -> int | None:
    """Of the title, else the document number, the dates, at last the preamble's most frequent year."""
    for text in (document.title, document.document_number):
        if found := _YEAR.search(text or ""):
            return int(found[1])
    for day in (document.written_on, document.printed_on):
        if day:
            return day.year
    lines = [part.text for part in parts[:PREAMBLE] if isinstance(part, Line)]
    years = Counter(int(year) for year in _YEAR.findall("\n".join(lines)))
    return years.most_common(1)[0][0] if years else None


def matched(reading: Reading, directory: Directory | None) -> Reading:
    """The same reading, its units matched to organisations; what no organisation answers to is listed."""
    printed = dict.fromkeys(unit for task in reading.tasks for unit in (*task.lead, *task.support))
    if directory is None:
        return replace(reading, unmatched_units=tuple(printed))
    codes = {unit: directory.match(unit, reading.organisation) for unit in printed}
    tasks = tuple(
        replace(
            task,
            lead_organisations=_codes(task.lead, codes),
            support_organisations=_codes(task.support, codes),
        )
        for task in reading.tasks
    )
    unmatched = tuple(unit for unit in printed if not codes[unit])
    return replace(reading, tasks=tasks, unmatched_units=unmatched)


def _codes(units: Iterable[str], codes: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for unit in units for code in codes[unit]))
