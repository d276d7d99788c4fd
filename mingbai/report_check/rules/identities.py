"""H1 to H4: the sums that must hold inside one report."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from mingbai.report_check.findings import ERROR, WARNING, Finding
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Cell, Number, is_number, name_of, number, total
from mingbai.report_check.form.forms import Form, Tables
from mingbai.report_check.form.three import COLUMNS, TOTAL
from mingbai.report_check.wording import cell_words, row_words


def broken(tables: Tables, form: Form, unsure: AbstractSet[str] = frozenset()) -> list[Finding]:
    """Every sum that does not hold; sums with a cell in `unsure` are not judged. Empty cells count as 0."""
    findings = [
        *_row_sums(tables, form, unsure),
        *_column_sums(tables, form, unsure),
        *_balances(tables, unsure),
        *_table_four(tables, unsure),
    ]
    return _with_suspects(findings, tables, form)


def _row_sums(tables: Tables, form: Form, unsure: AbstractSet[str]) -> Iterator[Finding]:
    """H3: 总计 = 自然人 + 五类组织."""
    for row in form.three_cells:
        cells = tables.three.get(row.key, [])
        names = [name_of("three", row.key, column) for column in COLUMNS]
        if len(cells) != len(COLUMNS) or unsure & set(names):
            continue
        expected = total(cells[:TOTAL])
        if expected != number(cells[TOTAL]):
            yield _finding(
                "row_sum", names[TOTAL], expected, cells[TOTAL], f"自然人和五类组织相加是 {expected}"
            )


def _column_sums(tables: Tables, form: Form, unsure: AbstractSet[str]) -> Iterator[Finding]:
    """H2: 三（七）= 各末级办理结果之和."""
    if not tables.three or any(key not in tables.three for key in (*form.leaves, three.DONE)):
        return
    for at, column in enumerate(COLUMNS):
        names = {name_of("three", key, column) for key in (*form.leaves, three.DONE)}
        if unsure & names:
            continue
        expected = total(_filled(tables.three[key], at) for key in form.leaves)
        found = tables.three[three.DONE][at]
        if expected != number(found):
            words = f"本列 {len(form.leaves)} 个办理结果相加是 {expected}"
            yield _finding("column_sum", name_of("three", three.DONE, column), expected, found, words)


def _filled(row: list[Cell], at: int) -> Cell:
    """The cell; for a total that was left out, the sum of its row: the gap is told once, by H3."""
    return total(row[:TOTAL]) if at == TOTAL and row[at] is None else row[at]


def _balances(tables: Tables, unsure: AbstractSet[str]) -> Iterator[Finding]:
    """H1: 第一项加第二项之和，等于第三项加第四项之和."""
    keys = (three.NEW, three.CARRIED, three.DONE, three.LEFT)
    if any(key not in tables.three for key in keys):
        return
    for at, column in enumerate(COLUMNS):
        if unsure & {name_of("three", key, column) for key in keys}:
            continue
        new, carried, done, left = (number(tables.three[key][at]) for key in keys)
        if new + carried != done + left:
            words = (
                f"本年新收 {new} 加上年结转 {carried} 是 {new + carried}，"
                f"办理结果总计 {done} 加结转下年 {left} 是 {done + left}，两边应相等；按前三项推算"
            )
            name = name_of("three", three.LEFT, column)
            expected = new + carried - done
            yield _finding(
                "carried_balance", name, expected, tables.three[three.LEFT][at], f"{words}是 {expected}"
            )


def _table_four(tables: Tables, unsure: AbstractSet[str]) -> Iterator[Finding]:
    """H4: 每组总计 = 前四列之和."""
    width = len(four.RESULTS)
    if len(tables.four) != len(four.CELLS):
        return
    for at, group in enumerate(four.GROUPS):
        cells = tables.four[at * width : (at + 1) * width]
        if unsure & {name_of("four", group, result) for result in four.RESULTS}:
            continue
        expected = total(cells[: four.TOTAL])
        if expected != number(cells[four.TOTAL]):
            name = name_of("four", group, four.RESULTS[four.TOTAL])
            yield _finding("table_four_sum", name, expected, cells[four.TOTAL], f"前四格相加是 {expected}")


def _finding(rule: str, name: str, expected: Number, found: Cell, words: str) -> Finding:
    """A sum that was left empty is incomplete, a wrong one is an error."""
    if is_number(found):
        text = f"{cell_words(name)}填的是 {found}，{words}。请核对原始登记后改正。"
        return Finding(rule, name, expected, found, ERROR, text)
    text = f"{cell_words(name)}没有填数，{words}。请补上。"
    return Finding(rule, name, expected, found, WARNING, text)


def _with_suspects(findings: list[Finding], tables: Tables, form: Form) -> list[Finding]:
    """Where a row and a column are wrong by the same amount, their crossing is the likely mistake."""
    rows = {_row(one): _excess(one) for one in findings if one.rule == "row_sum"}
    columns = {_column(one): one for one in findings if one.rule == "column_sum"}
    told = []
    for one in findings:
        suspect = _suspect(one, rows, columns, form.leaves) if one.rule in ("row_sum", "column_sum") else ""
        told.append(_told(one, suspect, tables) if suspect else one)
    return told


def _suspect(
    one: Finding, rows: dict[str, Number], columns: dict[str, Finding], leaves: Sequence[str]
) -> str:
    crossings = [
        (row, column)
        for row, excess in rows.items()
        for column, other in columns.items()
        if (row in leaves or row == three.DONE)
        and _excess(other) == (-excess if _is_opposite(row, column) else excess)
    ]
    mine = [
        crossing for crossing in crossings if crossing[0 if one.rule == "row_sum" else 1] == _line_of(one)
    ]
    return name_of("three", *mine[0]) if len(mine) == 1 else ""


def _is_opposite(row: str, column: str) -> bool:
    """Whether the cell is the sum of one line and a part of the other, so that both err contrariwise."""
    return (column == COLUMNS[TOTAL]) != (row == three.DONE)


def _line_of(one: Finding) -> str:
    return _row(one) if one.rule == "row_sum" else _column(one)


def _told(one: Finding, suspect: str, tables: Tables) -> Finding:
    _, row, column = suspect.split(".")
    at = COLUMNS.index(column)
    found = number(tables.three[row][at])
    wrong = _excess(one)
    # as the sum of this line it is too large by what is wrong, as a part of it too small
    is_sum = column == COLUMNS[TOTAL] if one.rule == "row_sum" else row == three.DONE
    right = found - wrong if is_sum else found + wrong
    sums = (name_of("three", row, COLUMNS[TOTAL]), name_of("three", three.DONE, column))
    others = "、".join(cell_words(name) for name in sums if name != suspect)
    hint = (
        f"很可能错在“{row_words(row)}”行“{column}”列（这一行和这一列都对不上）：填的是 {found}，"
        f"改成 {right} 就对得上。这一格没有错的，再核对{others}。"
    )
    return replace(one, suspect=suspect, text=one.text + hint)


def _excess(one: Finding) -> Number:
    """How much the sum stands above what its parts make."""
    found = number(one.found) if not isinstance(one.found, str) else 0
    expected = number(one.expected) if not isinstance(one.expected, str) else 0
    return found - expected


def _row(one: Finding) -> str:
    return one.cell.split(".")[1]


def _column(one: Finding) -> str:
    return one.cell.rsplit(".", 1)[1]
