"""What a cell of a filled-in table may hold, and the value that is kept of it."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from mingbai.checks.findings import NOTE
from mingbai.checks.personal_data import find
from mingbai.checks.rules.check_digits import resident_id_digit
from mingbai.households.rules.definitions import LARGEST, SUMMED, Check, Column, Show, Type
from mingbai.lib.text import one_line

LONGEST = {Type.TEXT: 200, Type.NAME: 50, Type.GROUP: 20, Type.VILLAGE: 60, Type.CHOICE: 40}
DECIMALS = {Type.MONEY: 2, Type.NUMBER: 4}
PLACES = {kind: Decimal(1).scaleb(-number) for kind, number in DECIMALS.items()}
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
_BETWEEN = re.compile(r"[\s\-—_]+")


def kept(column: Column, cell: Any) -> str:
    """The value in its one spelling, "" when the cell is empty; ValueError in words for the clerk."""
    if isinstance(cell, str) and cell.startswith("#") and cell.rstrip("!?").isupper():
        raise ValueError(f"这一格是公式错误（{cell}），请改成数值。")
    if column.type in (Type.ID, Type.BANK) and isinstance(cell, int | float) and abs(cell) >= 1e15:
        raise ValueError("长号码被存成了数字，末几位已经丢失。请把这一格设成文本格式，重新填写。")
    text = _text(cell)
    if not text:
        if column.required:
            raise ValueError("必填，不能空着。")
        return ""
    return _READ.get(column.type, _words)(column, text)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
        cell = cell.to_integral() if cell == cell.to_integral() else cell
    text = one_line(str(cell))
    return text[1:].strip() if text.startswith("'") else text


def _words(column: Column, text: str) -> str:
    longest = LONGEST.get(column.type, 200)
    if len(text) > longest:
        raise ValueError(f"太长，最多 {longest} 个字。")
    if column.type == Type.CHOICE and text not in column.options:
        raise ValueError(f"只能填：{'、'.join(column.options)}。")
    open_ = Show.FULL in (column.public, column.board)
    if open_ and column.type in (Type.TEXT, Type.GROUP) and any(one.severity != NOTE for one in find(text)):
        raise ValueError("这一列要公示，里面有姓名、号码这类个人信息，请删去。")
    return text


def _name(column: Column, text: str) -> str:
    if len(text) > LONGEST[Type.NAME]:
        raise ValueError(f"姓名太长，最多 {LONGEST[Type.NAME]} 个字。")
    if any(one.isdigit() for one in text):
        raise ValueError("姓名里不能有数字。")
    return text


def _identity(column: Column, text: str) -> str:
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    if len(plain) == 15 and plain.isdecimal():
        raise ValueError("是15位旧号码，请填18位身份证号。")
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", plain):
        raise ValueError(f"身份证号应当是18位，这里是{len(plain)}位。")
    try:
        born = datetime.strptime(plain[6:14], "%Y%m%d").date()
    except ValueError:
        raise ValueError("身份证号里的出生日期不对，请核对。") from None
    if born.year < 1880:
        raise ValueError("身份证号里的出生日期不对，请核对。")
    if resident_id_digit(plain[:17]) != plain[17]:
        raise ValueError("身份证号校验位不对，请对照证件核对。")
    return plain


def _digits(column: Column, text: str) -> str:
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    low, high = (7, 12) if column.type == Type.PHONE else (10, 25)
    if not plain.isascii() or not plain.isdecimal() or not low <= len(plain) <= high:
        raise ValueError(f"应当是 {low} 到 {high} 位数字。")
    return plain


def _number(column: Column, text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("元").removeprefix("¥").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError("应当是数字。") from None
    if not number.is_finite():
        raise ValueError("应当是数字。")
    if abs(number) > LARGEST:
        raise ValueError(f"数字太大，不能超过 {LARGEST}。")
    rounded = number.quantize(PLACES[column.type], ROUND_HALF_UP)
    if abs(rounded - number) > Decimal("0.000001"):
        raise ValueError(f"最多 {DECIMALS[column.type]} 位小数。")
    least, most = column.least if column.least is not None else Decimal(0), column.most
    if rounded < least:
        raise ValueError(f"不能小于 {least}。")
    if most is not None and rounded > most:
        raise ValueError(f"不能大于 {most}。")
    return f"{rounded:f}" if column.type == Type.MONEY else f"{rounded.normalize():f}"


def _date(column: Column, text: str) -> str:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    raise ValueError("日期看不懂，请写成 2026-03-01 这样。")


_READ = {
    Type.NAME: _name,
    Type.ID: _identity,
    Type.PHONE: _digits,
    Type.BANK: _digits,
    Type.NUMBER: _number,
    Type.MONEY: _number,
    Type.DATE: _date,
}


def broken(check: Check, columns: Mapping[str, Column], values: Mapping[str, str]) -> str:
    """What does not add up in one line, "" when it does or when something of it is empty."""
    cells = [values.get(name, "") for name in (check.target, *check.parts)]
    if not all(cells) or any(columns[name].type not in SUMMED for name in (check.target, *check.parts)):
        return ""
    target, *parts = (Decimal(one) for one in cells)
    expected = Decimal(1) if check.product else Decimal(0)
    for part in parts:
        expected = expected * part if check.product else expected + part
    expected = expected.quantize(PLACES[columns[check.target].type], ROUND_HALF_UP)
    if abs(expected - target) <= Decimal("0.01"):
        return ""
    return f"应当是 {expected.normalize():f}（{check}），这里是 {target.normalize():f}。"
