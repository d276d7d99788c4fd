"""The blocks of a text as sentences that can be read out: headings announced, lists and tables told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from mingbai.documents.official.values import Block, Cell, Heading, Paragraph, Table

TOTALS = ("合计", "总计", "共计", "小计")
_ENUMERATED = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[章节条部])"
)
_UNIT = re.compile(r"[(（]([^()（）]{1,6})[)）]\s*$")
_NUMBERING = re.compile(r"^(?:序号|编号|No\.?|行号)$", re.I)
_ADDED_UP = re.compile(r"金额|补贴|补助|资金|面积|人数|户数|数量|收入|支出|发放|合计|元|亩|户$|人$")
_NOT_ADDED = re.compile(r"标准|单价|比例|率|电话|编号|日期|年|月|身份证|账号|卡号")
_ENDS = "。！？；：:;!?"
_NUMERAL = re.compile(r"-?[\d,]+(?:\.\d+)?%?$")
_HEAD_WORD = re.compile(
    r"(?:序号|编号|名称|文件|文号|项目|事项|姓名|户主|申请人|时间|日期|地点|备注|金额)(?:[(（].*)?$"
)
_FOR_THE_FILE = re.compile(r"[(（]此件[^（）()]{1,20}[)）]。?")
_PICTURE = re.compile(r"［图：[^］]*］")


def sentences(blocks: Iterable[Block], most_rows: int) -> list[str]:
    """Written sentences in their order, each ending with a stop.

    Tables of more than `most_rows` rows are told by their totals.
    """
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += _table(block, most_rows)
        elif isinstance(block, Heading):
            found.append(_heading(block.text))
        elif isinstance(block, Paragraph):
            found += _paragraph(block.text)
    return [one for one in found if one.strip(" 。")]


def _heading(text: str) -> str:
    text = text.strip().rstrip(_ENDS)
    return f"{text}。" if _ENUMERATED.match(text) else f"下面是{text}。"


def _paragraph(text: str) -> list[str]:
    """A paragraph by its sentences, so that a script can end after any of them."""
    text = _FOR_THE_FILE.sub("", _PICTURE.sub("", text)).strip().removeprefix("·").strip()
    if not text:
        return []
    parts = re.findall(r"[^。！？]+[。！？]?[”’）)]*", text)
    return [part.strip() if part.strip()[-1:] in _ENDS + "”’）)" else f"{part.strip()}。" for part in parts]


def _table(table: Table, most_rows: int) -> Iterator[str]:
    names, rows = _grid(table)
    if table.caption:
        yield f"下面是一张表：{table.caption.rstrip(_ENDS)}。"
    totals = [row for row in rows if _is_total(row)]
    lines = [row for row in rows if not _is_total(row)]
    if len(lines) > most_rows:
        yield from _summary(names, lines, totals)
        return
    for number, row in enumerate(lines, 1):
        if told := _row(names, row):
            yield f"第{number}行，{told}。"
    yield from (f"合计，{told}。" for row in totals if (told := _row(names, row)))


def _grid(table: Table) -> tuple[list[str], list[list[str]]]:
    """The columns' names (empty where the table has none) and the rows, joined cells repeated."""
    lines = _full([[*row] for row in table.rows])
    heads = [[str(one).strip() for one in table.titles]] if table.titles else []
    head_rows = table.head_rows or (0 if heads else _unmarked_head(lines))
    heads += lines[:head_rows]
    width = max((len(line) for line in (*heads, *lines)), default=0)
    names = [
        "".join(dict.fromkeys(head[at] for head in heads if at < len(head) and head[at]))
        for at in range(width)
    ]
    return names, lines[head_rows:]


def _unmarked_head(lines: list[list[str]]) -> int:
    """1 when the first row, though not marked as a head, names columns."""
    first, rest = (lines[0], lines[1:]) if lines else ([], [])
    if not rest or not all(first) or len(set(first)) == 1 or any(map(_NUMERAL.match, first)):
        return 0
    columns = [[line[at] for line in rest if line[at]] for at in range(len(first))]
    numbers = any(column and all(map(_NUMERAL.match, column)) for column in columns)
    return int(numbers or any(map(_HEAD_WORD.match, first)))


def _full(rows: list[list[object]]) -> list[list[str]]:
    """Every cell at its place in the grid; one that reaches over several stands in each."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            one = cell if isinstance(cell, Cell) else Cell(str(cell))
            for down in range(one.rows):
                grid |= {(y + down, x + across): one.text for across in range(one.columns)}
            x += one.columns
    width = max((x + 1 for _, x in grid), default=0)
    return [
        [grid.get((y, x), "").replace("\n", "，").strip() for x in range(width)] for y in range(len(rows))
    ]


def _is_total(row: Sequence[str]) -> bool:
    return any(re.sub(r"\s", "", cell).startswith(TOTALS) for cell in row[:2])


def _row(names: Sequence[str], row: Sequence[str]) -> str:
    """户主张三，金额300元: each cell after its column's name, without numbers of rows and empty cells."""
    told: list[str] = []
    for name, cell in zip(names, row, strict=False):
        total = re.sub(r"\s", "", cell).startswith(TOTALS)
        if not cell or _NUMBERING.match(name) or total or cell in ("-", "—", "/"):
            continue
        words = _named(name, cell)
        if words not in told:
            told.append(words)
    return "，".join(told)


def _named(name: str, cell: str) -> str:
    unit = _UNIT.search(name)
    plain = name[: unit.start()].strip() if unit else name
    measured = unit is not None and re.fullmatch(r"-?[\d,]+(?:\.\d+)?", cell) is not None
    return f"{plain}{cell}{unit[1] if unit and measured else ''}"


def _summary(names: Sequence[str], lines: list[list[str]], totals: list[list[str]]) -> Iterator[str]:
    sums = "；".join(told for row in totals[-1:] if (told := _row(names, row))) or _added(names, lines)
    yield f"这张表共有{len(lines)}行，不逐行播送。"
    if sums:
        yield f"合计，{sums}。"
    yield "完整的表请看公示栏或者扫公示栏上的二维码。"


def _added(names: Sequence[str], lines: list[list[str]]) -> str:
    told = []
    for at, name in enumerate(names):
        if not _ADDED_UP.search(name) or _NOT_ADDED.search(_UNIT.sub("", name)):
            continue
        values = [_value(line[at]) for line in lines if at < len(line) and line[at]]
        if values and None not in values:
            told.append(_named(name, f"{sum(one for one in values if one is not None):f}"))
    return "，".join(told)


def _value(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
