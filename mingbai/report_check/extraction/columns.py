"""Chooses among several readings of rows of table three by the sums of the columns (H1, H2)."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

from mingbai.report_check.extraction.found import FoundTable
from mingbai.report_check.extraction.recovery import Numbers
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import Cell, name_of, number
from mingbai.report_check.form.three import COLUMNS
from mingbai.report_check.wording import row_words

MOST_COMBINATIONS = 20_000


def settle(table: FoundTable, candidates: Mapping[str, list[Numbers]]) -> None:
    """Take the readings that are alone, or that alone fit the columns; say of each that it was calculated."""
    for key, rows in candidates.items():
        if len(rows) == 1:
            _take(table, key, rows[0], "行内各格之和等于总计")
    several = {key: rows for key, rows in candidates.items() if len(rows) > 1}
    if not several:
        return
    chosen = _chosen(table, several)
    for key, rows in several.items():
        if chosen is not None:
            _take(table, key, chosen[key], "行和列的合计都对得上")
        else:
            table.unread.append(
                f"表三“{row_words(key)}”一行的数字分不开，有 {len(rows)} 种分法都说得通，"
                "没有采用。请对照原表核对。"
            )


def _chosen(table: FoundTable, several: Mapping[str, list[Numbers]]) -> dict[str, Numbers] | None:
    """The one choice with which all columns balance; None for none or more than one."""
    if prod(len(rows) for rows in several.values()) > MOST_COMBINATIONS:
        return None
    fitting = list(islice(_fitting(table, several), 2))
    return fitting[0] if len(fitting) == 1 else None


def _fitting(table: FoundTable, several: Mapping[str, list[Numbers]]) -> Iterator[dict[str, Numbers]]:
    known = {key: row for key, row in table.rows.items() if key not in several}
    for choice in product(*several.values()):
        chosen = dict(zip(several, choice, strict=True))
        if _balances({**known, **{key: list(row) for key, row in chosen.items()}}):
            yield chosen


def _balances(rows: Mapping[str, list[Cell]]) -> bool:
    if not {three.NEW, three.CARRIED, three.DONE, three.LEFT} <= rows.keys():
        return False
    leaves = [
        row for key, row in rows.items() if key not in (three.NEW, three.CARRIED, three.DONE, three.LEFT)
    ]
    for column in range(len(COLUMNS)):
        new, carried, done, left = (
            number(rows[key][column]) for key in (three.NEW, three.CARRIED, three.DONE, three.LEFT)
        )
        if sum(number(row[column]) for row in leaves) != done or new + carried != done + left:
            return False
    return True


def _take(table: FoundTable, key: str, numbers: Numbers, why: str) -> None:
    table.rows[key] = list(numbers)
    table.unsure -= {name_of("three", key, column) for column in COLUMNS}
    shown = "、".join("空" if one is None else str(one) for one in numbers)
    table.unread.append(
        f"表三“{row_words(key)}”一行的数字原来分不开，按{why}推算为：{shown}。请对照原表核对。"
    )
