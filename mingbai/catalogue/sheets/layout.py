"""Where the header of a sheet is, and which column holds what."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from mingbai.catalogue.sheets.grids import Grid

LOOK_WITHIN = 15
"""The header stands within so many rows from the top; above it are titles."""

Sort = Literal["column", "channel", "extra"]

# (pattern of the last title of a column, name of the column)
_KNOWN = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"^(序号|编号|事项编号)$", "number"),
        (r"^(试点|公开|所属)?领域(名称)?$", "field"),
        (r"^一级(事项|目录|类目|分类)?(名称)?$", "level1"),
        (r"^二级(事项|目录|类目|分类)?(名称)?$", "level2"),
        (r"^三级(事项|目录|类目|分类)?(名称)?$", "level3"),
        (r"^公开内容(要素)?$|^内容要素$|^公开要素$", "elements"),
        (r"^(公开|法律|政策)?依据$", "basis"),
        (r"^(公开)?时限(要求)?$", "limit_text"),
        (r"^(公开)?(责任)?主体$", "body_text"),
        (r"^(公开)?渠道(和|及|与)?(载体)?$|^公开载体$", "channels"),
        (r"^全社会$|^社会公众$", "to_society"),
        (r"^特定(群体|群众|对象|人群)$", "to_group"),
        (r"^主动(公开)?$", "proactive"),
        (r"^依申请(公开)?$", "on_request"),
        (r"^内部(公开)?$", "internal"),
        (r"^不予公开$|^负面清单$", "withheld"),
        (r"^公开方式$", "mode"),
        (r"^(市?县|县区|区县|区|市|县市区?)级?$", "county_level"),
        (r"^(乡镇?|镇|街道|镇街|乡镇街道?|镇街道)级?$|^乡、?村级?$|^乡镇、?村级?$", "township_level"),
        (r"^(村|社区|村居|村社区|村、?社区)级?$", "village_level"),
    )
)
_TICKS = {"to_society", "proactive", "on_request", "internal", "withheld", "county_level", "township_level",
          "village_level"}  # fmt: skip
_ITEMS = re.compile(r"^(公开)?事项(名称)?$")
_CHANNELS = re.compile(r"渠道|载体")
_PLACES = ("level1", "level2", "level3")


@dataclass(frozen=True)
class Column:
    """What a column holds: a column of the catalogue, one channel to be ticked, or a local addition."""

    number: int
    sort: Sort
    name: str


@dataclass(frozen=True)
class Layout:
    """`titles` are what stands above the header; the rows begin at `first`."""

    titles: tuple[str, ...]
    header: int
    first: int
    columns: tuple[Column, ...] = field(default_factory=tuple)

    def at(self, name: str) -> int:
        """The number of the first column of that name; 0 when there is none."""
        return next((one.number for one in self.columns if one.name == name and one.sort != "extra"), 0)

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.columns if one.sort == "column"}


def plain(title: str) -> str:
    """A title without spaces and what is in brackets: 公开渠道和载体（“■”必选） → 公开渠道和载体."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))
    bare = re.sub(r"[(（【\[].*?[)）】\]]", "", text)
    return (bare or text).rstrip(":：*")


def layout_of(grid: Grid) -> Layout | None:
    """None when the sheet holds no catalogue (a cover, an explanation)."""
    best = max(
        range(1, min(LOOK_WITHIN, grid.rows) + 1), key=lambda row: (_known_in(grid, row), -row), default=0
    )
    if not best:
        return None
    top, bottom = _extent(grid, best)
    columns = tuple(_columns(grid, top, bottom))
    layout = Layout(_titles(grid, top), top, bottom + 1, columns)
    needed = {"level1"} <= layout.names and len(
        layout.names & {"elements", "basis", "limit_text", "body_text"}
    ) >= 2
    return layout if needed else None


def _known_in(grid: Grid, row: int) -> int:
    return len({_known(plain(grid.text(row, column))) for column in range(1, grid.columns + 1)} - {""})


def _known(title: str) -> str:
    if _ITEMS.search(title):
        return "items"
    return next((name for pattern, name in _KNOWN if pattern.search(title)), "")


def _extent(grid: Grid, row: int) -> tuple[int, int]:
    """The first and last row of the header: rows joined to `row` by merged cells or holding sub-titles."""
    top = bottom = row
    while top > 1 and _known_in(grid, top - 1) >= 2:
        top -= 1
    while bottom < grid.rows and _is_header(grid, bottom + 1):
        bottom += 1
    return top, bottom


def _is_header(grid: Grid, row: int) -> bool:
    """A further row of the header: some of its cells belong to the row above, or two name columns."""
    joined = [
        column
        for column in range(1, grid.columns + 1)
        if grid.text(row, column)
        and grid.range_of(row, column)[0] < row
        and _known(plain(grid.text(row, column)))
    ]
    return bool(joined) or _known_in(grid, row) >= 2


def _titles(grid: Grid, top: int) -> tuple[str, ...]:
    texts = [grid.text(row, column) for row in range(1, top) for column in range(1, grid.columns + 1)]
    return tuple(dict.fromkeys(text for text in texts if text))


def _columns(grid: Grid, top: int, bottom: int) -> list[Column]:
    found: list[Column] = []
    for number in range(1, grid.columns + 1):
        raw = [grid.text(row, number) for row in range(top, bottom + 1)]
        path = list(dict.fromkeys(part for part in (_words(text) for text in raw) if part))
        if path:
            found.append(_column(number, path, {one.name for one in found if one.sort == "column"}))
    return found


def _words(title: str) -> str:
    return re.sub(r"\s+", "", title)


def _column(number: int, path: list[str], taken: set[str]) -> Column:
    last, first = plain(path[-1]), plain(path[0])
    name = _known(last)
    if name == "items":
        name = next((place for place in _PLACES if place not in taken), "")
    if name == "channels" or (_CHANNELS.search(first) and (not name or len(path) > 1)):
        is_one = len(path) > 1 and name != "channels"
        return Column(number, "channel", last) if is_one else Column(number, "column", "channels")
    if name and (name not in taken):
        return Column(number, "column", name)
    title = "·".join(path)[:40]
    return Column(number, "extra", title)
