"""How an official document looks: measures and typefaces as data, so that a county may set its own.

The packaged values are those of GB/T 9704-2012 【转】; the standard's own text was not at hand.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

POINTS_PER_MM = 72 / 25.4
MOST, LEAST_TEXT = 500, 60
"""Millimetres: of any measure, and of what the margins must leave."""
WHOLE, MOST_SIGNS = ("lines", "characters"), 99
"""Numbers of lines on a page and of characters on a line."""


@dataclass(frozen=True)
class Face:
    """A typeface and its size in points; `others` are tried where `name` is not installed."""

    name: str
    size: float
    others: tuple[str, ...] = ()
    bold: bool = False


# 号 → points
SIZE_1, SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 26.0, 22.0, 16.0, 14.0, 10.5

_SONG = ("华文仿宋", "仿宋", "FangSong", "Noto Serif CJK SC")
_TITLE = ("小标宋", "方正小标宋_GBK", "华文中宋", "宋体", "Noto Serif CJK SC")
_HEI = ("SimHei", "方正黑体_GBK", "微软雅黑", "Noto Sans CJK SC")
_KAI = ("楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "Noto Serif CJK SC")


@dataclass(frozen=True)
class Layout:
    """Lengths in millimetres.

    A4，上白边37、订口28，版心156×225，每面22行，每行28字；标题2号小标宋，正文3号仿宋，
    一级黑体、二级楷体、三四级仿宋，页码4号半角宋体。
    """

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    lines: int = 22
    characters: int = 28
    title: Face = Face("方正小标宋简体", SIZE_2, _TITLE)
    head: Face = Face("方正小标宋简体", 36, _TITLE)
    level1: Face = Face("黑体", SIZE_3, _HEI)
    level2: Face = Face("楷体_GB2312", SIZE_3, _KAI)
    level3: Face = Face("仿宋_GB2312", SIZE_3, _SONG)
    level4: Face = Face("仿宋_GB2312", SIZE_3, _SONG)
    body: Face = Face("仿宋_GB2312", SIZE_3, _SONG)
    signer: Face = Face("楷体_GB2312", SIZE_3, _KAI)
    table: Face = Face("仿宋_GB2312", 12, _SONG)
    table_head: Face = Face("黑体", 12, _HEI)
    page_number: Face = Face("宋体", SIZE_4, ("SimSun", "Noto Serif CJK SC"))
    closing: Face = Face("仿宋_GB2312", SIZE_4, _SONG)
    latin: str = "Times New Roman"

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def pitch(self) -> float:
        """From line to line, in points, so that `lines` fill the height."""
        return int(self.text_height * POINTS_PER_MM / self.lines * 20) / 20

    @property
    def character(self) -> float:
        """From character to character in points, so that `characters` fill the width."""
        return self.text_width * POINTS_PER_MM / self.characters

    def level(self, number: int) -> Face:
        return (self.level1, self.level2, self.level3, self.level4)[min(max(number, 1), 4) - 1]

    def faces(self) -> dict[str, Face]:
        found = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in found if isinstance(value, Face)}

    def with_values(self, values: Mapping[str, Any]) -> "Layout":
        """With the county's values: numbers by their names, typefaces as `title`: "华文中宋".

        A typeface keeps the size and what stands in for it. ValueError, in Chinese, for what cannot be set.
        """
        faces, lengths = self.faces(), self._lengths()
        own: dict[str, Any] = {}
        for name, value in values.items():
            if name in faces:
                face = faces[name]
                own[name] = replace(face, name=str(value), others=(face.name, *face.others))
            elif name in lengths:
                own[name] = _whole(name, value) if name in WHOLE else _length(name, value)
            elif name == "latin":
                own[name] = str(value)
            else:
                raise ValueError(f"没有“{name}”这一项，可以写：{'、'.join([*lengths, *faces, 'latin'])}。")
        changed = replace(self, **own)
        changed._fits()
        return changed

    def _lengths(self) -> dict[str, float]:
        found = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in found if isinstance(value, int | float)}

    def _fits(self) -> None:
        """ValueError where the margins leave no room for a text, or its lines would run into each other."""
        if min(self.text_width, self.text_height) < LEAST_TEXT:
            raise ValueError(f"白边太宽：纸面减去白边，长和宽都要留下 {LEAST_TEXT} 毫米以上。")
        if min(self.pitch, self.character) < self.body.size / 2:
            raise ValueError("每面行数（lines）或者每行字数（characters）太多，字会叠在一起。")


def _length(name: str, value: Any) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number <= MOST:
        raise ValueError(f"“{name}”不能写“{value}”，要写 0 到 {MOST} 的数字，单位毫米。")
    return number


def _whole(name: str, value: Any) -> int:
    if not (text := str(value)).isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_SIGNS:
        raise ValueError(f"“{name}”不能写“{value}”，要写 1 到 {MOST_SIGNS} 的整数。")
    return int(text)


OFFICIAL = Layout()
