"""How the result of a clean-up reads, and whether a text still says all of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from mingbai.disclosures.rules.elements import squeezed

# 政府信息公开条例 leaves the clean-up to local rules (norms 7.3): afterwards the lists of documents that
# stay in force, are repealed, or are declared no longer in force are published.
HEADINGS = (
    ("repeal", "决定废止的文件"),
    ("expired", "宣布失效的文件"),
    ("amend", "需要修改的文件"),
    ("keep", "继续有效的文件"),
)
ENDING = ("repeal", "expired")
_NUMERALS = "一二三四"


class Line(NamedTuple):
    """One document of the list."""

    decision: str
    title: str
    document_number: str
    unit: str
    written_on: date | None
    reason: str


def result_html(organisation: str, year: int, lines: Sequence[Line]) -> str:
    """The body of the list: what was done in a sentence, then a table for each result."""
    parts = [
        f"<p>{escape(organisation)}对{year}年度纳入清理范围的{len(lines)}件文件进行了清理。"
        "现将清理结果公布如下，决定废止和宣布失效的文件自公布之日起停止执行。</p>"
    ]
    shown = [(heading, found) for key, heading in HEADINGS if (found := _of(lines, key))]
    for number, (heading, found) in enumerate(shown):
        parts.append(f"<h2>{_NUMERALS[number]}、{heading}（{len(found)}件）</h2>{_table(found)}")
    return "".join(parts)


def _of(lines: Iterable[Line], decision: str) -> list[Line]:
    return [line for line in lines if line.decision == decision]


def _table(lines: Sequence[Line]) -> str:
    heads = ("序号", "文件名称", "发文字号", "单位", "成文日期", "理由")
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in _cells(number, line)) + "</tr>"
        for number, line in enumerate(lines, 1)
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(number: int, line: Line) -> tuple[object, ...]:
    written = line.written_on.isoformat() if line.written_on else ""
    return (number, line.title, line.document_number, line.unit, written, line.reason)


def left_out(lines: Iterable[Line], text: str) -> list[str]:
    """Titles of repealed and expired documents that the text of a list no longer names."""
    said = squeezed(text)
    return [line.title for line in lines if line.decision in ENDING and squeezed(line.title) not in said]
