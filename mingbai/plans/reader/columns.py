"""What the columns of a task table hold, by their headings or, without any, by what stands in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.plans.reader import units
from mingbai.plans.reader.deadlines import find as find_deadlines
from mingbai.plans.reader.frequencies import find as find_frequencies
from mingbai.plans.reader.lines import Cell, Grid
from mingbai.plans.reader.masking import flat

NUMBER, GROUP, TEXT, LEAD, SUPPORT, CHARGE, LIMIT, OTHER = (
    *("number", "group", "text", "lead", "support", "charge", "limit", "other"),
)
_WHO = r"(?:单位|部门|科室|股室|处室|主体|机构|站所|村居|乡镇)"
_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (NUMBER, r"^(?:序号|编号|项次|号|序|[Nn][Oo]\.?)$"),
        (
            OTHER,
            r"责任人|领导|联系|电话|备注|得分|分值|权重|自评|完成情况|落实情况|进展|佐证|扣分|评分|考核方式|检查方式|依据|姓名|职务",
        ),
        (LEAD, rf"牵头|主办|主责|主管{_WHO}"),
        (SUPPORT, r"配合|协办|协同|参与|参加|协助|会办"),
        (
            CHARGE,
            rf"(?:责任|承办|落实|实施|负责|完成|执行|公开){_WHO}|责任分工|^(?:责任|任务)?{_WHO}$|分工|^责任$",
        ),
        (LIMIT, r"时限|期限|时间|节点|进度|日期|频次|频率|周期"),
        (GROUP, r"类别|类型|分类|项目|板块|领域|方面|一级|二级|维度|指标名称"),
        (TEXT, r"任务|措施|举措|内容|事项|要求|工作|目标|要点|指标|标准|做法"),
    )
)
_LONGEST = 20
_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """`roles` by column; the table's own rows begin at `body`."""

    roles: tuple[str, ...]
    body: int
    headed: bool = True

    def of(self, role: str) -> list[int]:
        return [at for at, found in enumerate(self.roles) if found == role]


def columns_of(grid: Grid) -> Columns | None:
    """None for a table that holds no tasks."""
    found = _by_header(grid.rows) or _by_content(grid.rows)
    if found is None or not (found.of(TEXT) or found.of(GROUP)):
        return None
    if not found.of(TEXT):  # 项目 | 责任单位: the only words there are
        last = found.of(GROUP)[-1]
        return Columns(tuple(TEXT if at == last else role for at, role in enumerate(found.roles)), found.body)
    return found


def role_of(heading: str) -> str | None:
    """The role a heading names; None for words that are no heading."""
    text = re.sub(r"[（(].*[）)]", "", flat(heading))
    if not 0 < len(text) <= _LONGEST:
        return None
    return next((role for role, pattern in _ROLES if pattern.search(text)), None)


def _by_header(rows: Sequence[tuple[Cell, ...]]) -> Columns | None:
    for at, row in enumerate(rows[:_HEADER_ROWS]):
        roles = [role_of(cell.text) for cell in row]
        if len({cell.text for cell, role in zip(row, roles, strict=True) if role}) < 2:
            continue
        if not _is_header(row, roles):
            return None
        end = at + 1
        while end < len(rows) and _continues(rows[end], row):
            roles = [role_of(cell.text) or role for cell, role in zip(rows[end], roles, strict=True)]
            end += 1
        return Columns(tuple(role or OTHER for role in roles), end)
    return None


def _is_header(row: tuple[Cell, ...], roles: Sequence[str | None]) -> bool:
    filled = [role for cell, role in zip(row, roles, strict=True) if cell.text.strip()]
    known = [role for role in filled if role]
    return len(known) * 2 > len(filled) and all("。" not in cell.text for cell in row)


def _continues(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """A second row of headings: each cell repeats the one above it or parts a merged one."""
    pairs = list(zip(row, above, strict=True))
    parted = [cell for cell, over in pairs if cell.text != over.text]
    return bool(
        parted
        and any(cell.carried for cell, over in pairs if cell.text == over.text)
        and all(role_of(cell.text) and len(flat(cell.text)) <= 10 for cell in parted)
        and any(over.carried for cell, over in pairs if cell.text != over.text)
    )


def _by_content(rows: Sequence[tuple[Cell, ...]]) -> Columns | None:
    """Without headings: units in one column, sentences in another."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    columns = [[cell.text for cell in column if cell.text.strip()] for column in zip(*rows, strict=True)]
    roles = [guess(texts) for texts in columns]
    if CHARGE not in roles:
        return None
    lengths = [
        sum(map(len, texts)) / len(texts) if texts and role == OTHER else 0.0
        for texts, role in zip(columns, roles, strict=True)
    ]
    longest = max(range(len(roles)), key=lambda at: lengths[at])
    if lengths[longest] < 6:
        return None
    roles = [
        TEXT if at == longest else GROUP if role == OTHER and at < longest else role
        for at, role in enumerate(roles)
    ]
    return Columns(tuple(roles), 0, headed=False)


def guess(texts: Sequence[str]) -> str:
    """The role of a column by what stands in it; OTHER when nothing tells."""
    if not texts:
        return OTHER
    if all(flat(text).rstrip(".、．").isdecimal() for text in texts):
        return NUMBER
    if _most(units.all_plain(text) for text in texts):
        return CHARGE
    timed = (
        bool(find_deadlines(text, None, False) or find_frequencies(text)) and len(text) < 20 for text in texts
    )
    return LIMIT if _most(timed) else OTHER


def _most(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return sum(listed) * 3 >= len(listed) * 2
