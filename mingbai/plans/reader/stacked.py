"""Tables that text extraction left as one cell per line: 序号, 任务, 责任单位 …, then row by row."""

from collections.abc import Sequence

from mingbai.plans.reader import columns as cols
from mingbai.plans.reader.columns import guess, role_of
from mingbai.plans.reader.lines import Cell, Grid, Line, Part
from mingbai.plans.reader.masking import flat

_LONGEST_HEADING = 8
_FEWEST, _MOST = 3, 8  # columns


def with_stacked_tables(parts: Sequence[Part]) -> list[Part]:
    """The same parts, such runs of lines made into grids; only tables that count their rows from 1."""
    result: list[Part] = []
    at = 0
    while at < len(parts):
        roles = _headings(parts, at)
        rows, end = _rows(parts, at + len(roles), roles) if roles else ([], at)
        if rows:
            result.append(_grid([_texts(parts[at : at + len(roles)]), *rows], roles))
            at = end
        else:
            result.append(parts[at])
            at += 1
    return result


def _headings(parts: Sequence[Part], at: int) -> list[str]:
    """The roles of the headings that begin here with 序号; none when it is no task table."""
    roles: list[str] = []
    for part in parts[at : at + _MOST]:
        text = flat(part.text) if isinstance(part, Line) else ""
        role = role_of(text) if len(text) <= _LONGEST_HEADING else None
        if role is None or (not roles and role != cols.NUMBER):
            break
        roles.append(role)
    named = {cols.LEAD, cols.CHARGE, cols.LIMIT} & set(roles)
    return roles if len(roles) >= _FEWEST and cols.TEXT in roles and named else []


def _rows(parts: Sequence[Part], start: int, roles: Sequence[str]) -> tuple[list[list[str]], int]:
    """The rows 1, 2, 3 … as their lines, and where they end; the last one takes as many lines as it may."""
    rows: list[list[str]] = []
    at = start
    while at < len(parts) and _number(parts[at]) == len(rows) + 1:
        end = at + 1
        while end < len(parts) and isinstance(parts[end], Line) and _number(parts[end]) != len(rows) + 2:
            end += 1
        is_last = end >= len(parts) or _number(parts[end]) is None
        end = min(end, at + len(roles)) if is_last else end
        if is_last and roles[-1] == cols.LIMIT and guess(_texts(parts[end - 1 : end])) == cols.CHARGE:
            end -= 1  # the signature below the table
        rows.append(_texts(parts[at:end]))
        at = end
    return rows, at


def _number(part: Part) -> int | None:
    text = flat(part.text).rstrip(".、．") if isinstance(part, Line) else ""
    return int(text) if text.isdecimal() and len(text) <= 3 else None


def _texts(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Line)]


def _grid(rows: Sequence[list[str]], roles: Sequence[str]) -> Grid:
    placed = [rows[0], *(_placed(row, roles) for row in rows[1:])]
    return Grid(
        tuple(tuple(Cell(text) for text in row) for row in placed), tuple("\n".join(row) for row in rows)
    )


def _placed(row: list[str], roles: Sequence[str]) -> list[str]:
    """One text per column: surplus lines belong to the task, what is missing is told by the content."""
    width, main = len(roles), max(at for at, role in enumerate(roles) if role == cols.TEXT)
    surplus = len(row) - width
    if surplus >= 0:
        return [*row[:main], "\n".join(row[main : main + surplus + 1]), *row[main + surplus + 1 :]]
    cells = [row[0]] + [""] * (width - 1)
    column = 1
    for position, text in enumerate(row[1:], start=1):
        room = width - (len(row) - position)
        fitting = [at for at in range(column, room + 1) if guess([text]) == roles[at]]
        plain = [at for at in range(column, room + 1) if roles[at] in (cols.TEXT, cols.GROUP)]
        column = (fitting or plain or [column])[0]
        cells[column] = text
        column += 1
    return cells
