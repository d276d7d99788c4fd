"""Automatic numbering: the label Word prints before a numbered paragraph."""

import re
from dataclasses import dataclass, field

from lxml import etree

from mingbai.documents.docx.counting import written
from mingbai.documents.docx.names import ILVL, NUM_ID, VAL, w

ABSTRACT, NUM, LVL = w("abstractNum"), w("num"), w("lvl")
ABSTRACT_ID, OVERRIDE, START_OVERRIDE = w("abstractNumId"), w("lvlOverride"), w("startOverride")
NUM_FMT, LVL_TEXT, START, IS_LGL = w("numFmt"), w("lvlText"), w("start"), w("isLgl")
STYLE_LINK, NUM_STYLE_LINK, PSTYLE = w("styleLink"), w("numStyleLink"), w("pStyle")
PLACE = re.compile(r"%([1-9])")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    style: str
    text: str
    start: int
    legal: bool  # print the numbers of all levels as plain digits


@dataclass(slots=True)
class List:
    """A w:num: levels by depth, counters shared by all lists of one abstract definition."""

    levels: dict[int, Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, List] = {}
        self.style_levels: dict[tuple[str, str], int] = {}  # (list, paragraph style) -> depth
        if root is not None:
            self._read(root)

    def label(self, list_id: str, depth: int) -> str:
        """Counts on and returns the printed label, `BULLET` for a bullet, "" for no such list."""
        numbered = self._lists.get(list_id)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        if level.style == "bullet":
            return BULLET
        counters = numbered.counters
        if depth in numbered.restarts:
            counters[depth] = numbered.restarts.pop(depth) - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]
        return PLACE.sub(lambda place: _number(numbered, level, int(place[1]) - 1), level.text)

    def _read(self, root: etree._Element) -> None:
        abstracts = {element.get(ABSTRACT_ID): element for element in root.iterchildren(ABSTRACT)}
        linked = {
            link.get(VAL): element
            for element in abstracts.values()
            if (link := element.find(STYLE_LINK)) is not None
        }
        counters: dict[str | None, dict[int, int]] = {}
        for num in root.iterchildren(NUM):
            reference = num.find(ABSTRACT_ID)
            abstract_id = reference.get(VAL) if reference is not None else None
            abstract = abstracts.get(abstract_id)
            if abstract is None:
                continue
            link = abstract.find(NUM_STYLE_LINK)
            source = linked.get(link.get(VAL), abstract) if link is not None else abstract
            self._add(num, source, counters.setdefault(abstract_id, {}))

    def _add(self, num: etree._Element, abstract: etree._Element, counters: dict[int, int]) -> None:
        list_id = num.get(NUM_ID, "")
        levels = dict(_levels(abstract))
        restarts = {}
        for override in num.iterchildren(OVERRIDE):
            levels.update(_levels(override))
            start = override.find(START_OVERRIDE)
            if start is not None:
                restarts[_whole(override.get(ILVL))] = _whole(start.get(VAL), 1)
        for element in abstract.iterchildren(LVL):
            style = element.find(PSTYLE)
            if style is not None:
                self.style_levels[list_id, style.get(VAL, "")] = _whole(element.get(ILVL))
        self._lists[list_id] = List(levels, counters, restarts)


def _levels(parent: etree._Element) -> list[tuple[int, Level]]:
    return [(_whole(element.get(ILVL)), _level(element)) for element in parent.iterchildren(LVL)]


def _level(element: etree._Element) -> Level:
    values = {child.tag: child.get(VAL, "") for child in element}
    return Level(
        values.get(NUM_FMT, "decimal"),
        values.get(LVL_TEXT, ""),
        _whole(values.get(START), 1),
        IS_LGL in values and values[IS_LGL] not in ("0", "false"),
    )


def _number(numbered: List, level: Level, depth: int) -> str:
    of_depth = numbered.levels.get(depth)
    number = numbered.counters.get(depth, of_depth.start if of_depth else 1)
    return written(number, "decimal" if level.legal or of_depth is None else of_depth.style)


def _whole(value: str | None, otherwise: int = 0) -> int:
    try:
        return int(value or otherwise)
    except ValueError:
        return otherwise
