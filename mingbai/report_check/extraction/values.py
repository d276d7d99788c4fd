"""What the text of one cell says."""

import re
from dataclasses import dataclass
from decimal import Decimal

from mingbai.report_check.flow import BREAK, plain
from mingbai.report_check.form.cells import NOT_APPLICABLE, Cell

DASHES = frozenset(
    ["-", "--", "---", "—", "——", "–", "―", "/", "//", "\\", "一", "―", "－", "*", "不适用", "无此项", "／"]
)
BLANKS = frozenset(["", "空", "空白"])
NONE = frozenset(["无", "没有", "零", "〇", "○"])
UNIT = r"(?:件|条|宗|份|个|次|项|起|例|元|万元|人次)?"
_INTEGER = re.compile(rf"(\d+|\d{{1,3}}(?:,\d{{3}})+){UNIT}")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)(元|万元)?")
_SIGNED = re.compile(rf"([+-]|增加?|减少?)(\d+){UNIT}")
_LETTERS = str.maketrans("OoｏＯDQlIＩ|", "0000001111")
_BROKEN = re.compile(rf"\d+(?:[ {BREAK}]+\d+)+{UNIT}")
_LONGEST = 12  # digits of a number anybody counts; longer ones are numbers run together


@dataclass(frozen=True, slots=True)
class Value:
    """`found` is the cell as printed, `cell` its value.

    `fault` says in Chinese what is wrong with it, "" for nothing; `sure` whether the value holds anyway.
    """

    cell: Cell
    found: str
    fault: str = ""
    sure: bool = True


def value_of(text: str, *, amount: bool = False, signed: bool = False) -> Value:
    """`amount` cells may have decimals, `signed` ones a sign."""
    found = plain(text)
    plainly = _plain_value(found)
    if plainly is not None:
        return plainly
    if (number := _INTEGER.fullmatch(found)) and len(found) <= _LONGEST + 4:
        whole = int(number[1].replace(",", ""))
        return _money(whole, found) if amount and found.endswith("元") else Value(whole, found)
    if decimal := _DECIMAL.fullmatch(found):
        return _decimal(decimal, found, amount)
    if sign := _SIGNED.fullmatch(found):
        return _with_sign(sign, found, signed)
    return _damaged(text, found)


def _plain_value(found: str) -> Value | None:
    if found in BLANKS:
        return Value(None, found)
    if found in DASHES:
        return Value(NOT_APPLICABLE, found)
    return Value(0, found) if found in NONE else None


def _money(value: int, found: str) -> Value:
    """Fees are counted in 万元 by the form; what is written in 元 is turned into it."""
    if found.endswith("万元"):
        return Value(value, found)
    return Value(Decimal(value) / 10000, found, "表头单位是万元，这里写的是元，请换算成万元")


def _decimal(number: re.Match[str], found: str, amount: bool) -> Value:
    value = Decimal(f"{number[1].replace(',', '')}.{number[2]}")
    if amount:
        in_yuan = number[3] == "元"
        fault = "表头单位是万元，这里写的是元，请换算成万元" if in_yuan else ""
        return Value(value / 10000 if in_yuan else value, found, fault)
    if value == value.to_integral_value():
        return Value(int(value), found)
    return Value(None, found, "件数应是整数，不能有小数", sure=False)


def _with_sign(sign: re.Match[str], found: str, signed: bool) -> Value:
    minus = sign[1] == "-" or sign[1].startswith("减")
    value = -int(sign[2]) if minus else int(sign[2])
    if signed or not minus:
        return Value(value, found)
    return Value(value, found, "件数不能是负数", sure=False)


def _damaged(text: str, found: str) -> Value:
    if _BROKEN.fullmatch(text.strip(" ")):
        whole = re.sub(rf"[ {BREAK}]+|{UNIT}$", "", text.strip(" "))
        return Value(int(whole), found, "数字中间被空格或换行隔断", sure=False)
    repaired = found.translate(_LETTERS)
    if repaired != found and repaired.isdecimal():
        return Value(int(repaired), found, "数字里混有字母（如把 0 写成 O）", sure=False)
    if found.isdecimal():
        return Value(None, found, "数字太长，可能是几格连在一起", sure=False)
    return Value(None, found, "这一格应填数字", sure=False)
