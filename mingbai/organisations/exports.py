"""Tables in and out: the tree as CSV or Excel, and the authorisation table as Markdown."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django import forms
from openpyxl import Workbook, load_workbook

from mingbai.lib import clock
from mingbai.organisations.authorisation import ACTIONS, TABLE, scope_for
from mingbai.organisations.forms import OrganisationRow
from mingbai.organisations.models import Kind, Organisation, Role
from mingbai.organisations.queries import tree

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 5000

# A cell that begins so is run as a formula by Excel and WPS.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(Exception):
    """The file cannot be read as a table; the message says in Chinese what to do."""


@dataclass(frozen=True)
class Row:
    """`number` is the row as Excel counts it, the titles being row 1. Values by column title."""

    number: int
    values: Mapping[str, str]


def titles_of(form: type[forms.Form]) -> dict[str, str]:
    """Column title → field name, in the order of the columns."""
    return {str(field.label): name for name, field in form().fields.items()}


def read_table(data: bytes, titles: Iterable[str]) -> list[Row]:
    """The rows of a CSV (UTF-8 or GB 18030) or .xlsx file that are not empty.

    `titles` are the columns that may occur; `Unreadable` for others, or for what is no table.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 10 MB，请分成几份导入。")
    lines = _sheet(data) if data.startswith(b"PK") else _csv(data)
    if not lines or not any(lines[0]):
        raise Unreadable("文件里没有内容。第 1 行应是列名。")
    head = [title.rstrip("*") for title in lines[0]]
    _check_head([title for title in head if title], set(titles))
    filled = [(number, line) for number, line in enumerate(lines[1:], 2) if any(line)]
    if len(filled) > MAX_ROWS:
        raise Unreadable(f"超过 {MAX_ROWS} 行，请分成几份导入。")
    return [Row(number, _by_title(number, head, line)) for number, line in filled]


def _by_title(number: int, head: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    pairs = list(zip_longest(head, line, fillvalue=""))
    if any(value and not title for title, value in pairs):
        raise Unreadable(f"第 {number} 行有内容在没有列名的列里，请在第 1 行补上列名，或删去这些内容。")
    return {title: value for title, value in pairs if title}


def _check_head(head: Sequence[str], titles: set[str]) -> None:
    if unknown := [title for title in head if title not in titles]:
        known = "、".join(sorted(titles))
        raise Unreadable(f"第 1 行有不认识的列名：{'、'.join(unknown)}。可用的列名：{known}。")
    if len(set(head)) != len(head):
        raise Unreadable("第 1 行有重复的列名，请删去一列。")


def _csv(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        try:
            return [[_cell(value) for value in line] for line in csv.reader(io.StringIO(text))]
        except csv.Error:
            break
    raise Unreadable("文件读不懂。请用 WPS 或 Excel 另存为 .xlsx 或 CSV 再导入。")


def _sheet(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise Unreadable("表格展开后太大，请只保留需要导入的内容。")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        lines = sheet.iter_rows(max_row=4 * MAX_ROWS, max_col=50, values_only=True)
        return [[_cell(value) for value in line] for line in lines]
    except Unreadable:
        raise
    except Exception as problem:  # openpyxl lets errors of zip, XML and its own descriptors through
        raise Unreadable("表格打不开，可能已损坏或有密码。请另存为 .xlsx 再导入。") from problem


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def neutral(value: Any) -> str:
    """A cell that no spreadsheet runs as a formula; `read_table` takes the mark off again."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark at the start, without which Excel in China shows gibberish."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([titles, *([neutral(value) for value in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("机构")
    for row in (titles, *rows):
        sheet.append([neutral(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def organisation_rows() -> list[list[str]]:
    """One row for each organisation existing today, in the columns that can be imported again."""
    places = tree(clock.today())
    codes = {place.path: place.code for place in places}
    return [[_value(place, name, codes) for name in titles_of(OrganisationRow).values()] for place in places]


def _value(place: Organisation, name: str, codes: Mapping[str, str]) -> str:
    if name == "parent_code":
        return codes.get(place.path[: -Organisation.steplen], "")
    value = Kind(place.kind).label if name == "kind" else getattr(place, name)
    if isinstance(value, list):
        return "、".join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


# -- the authorisation table --------------------------------------------------

_REACH = {"own": "本单位", "own_and_below": "本单位及下级", "all": "全部"}

_HEAD = """# 权限表

本表由 `mingbai authorisation` 生成，请勿手改。程序里只有这一张权限表：
`mingbai/organisations/authorisation.py`。

- 本单位：只限任职的单位。
- 本单位及下级：任职的单位和机构树上在它之下的所有单位。
- 全部：全县所有单位。
- 空白：不能办理。

并入本单位的已撤销机构，视同本单位。代办人在代办日期内有所代的角色，被代的人没有这个角色时不算。
任何人都不能审自己起草或最后修改的信息，这一条不在表里，由审核流程保证。
系统管理员、安全管理员、审计管理员由三人分别担任，都不接触信息内容。
"""


def authorisation_markdown() -> str:
    """The matrix of roles and actions, with an explanation, in Chinese. Ends with one newline."""
    lines = ["| 办理事项 | " + " | ".join(role.label for role in Role) + " |"]
    lines.append("|---" * (len(Role) + 1) + "|")
    for action, label in ACTIONS.items():
        cells = [_REACH.get(scope_for(role, action) or "", "") for role in Role]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    count = f"共 {len(ACTIONS)} 项办理事项，{len(Role)} 种角色，{len(TABLE)} 条授权。"
    return "\n".join([_HEAD, count, "", *lines, ""])
