"""Papers of inspections, rounds and self-checks as official documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingbai.documents.official import Block, OfficialDocument, Paragraph, Table
from mingbai.evaluation.models import Circular, Notice, SelfCheck
from mingbai.evaluation.queries import selfchecks
from mingbai.evaluation.rules.comparing import ANSWERS
from mingbai.evaluation.rules.papers import from_json
from mingbai.lib import clock
from mingbai.lib.clock import CHINA

LINES = ("序号", "自查内容", "结论", "情况说明", "系统取数")


def circular(row: Circular) -> OfficialDocument:
    """通报, as it stands."""
    return OfficialDocument(
        title=row.title,
        blocks=_blocks(row.paragraphs, row.table),
        signed=[row.organisation.name],
        written_on=row.created_at.astimezone(CHINA).date(),
    )


def notice(row: Notice) -> OfficialDocument:
    """整改通知, as it was issued."""
    paper = from_json(row.text)
    return OfficialDocument(
        title=paper.title,
        number=row.number,
        addressee=paper.to,
        blocks=_blocks(paper.paragraphs, row.text.get("table", {})),
        signed=[paper.signed] if paper.signed else [],
        written_on=row.issued_on,
    )


def selfcheck(row: SelfCheck) -> OfficialDocument:
    """自查报告: the summary, and every line with its answer."""
    rows = []
    for number, one in enumerate(selfchecks.shown(row), 1):
        answer = ANSWERS.get(one.line.answer, "没有填写")
        note = "；".join(part for part in (one.line.note, one.line.explanation) if part)
        rows.append((str(number), one.question.question, answer, note, one.line.machine_note))
    opening = f"本单位对{row.year}年政务公开工作逐项作了自查，情况如下。"
    summary = [Paragraph(row.summary or opening)]
    on = row.submitted_at.astimezone(CHINA).date() if row.submitted_at else clock.today()
    table = Table(LINES, rows, "自查情况", widths=(1, 5, 2, 4, 4))
    return OfficialDocument(
        title=f"{row.organisation.name}{row.year}年度政务公开自查报告",
        blocks=[*summary, table],
        signed=[row.organisation.name],
        written_on=on,
    )


def _blocks(paragraphs: Sequence[str], table: Mapping[str, Any]) -> list[Block]:
    found: list[Block] = [Paragraph(one) for one in paragraphs if one.strip()]
    if table.get("rows"):
        titles = [str(one) for one in table["titles"]]
        widths = [_share(place, title, table["rows"]) for place, title in enumerate(titles)]
        found.append(Table(titles, table["rows"], table.get("caption", ""), widths))
    return found


def _share(place: int, title: str, rows: Sequence[Sequence[object]]) -> float:
    """Columns with long cells get more room."""
    longest = max([len(title), *(len(str(row[place])) for row in rows if place < len(row))])
    return min(max(longest, 3), 20)
