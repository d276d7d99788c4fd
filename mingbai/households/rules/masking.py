"""What of a value is shown to whom. The rules are fixed: no kind of list can loosen them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from mingbai.checks.masking import mask
from mingbai.households.rules.definitions import SENSITIVE, Column, Show, Type, View

_COMPOUND = "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐夏侯司徒南宫端木长孙宇文轩辕百里呼延独孤"
COMPOUND = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))
COVERED = "＊"
# Seven digits in a row, or nine with blanks, dots and strokes between them, are nobody's house number.
_RUN = re.compile(r"\d{7,}[xX]?|(?:\d[\s.·\-—–_/()、,]{0,3}){8,}\d[xX]?")


def shown(column: Column, value: str, view: View) -> str:
    """The value as this view shows it; "" when it does not. Whatever was typed where, no number passes."""
    show = column.shown_in(view)
    if not value or show == Show.HIDE:
        return ""
    whole = view == View.HOUSEHOLD and show == Show.FULL
    if whole:
        return value if column.type not in (Type.MONEY, Type.NUMBER) else numeral(column.type, value)
    if column.type in SENSITIVE or show == Show.MASK:
        return without_numbers(masked(column.type, value))
    if column.type in (Type.MONEY, Type.NUMBER):
        return numeral(column.type, value)
    if column.type == Type.DATE:
        return _day(value)
    return without_numbers(mask(value) if column.type == Type.TEXT else value)


def masked(type_: Type, value: str) -> str:
    """张＊, 欧阳＊, 620102＊＊＊＊＊＊＊＊＊＊1X, 138＊＊＊＊＊＊78, ＊＊＊＊1234."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", value) if one.isalnum())
    if type_ == Type.NAME:
        head = 2 if plain[:2] in COMPOUND and len(plain) > 2 else 1
        return (plain[:head] if len(plain) > 1 else "") + COVERED * min(max(len(plain) - head, 1), 2)
    if type_ == Type.ID:
        return plain[:6] + COVERED * 10 + plain[-2:] if len(plain) in (15, 18) else COVERED * 10
    if type_ == Type.PHONE:
        return plain[:3] + COVERED * 6 + plain[-2:] if len(plain) >= 9 else COVERED * 6
    if type_ == Type.BANK:
        return COVERED * 4 + plain[-4:] if len(plain) >= 10 else COVERED * 4
    return COVERED * 2


def without_numbers(text: str) -> str:
    """The text with every long run of digits covered, in whatever digits of the world it is written."""
    plain = unicodedata.normalize("NFKC", text)
    return _RUN.sub(COVERED * 4, plain) if _RUN.search(plain) else text


def numeral(type_: Type, value: str) -> str:
    """1,234.50 for an amount, 3.5 for a number; thousands are marked, so that no run is long."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return COVERED * 2
    return f"{number:,.2f}" if type_ == Type.MONEY else f"{number.normalize():,f}"


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return COVERED * 2
