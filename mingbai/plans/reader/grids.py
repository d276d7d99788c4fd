"""Tasks out of a table: 任务 | 责任单位 | 完成时限, 牵头单位 | 配合单位, merged cells, rows of headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mingbai.plans.reader import columns as cols
from mingbai.plans.reader import responsibility, units
from mingbai.plans.reader.columns import Columns, columns_of
from mingbai.plans.reader.duty import asks
from mingbai.plans.reader.lines import Cell, Grid
from mingbai.plans.reader.marks import Mark, mark_of
from mingbai.plans.reader.masking import flat
from mingbai.plans.reader.responsibility import Group, Responsibility, decide
from mingbai.plans.reader.writing import Draft, Place

_NOTE = re.compile(r"^(?:备?注|说明|合计|总计|小计|总分)\s*[:：\d]*")
_DITTO = {"同上", "〃", "″"}
_ITEMS = re.compile(r"(?:^|(?<=[。；;\n]))\s*(?=(?:\d{1,2}\s*[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]))")


@dataclass(slots=True)
class _Row:
    """One task as a row tells it; rows below a merged task cell add their units to `groups`."""

    place: Place
    text: str
    sources: list[str]
    last: int = 0
    groups: list[Group] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)


def drafts_of(grid: Grid, place: Place) -> Iterator[Draft]:
    """In the table's order; nothing for a table that assigns no tasks."""
    columns = columns_of(grid)
    for row in _rows(grid, columns, place) if columns else ():
        yield from _drafts(row, has_units=bool(columns and _named(columns)))


def _named(columns: Columns) -> list[int]:
    return columns.of(cols.LEAD) + columns.of(cols.CHARGE) + columns.of(cols.SUPPORT)


def _rows(grid: Grid, columns: Columns, place: Place) -> list[_Row]:
    found: list[_Row] = []
    under = place
    headers = {tuple(cell.text for cell in row) for row in grid.rows[: columns.body]}
    body = zip(grid.rows[columns.body :], grid.printed[columns.body :], strict=True)
    for at, (row, printed) in enumerate(body):
        if tuple(cell.text for cell in row) in headers or _NOTE.match(printed.strip()):
            continue
        if (title := _title(row)) is not None:
            under = _under(place, title)
        elif found and _goes_on(row, columns):
            _add(found[-1], row, columns, printed, at)
        elif task := _task(row, columns, under, printed):
            task.last = at
            _fill(task, row, columns, found)
            found.append(task)
    return found


def _title(row: tuple[Cell, ...]) -> str | None:
    """The only words of a row that stretches over the table, or has nothing else in it."""
    texts = {cell.text for cell in row if cell.text.strip() and not flat(cell.text).isdecimal()}
    own = [cell for cell in row if cell.text.strip() and not cell.carried]
    if len(texts) == 1 and len(own) == 1 and len(row) > 1:
        text = own[0].text
        return text if len(text) <= 80 or mark_of(text) else None
    return None


def _under(place: Place, title: str) -> Place:
    text, who = responsibility.take(title)
    mark = mark_of(text)
    heading = (mark.rest if mark else text).rstrip("。：:")
    path = place.path + (mark.printed if mark else "")
    return Place(path, (*place.headings, heading) if heading else place.headings, who or place.who)


def _goes_on(row: tuple[Cell, ...], columns: Columns) -> bool:
    """The task's cell is merged with the one above: only units or terms are new."""
    texts = columns.of(cols.TEXT)
    return all(row[at].carried or not row[at].text.strip() for at in texts) and row[texts[-1]].carried


def _add(task: _Row, row: tuple[Cell, ...], columns: Columns, printed: str, at: int) -> None:
    """The row is part of the passage as long as none stands between."""
    if at == task.last + 1:
        task.sources.append(printed)
        task.last = at
    fresh = tuple(Cell("") if cell.carried else cell for cell in row)
    _fill(task, fresh, columns, [])


def _task(row: tuple[Cell, ...], columns: Columns, place: Place, printed: str) -> _Row | None:
    """The last text column is the task; what stands before it are headings."""
    texts = [at for at in columns.of(cols.TEXT) if row[at].text.strip()]
    if not texts:
        return None
    main = texts[-1]
    marks: list[str] = []
    headings = list(place.headings)
    for at, role in enumerate(columns.roles[: main + 1]):
        cell = row[at].text.strip()
        if not cell or (at and role != cols.NUMBER and at != main and cell == row[at - 1].text.strip()):
            continue
        if role == cols.NUMBER:
            marks.append(flat(cell))
        elif role in (cols.GROUP, cols.TEXT) and at != main:
            mark = mark_of(cell)
            _note(marks, mark)
            headings.append(" ".join((mark.rest if mark else cell).split()).rstrip("。：:"))
    text = row[main].text.strip()
    items = _items(text)
    if len(items) == 1:
        mark = mark_of(text)
        _note(marks, mark)
        text = mark.rest if mark else text
    return _Row(Place(place.path + "".join(marks), tuple(headings), place.who), text, [printed])


def _note(marks: list[str], mark: Mark | None) -> None:
    """Adds a printed number; the same number in the column 序号 before it is one and the same."""
    if mark is None:
        return
    if marks and marks[-1].rstrip(".、．") == str(mark.number):
        marks.pop()
    marks.append(mark.printed)


def _fill(task: _Row, row: tuple[Cell, ...], columns: Columns, before: Sequence[_Row]) -> None:
    for role, part in (
        (cols.LEAD, responsibility.LEAD),
        (cols.CHARGE, responsibility.CHARGE),
        (cols.SUPPORT, responsibility.SUPPORT),
    ):
        for at in columns.of(role):
            cell = row[at].text
            if flat(cell) in _DITTO and before:
                task.groups += [group for group in before[-1].groups if group[0] == part]
            elif cell.strip():
                _name(task, cell, part)
    for at in columns.of(cols.LIMIT):
        cell = row[at].text.strip()
        task.limits += before[-1].limits if cell in _DITTO and before else [cell] if cell else []


def _name(task: _Row, cell: str, part: str) -> None:
    """A cell of units; it may tell the parts apart itself (牵头：…；配合：…)."""
    told = responsibility.parse(cell) if re.search(r"牵头|配合|负责|[:：]", cell) else None
    if told:
        task.groups += told[0]
        task.limits += told[1]
    elif named := units.split(cell):
        task.groups.append((part, named))


def _items(text: str) -> list[str]:
    """1.… 2.… in one cell are tasks of their own."""
    pieces = [piece.strip() for piece in _ITEMS.split(text) if piece.strip()]
    marks = [mark_of(piece) for piece in pieces]
    counted = [mark.number for mark in marks if mark]
    if len(counted) > 1 and counted == list(range(1, len(counted) + 1)):
        return pieces
    return [text]


def _drafts(row: _Row, has_units: bool) -> Iterator[Draft]:
    text, said = responsibility.take(row.text)
    own = decide(row.groups, row.limits) if row.groups or row.limits else said
    if said and row.groups:
        own = replace(own, limits=(*own.limits, *said.limits))
    pieces = _items(text)
    if len(pieces) > 1:
        yield from _split(row, pieces, own)
    elif text and (own or has_units or asks(text)):
        yield Draft(row.place.path, row.place.headings, text, "\n".join(row.sources), own, row.place.who)


def _split(row: _Row, pieces: Sequence[str], own: Responsibility) -> Iterator[Draft]:
    headings = row.place.headings
    for piece in pieces:
        mark = mark_of(piece)
        if mark is None:
            headings = (*headings, piece.rstrip("。：:")) if len(piece) <= 40 else headings
            continue
        text, said = responsibility.take(mark.rest)
        who = said or own
        if text:
            yield Draft(row.place.path + mark.printed, headings, text, piece, who, row.place.who)
