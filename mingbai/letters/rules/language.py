"""The language of templates: paragraphs with names in braces, paragraphs on a condition, rows of a table.

    本机关于{收到日期}收到申请。          a paragraph; {{ and }} are braces
    [如有:查询码]查询码是{查询码}。        a paragraph that only stands where the value is there
    | 申请人 | {申请人} |                  a row of a table; rows that follow one another are one table

Names are Chinese words and nothing else: no attributes, no indexes, no formats. Values are put in after the
template has been read, so nothing in a value can be a name, a condition or a row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

NAME = re.compile(r"[\u4e00-\u9fff]{1,16}")
CONDITION = re.compile(r"\s*[\[［]如有[:：]\s*([^\]］]*)[\]］](.*)", re.DOTALL)


class WrongTemplate(ValueError):
    """A template that cannot be read; the message says what to change, in Chinese."""


@dataclass(frozen=True)
class Slot:
    """The place of a value."""

    name: str


Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True)
class Line:
    """One paragraph of a template. `condition` is the name that must have a value, "" for none."""

    number: int
    pieces: Pieces
    condition: str = ""

    @property
    def alone(self) -> str:
        """The name, where the line is nothing but that one name."""
        bare = [one for one in self.pieces if isinstance(one, Slot) or one.strip()]
        return bare[0].name if len(bare) == 1 and isinstance(bare[0], Slot) else ""


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    number: int
    cells: tuple[Pieces, ...]


def parse(text: str) -> tuple[Line | Row, ...]:
    """The lines of a template, empty ones left out; `WrongTemplate` with the number of the wrong line."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Line | Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _row(number, line) if line.strip().startswith("|") else _line(number, line)
        except ValueError as wrong:
            raise WrongTemplate(f"第{number}行：{wrong}") from wrong


def _line(number: int, line: str) -> Line:
    condition = CONDITION.fullmatch(line)
    if condition is None:
        return Line(number, pieces(line.strip()))
    name = condition[1].strip()
    if not NAME.fullmatch(name):
        raise WrongTemplate(f"“如有”后面要写一个名称，不能是“{name[:20]}”。")
    return Line(number, pieces(condition[2].strip()), name)


def _row(number: int, line: str) -> Row:
    stripped = line.strip()
    if not stripped.endswith("|") or stripped.count("|") < 3:
        raise WrongTemplate("表格的一行要写成 | 项目 | 内容 |。")
    return Row(number, tuple(pieces(cell.strip()) for cell in stripped[1:-1].split("|")))


def pieces(text: str) -> Pieces:
    """The literal texts and the places of values of one line; `WrongTemplate` for anything else in braces."""
    found: list[str | Slot] = []
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as wrong:
        raise WrongTemplate("花括号没有成对。要印出花括号，请写两个：{{ 或者 }}。") from wrong
    for literal, name, form, conversion in parsed:
        if literal:
            found.append(literal)
        if name is None:
            continue
        if form or conversion or not NAME.fullmatch(name):
            raise WrongTemplate(f"花括号里只能写一个名称，不能是“{name[:20]}”。")
        found.append(Slot(name))
    return tuple(found)


def slots(found: Pieces) -> list[str]:
    """The names in some pieces, in their order."""
    return [one.name for one in found if isinstance(one, Slot)]
