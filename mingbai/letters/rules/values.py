"""Values as they stand in a letter: plain text, whatever was typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.core.exceptions import ValidationError

from mingbai.letters.rules.outcomes import outcome
from mingbai.lib.text import one_line, storable

# Signs that turn the direction of what follows, or hide it: a line could read otherwise than it is.
_TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ENDS = "。；;，,、 　"
LAW = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True)
class Name:
    """What may stand in braces. `lines`: its value may have paragraphs; `list`: it is several entries.

    `engine`: the platform writes it itself, and whoever composes cannot.
    """

    name: str
    about: str
    sample: str | tuple[str, ...] = ""
    lines: bool = False
    list: bool = False
    engine: bool = False


@dataclass(frozen=True)
class Withheld:
    """A part of a partly granted answer that is not given.

    `leaf` is one of the refusals; `basis` the law that forbids it, needed for refused_by_law.
    """

    what: str
    leaf: str
    reason: str
    basis: str = ""


@dataclass(frozen=True)
class Value:
    """A value ready for print; `sort` says whether its entries are numbered items or paragraphs."""

    entries: tuple[str, ...]
    sort: Literal["text", "items", "paragraphs"] = "text"

    def __bool__(self) -> bool:
        return any(self.entries)


class MissingValues(ValidationError):
    """Values without which the letter would have a hole."""

    def __init__(self, title: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"“{title}”还缺：{'、'.join(self.names)}。请补上后再生成。")


def prepared(given: object, name: Name) -> Value:
    """What stands in the letter for a value; TypeError for one that is no text, number, day or list."""
    if isinstance(given, Value):
        return given
    if isinstance(given, list | tuple):
        entries = (_withheld(one) if isinstance(one, Withheld) else _text(one, name) for one in given)
        return Value(tuple(one for one in entries if one), "items")
    return Value((_text(given, name),))


def all_prepared(given: Mapping[str, object], known: Mapping[str, Name]) -> dict[str, Value]:
    """The values whose names are known, without empty ones and without those the platform writes."""
    found = {
        name: prepared(value, known[name])
        for name, value in given.items()
        if name in known and not known[name].engine and value is not None
    }
    return {name: value for name, value in found.items() if value}


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _text(given: object, name: Name) -> str:
    if isinstance(given, datetime):
        raise TypeError(f"{name.name}: give a date, a moment depends on the time zone")
    if isinstance(given, date):
        return day_words(given)
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise TypeError(f"{name.name}: {type(given).__name__} is no text, number or day")
    text = _TURNING.sub("", str(given))
    if not name.lines:
        return one_line(text)
    return "\n".join(filter(None, (one_line(line) for line in storable(text).splitlines())))


def _withheld(part: Withheld) -> str:
    """One part with its ground, article and reason: 区分处理的，对不予公开的部分说明理由（第三十七条）。"""
    name = Name("不予公开部分", "")
    what, reason, basis = (_text(one, name).rstrip(_ENDS) for one in (part.what, part.reason, part.basis))
    found = outcome(part.leaf)
    if found.group != "refused":
        raise ValueError(f"{part.leaf} is no ground to withhold a part")
    lacking = [word for word, text in (("不予公开的内容", what), ("理由", reason)) if not text]
    lacking += ["禁止公开的法律、行政法规"] if found.ground == "E14-2" and not basis else []
    if lacking:
        raise MissingValues("不予公开部分", lacking)
    law = f"（{basis}）" if basis else ""
    return f"{what}：{found.ground_words}{law}，依照{LAW}{found.article}，不予公开。理由：{reason}"


def trimmed(text: str) -> str:
    """Without the stop at its end, where the sentence goes on."""
    return text.rstrip(_ENDS)
