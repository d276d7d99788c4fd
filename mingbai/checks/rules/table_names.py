"""Columns of a table: names under 姓名, 户主 and the like; what a telephone column is for."""

import re
from collections.abc import Iterator
from itertools import accumulate

from mingbai.checks.findings import ASK
from mingbai.checks.rules.hits import Hit
from mingbai.checks.rules.names import is_name
from mingbai.documents.document import TableRows

_NAMES = re.compile(
    r"(?:.{0,8}(?:姓名|名字))|户主|申请人|受益人|领取人|补贴对象|救助对象|家庭成员|承包方代表|承包人|监护人|被征收人"
)
_HOUSEHOLD = re.compile(r"户主|身份证|住址|家庭|银行|账号|卡号|申请人|受益人")
_OFFICIALS = re.compile(r"职务|职责|分工|岗位|科室|办公|单位")
_OFFICE = re.compile(r"电话|热线|传真")
_HEADER_ROWS = 3


def text_of(table: TableRows) -> str:
    """Cells joined by a tab, rows by a line feed: the text that offsets in `table N` count in."""
    return "\n".join("\t".join(row) for row in table)


def name_cells(table: TableRows) -> Iterator[Hit]:
    """A hit for each cell that holds a name under a header for names; officials' lists give none."""
    starts = list(accumulate((sum(len(c) + 1 for c in row) for row in table), initial=0))
    columns: set[int] = set()
    for number, row in enumerate(table):
        headed = {i for i, cell in enumerate(row) if _NAMES.fullmatch("".join(cell.split()))}
        if headed and number < _HEADER_ROWS:
            columns |= set() if _officials(row) else headed
            continue
        for i in sorted(columns):
            if i < len(row) and is_name(row[i]):
                start = starts[number] + sum(len(c) + 1 for c in row[:i])
                yield Hit("name", start, start + len(row[i]), ASK)


def office_column(table: TableRows, text: str, at: int) -> bool:
    """Whether offset `at` stands in a telephone column of a list of offices."""
    column = text.count("\t", text.rfind("\n", 0, at) + 1, at)
    for row in table[:_HEADER_ROWS]:
        header = "".join(row)
        if column < len(row) and _OFFICE.search(row[column]):
            return not _HOUSEHOLD.search(header) and (_officials(row) or "姓名" not in header)
    return False


def _officials(row: tuple[str, ...]) -> bool:
    header = "".join(row)
    return bool(_OFFICIALS.search(header)) and not _HOUSEHOLD.search(header)
