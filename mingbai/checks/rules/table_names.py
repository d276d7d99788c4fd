"""Columns of a table: names under 姓名, 户主 and the like; what a telephone column is for."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

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
# 表头写明是姓名的，姓不常见也是姓名；写“申请人”“补贴对象”的，可能填的是单位或者类别。
_STRICT = re.compile(r".*(?:姓名|名字)|户主")
_ANY_NAME = re.compile(r"\s*[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}\s*")
_NO_NAME = re.compile(
    r"合计|总计|小计|共计|累计|平均|备注|空缺|暂缺|待定|无|同上|其他|其它|本人|全村|全镇|全县|集体|.*[某户镇乡村组局县社队院校所站厂司]|.*(?:姓名|名字)|户主"
)


def text_of(table: TableRows) -> str:
    """Cells joined by a tab, rows by a line feed: the text that offsets in `table N` count in."""
    return "\n".join("\t".join(row) for row in table)


def name_cells(table: TableRows) -> Iterator[Hit]:
    """A hit for each cell that holds a name under a header for names; officials' lists give none."""
    starts = list(accumulate((sum(len(c) + 1 for c in row) for row in table), initial=0))
    columns: dict[int, bool] = {}
    for number, row in enumerate(table):
        headed = {i for i, cell in enumerate(row) if _NAMES.fullmatch("".join(cell.split()))}
        if headed and number < _HEADER_ROWS and not any(map(str.isdecimal, row)):
            if not _officials(row):
                columns |= {i: bool(_STRICT.fullmatch("".join(row[i].split()))) for i in headed}
            continue
        for i, strict in sorted(columns.items()):
            if i < len(row) and _holds_name(row[i], strict):
                start = starts[number] + sum(len(c) + 1 for c in row[:i])
                yield Hit("name", start, start + len(row[i]), ASK)


def written_cells(text: str) -> list[Hit]:
    """The same for tables within a text, as files give them: a line for each row, a tab between cells."""
    hits: list[Hit] = []
    if "\t" not in text:
        return hits
    at = 0
    for tabbed, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        rows = tuple(tuple(line.split("\t")) for line in lines)
        if tabbed:
            hits += [h._replace(start=h.start + at, end=h.end + at) for h in name_cells(rows)]
        at += len(text_of(rows)) + 1
    return hits


def _holds_name(cell: str, strict: bool) -> bool:
    if is_name(cell):
        return True
    return strict and bool(_ANY_NAME.fullmatch(cell)) and not _NO_NAME.fullmatch("".join(cell.split()))


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
