"""Puts a report together from the flow: one for every table three, or one without tables."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mingbai.report_check.extraction import four, three, two
from mingbai.report_check.extraction.found import FoundTable
from mingbai.report_check.extraction.sections import places, prose, sections_of
from mingbai.report_check.extraction.title import best_title, published_in, titles_in
from mingbai.report_check.flow import CELL, PICTURE, ROW, plain
from mingbai.report_check.form.forms import Tables
from mingbai.report_check.report import PROSE, UNKNOWN, Report

NAMES = {"two": "表二", "three": "表三", "four": "表四"}
# the sections in which the tables stand
SECTIONS = {"two": 2, "three": 3, "four": 4}
_ABOUT = re.compile(r"信息公开|政务公开|依申请公开")
_BEGIN = re.compile(r"^\W*一\W{0,3}总\s*体\s*情\s*况", re.MULTILINE)
# A number and the heading after it, in text that has lost its line ends.
_GLUED = re.compile(r"(?<=\d)(?=[一二三四五六]、)")
_TABLE = re.compile(rf"^{ROW}[^\n]*(?:\n{ROW}[^\n]*)*", re.MULTILINE)
MOST_LABELS, LONGEST_LABEL = 6, 20  # of tables that are none of the form
LEAST_PROSE = 60  # characters below which nothing was said


def reports_in(flow: str, hints: Mapping[str, str], filename: str) -> list[Report]:
    """At least one report; several when the flow holds several tables three."""
    flow = "\n".join(one if one.startswith(ROW) else _GLUED.sub("\n", one) for one in flow.split("\n"))
    parts = _parts(flow, three.find_all(flow))
    return [
        _report(part, hints if number == 0 else {}, filename if len(parts) == 1 else "")
        for number, part in enumerate(parts)
    ]


def _parts(flow: str, tables: list[FoundTable]) -> list[str]:
    """The flow cut so that every part has one table three."""
    cuts = [0]
    for before, after in zip(tables, tables[1:], strict=False):
        cuts.append(before.end + _cut(flow[before.end : after.start]))
    return [flow[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(flow)], strict=True)]


def _cut(between: str) -> int:
    """Where the next report begins: at its title, its first section, or at once."""
    titles = [at for at, _ in titles_in(between)]
    if titles:
        return titles[-1]
    begun = list(_BEGIN.finditer(between))
    return begun[-1].start() if begun else 0


def _report(flow: str, hints: Mapping[str, str], filename: str) -> Report:
    report = Report()
    spans = _take_tables(report, flow)
    at = places(prose(flow, spans))
    words = prose(flow, spans)
    report.text = words
    report.sections = sections_of(words, at)
    title = best_title(re.sub(rf"[{PICTURE}]", " ", flow), hints, filename)
    report.title, report.organisation, report.year = title.text, title.organisation, title.year
    report.published_on = _sound(published_in(flow, hints), report.year)
    _note_missing(report, flow, at)
    _note_others(report, flow, spans)
    _take_form(report, words)
    return report


def _take_tables(report: Report, flow: str) -> list[tuple[int, int]]:
    """Fill the report's tables; returns the places they take in the flow."""
    threes = three.find_all(flow)
    third = threes[0] if threes else None
    second = two.find(flow, 0, third.start if third else len(flow))
    fourth = four.find(flow, third.end if third else (second.end if second else 0), len(flow))
    fourth = fourth if fourth and fourth.rows else None
    report.tables = Tables(
        second.rows if second else {},
        third.rows if third else {},
        fourth.rows[four.KEY] if fourth else [],
    )
    forms = [one.form for one in (second, third) if one and one.form]
    report.form = forms[0] if forms else UNKNOWN
    taken = [one for one in (second, third, fourth) if one]
    for one in taken:
        report.faults += one.faults
        report.unread += one.unread
        report.unsure |= one.unsure
    return [(one.start, one.end) for one in taken]


def _note_missing(report: Report, flow: str, at: dict[int, tuple[int, int]]) -> None:
    """Say of every table that was not found whether a picture stands in its place."""
    missing = [name for name in NAMES if not getattr(report.tables, name)]
    for name in missing:
        if PICTURE in _place(flow, at, SECTIONS[name], whole=len(missing) == len(NAMES)):
            report.pictures.add(name)
            report.unread.append(f"{NAMES[name]}是图片，没有读到。")
        else:
            report.unread.append(f"没有找到{NAMES[name]}。")
    for name in NAMES.keys() - set(missing):
        if _is_blank(report, name):
            report.unread.append(f"{NAMES[name]}的单元格全是空的，没有读到数字。")


def _note_others(report: Report, flow: str, spans: list[tuple[int, int]]) -> None:
    """Where a table is missing, say which tables there are instead, so that nobody thinks none was seen."""
    missing = [words for name, words in NAMES.items() if not getattr(report.tables, name)]
    others = [
        one for one in _TABLE.finditer(flow) if not any(a < one.end() and one.start() < b for a, b in spans)
    ]
    if not missing or not others:
        return
    labels = dict.fromkeys(label for one in others for label in _labels(one[0]))
    said = (
        f"读到 {len(others)} 个表格，都不像"
        if len(missing) == len(NAMES)
        else f"另有 {len(others)} 个表格，不像"
    )
    rows = "，行名有：" + "、".join(f"“{one}”" for one in list(labels)[:MOST_LABELS]) if labels else ""
    report.unread.append(f"{said}{'、'.join(missing)}{rows}。")


def _labels(table: str) -> Iterator[str]:
    """What stands first in each row, where it is words."""
    for line in table.splitlines():
        label = plain(line.removeprefix(ROW).split(CELL)[0])
        if re.search(r"[^\W\d_]", label):
            yield label[:LONGEST_LABEL]


def _place(flow: str, at: dict[int, tuple[int, int]], number: int, *, whole: bool) -> str:
    """The part of the flow in which a table has to stand; everything when no heading was found."""
    if number not in at:
        return flow if whole and not at else ""
    later = [begin for other, (begin, _) in at.items() if other > number]
    return flow[at[number][1] : min(later, default=len(flow))]


def _is_blank(report: Report, name: str) -> bool:
    table = getattr(report.tables, name)
    cells = table if name == "four" else [cell for row in table.values() for cell in row]
    return all(cell is None for cell in cells)


def _take_form(report: Report, words: str) -> None:
    said = plain(words)
    if report.has_tables:
        report.form = report.form if report.form != UNKNOWN else ("2021" if report.tables.four else UNKNOWN)
    elif report.pictures:
        report.form = UNKNOWN
    elif _ABOUT.search(said) and "报告" in said + report.title and len(said) >= LEAST_PROSE:
        report.form = PROSE


def _sound(day: date | None, year: int | None) -> date | None:
    """A day before the year it reports on belongs to something else on the page."""
    return None if day and year and day.year < year else day
