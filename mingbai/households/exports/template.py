"""The table to be filled in, made from the definition of its kind, and a list as such a table."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mingbai.households.rules.cells import LONGEST
from mingbai.households.rules.definitions import (
    LARGEST,
    SHOWS,
    SUMMED,
    TYPES,
    VIEWS,
    Column,
    Definition,
    Type,
    View,
)
from mingbai.lib.tables import neutral

SHEET, DICTIONARY, EXAMPLE, WORDS = "名单", "数据字典", "填写示例", "选项"
MOST_ROWS = 20_000
FORMATS = {Type.MONEY: "#,##0.00", Type.NUMBER: "General", Type.DATE: "yyyy-mm-dd"}
WIDTHS = {
    Type.ID: 22, Type.BANK: 24, Type.PHONE: 15, Type.TEXT: 26, Type.CHOICE: 20, Type.VILLAGE: 16,
    Type.DATE: 13, Type.MONEY: 14,
}  # fmt: skip
_HEAD = PatternFill("solid", fgColor="DDE8F3")
_NEEDED = PatternFill("solid", fgColor="FBE3C8")
# Numbers that belong to nobody: the county code 990000 is not given to any place.
EXAMPLES = {
    Type.TEXT: "（按需填写）", Type.NAME: "张三", Type.ID: "990000194912310022", Type.PHONE: "13000000000",
    Type.BANK: "6200000000000000000", Type.GROUP: "三组", Type.NUMBER: 3, Type.MONEY: 100.5,
    Type.DATE: "2026-03-01",
}  # fmt: skip


def template(definition: Definition, villages: Sequence[str]) -> bytes:
    """An .xlsx file with drop-downs, formats, checks while typing, a dictionary and an example."""
    return _workbook(definition, villages, ())


def filled_template(definition: Definition, villages: Sequence[str], rows: Iterable[dict[str, str]]) -> bytes:
    """The same with the lines of a list in it, to be corrected and imported again."""
    return _workbook(definition, villages, rows)


def _workbook(definition: Definition, villages: Sequence[str], rows: Iterable[dict[str, str]]) -> bytes:
    book = Workbook()
    page = book.active
    page.title = SHEET
    heads(page, definition)
    for values in rows:
        page.append([_out(one, values.get(one.name, "")) for one in definition.columns])
    _formats(page, definition)
    lists = book.create_sheet(WORDS)
    _validations(page, lists, definition, villages)
    _dictionary(book.create_sheet(DICTIONARY), definition)
    _example(book.create_sheet(EXAMPLE), definition, villages)
    lists.sheet_state = "hidden"
    book.move_sheet(lists, 2)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heads(page: Any, definition: Definition) -> None:
    """The titles: those that must be filled are of another colour and marked with *."""
    for number, one in enumerate(definition.columns, 1):
        cell = page.cell(1, number, one.name + ("*" if one.required else ""))
        cell.font, cell.fill = Font(bold=True), _NEEDED if one.required else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        if one.hint:
            cell.comment = Comment(one.hint, "明白")
        width = max(WIDTHS.get(one.type, 11), 2 * len(one.name) + 3)
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 32


def _formats(page: Any, definition: Definition) -> None:
    """Of whole columns, so that a cell nobody has typed in yet has its format too."""
    for number, one in enumerate(definition.columns, 1):
        form = FORMATS.get(one.type, "@")
        page.column_dimensions[get_column_letter(number)].number_format = form
        for (cell,) in page.iter_rows(min_row=2, min_col=number, max_col=number):
            cell.number_format = form


def _out(column: Column, value: str) -> Any:
    if column.type in SUMMED and value:
        return float(value)
    return neutral(value)


def _validations(page: Any, lists: Any, definition: Definition, villages: Sequence[str]) -> None:
    for number, one in enumerate(definition.columns, 1):
        letter = get_column_letter(number)
        options = villages if one.type == Type.VILLAGE else one.options
        for at, option in enumerate(options, 1):
            lists.cell(at, number, neutral(option))
        rule = _validation(one, f"{WORDS}!${letter}$1:${letter}${len(options)}" if options else "", letter)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            page.add_data_validation(rule)


def _validation(one: Column, options: str, letter: str) -> DataValidation | None:
    blank = not one.required
    if options:
        rule = DataValidation(type="list", formula1=options, allow_blank=blank)
    elif one.type in SUMMED:
        least, most = one.least if one.least is not None else 0, one.most if one.most is not None else LARGEST
        rule = DataValidation(
            type="decimal", operator="between", formula1=str(least), formula2=str(most), allow_blank=blank
        )
    elif one.type == Type.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1="18264", allow_blank=blank)
    elif one.type == Type.ID:
        rule = DataValidation(type="textLength", operator="equal", formula1="18", allow_blank=blank)
    elif one.type in LONGEST:
        rule = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(LONGEST[one.type]), allow_blank=blank
        )
    else:
        return None
    rule.errorTitle, rule.error, rule.showErrorMessage = one.name[:30], rule_words(one)[:200], True
    rule.promptTitle, rule.prompt, rule.showInputMessage = one.name[:30], rule_words(one)[:200], True
    return rule


def rule_words(one: Column) -> str:
    """What may stand in the column, in one line."""
    said = {
        Type.ID: "18位身份证号，文本格式，末位 X 用大写，校验位要对",
        Type.PHONE: "7 到 12 位数字",
        Type.BANK: "10 到 25 位数字，文本格式",
        Type.DATE: "如 2026-03-01",
        Type.VILLAGE: "从下拉里选村名",
        Type.GROUP: "如 三组",
        Type.NAME: "姓名，里面没有数字",
    }
    words = said.get(one.type, "")
    if one.type == Type.CHOICE:
        words = f"只能选：{'、'.join(one.options)}"
    if one.type in SUMMED:
        least = one.least if one.least is not None else 0
        words = f"数字，{least} 到 {one.most if one.most is not None else LARGEST}" + (
            "，最多两位小数" if one.type == Type.MONEY else "，最多四位小数"
        )
    if one.type == Type.TEXT:
        words = f"文字，最多 {LONGEST[Type.TEXT]} 字"
    return "；".join(part for part in (words, one.hint) if part)


def _dictionary(page: Any, definition: Definition) -> None:
    page.append(["列名", "类型", "必填", "怎么填", *(f"{name}怎样显示" for name in VIEWS.values()), "算合计"])
    for one in definition.columns:
        shows = [SHOWS[one.shown_in(view)] for view in View]
        row = [one.name, TYPES[one.type], "是" if one.required else "", rule_words(one), *shows]
        page.append([neutral(value) for value in (*row, "是" if one.total else "")])
    page.append([])
    lines = "同一户可以有几行，只要选项不同" if definition.several else "同一个身份证号只能有一行"
    page.append([neutral(f"每行一户；{lines}。有一处错误整张表都不导入，系统会退回一份标红的表。")])
    for check in definition.checks:
        page.append([neutral(f"核对：{check}")])
    for letter, width in zip("ABCDEFGH", (16, 12, 6, 52, 14, 16, 16, 8), strict=True):
        page.column_dimensions[letter].width = width
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    page.freeze_panes = "A2"


def _example(page: Any, definition: Definition, villages: Sequence[str]) -> None:
    heads(page, definition)
    values: list[Any] = []
    for one in definition.columns:
        given: Any = EXAMPLES.get(one.type, "")
        if one.type == Type.VILLAGE:
            given = villages[0] if villages else ""
        elif one.type == Type.CHOICE:
            given = one.options[0]
        values.append(given)
    page.append([value if isinstance(value, int | float) else neutral(value) for value in values])
    page.append([])
    page.append(["上面是示例，号码是假的；请在“名单”这一页填写，这一页不会导入。"])
