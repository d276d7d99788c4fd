"""Tables of what is kept beside the record."""

from collections.abc import Iterable

from mingbai.disclosures.models import CleanUpItem, Information
from mingbai.disclosures.states import TRANSITIONS, Stage, Status
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import Sheet

CLEAN_UP = (
    "序号", "文件名称", "发文字号", "单位", "成文日期", "单位意见", "意见理由", "提出人", "决定", "决定理由",
    "决定人", "生效情况",
)  # fmt: skip


def clean_up_sheet(items: Iterable[CleanUpItem]) -> Sheet:
    """The documents of a campaign with proposal and decision, as the screen shows them."""
    rows = [
        (
            number,
            one.information.title,
            one.information.document_number,
            one.information.organisation.name,
            one.information.written_on or "",
            one.get_proposal_display(),
            one.reason,
            one.proposed_by or "",
            one.get_decision_display(),
            one.decision_reason,
            one.decided_by or "",
            one.applied_note,
        )
        for number, one in enumerate(items, 1)
    ]
    return Sheet("文件清理", CLEAN_UP, rows)


LISTED = ("序号", "标题", "发文字号", "单位", "成文日期", "公开日期", "索引号")


def texts_sheet(name: str, texts: Iterable[Information]) -> Sheet:
    """The list behind a number."""
    rows = [
        (
            number,
            one.title,
            one.document_number,
            one.organisation.name,
            one.written_on or "",
            one.published_at.astimezone(CHINA).date() if one.published_at else "",
            one.index_number,
        )
        for number, one in enumerate(texts, 1)
    ]
    return Sheet(name, LISTED, rows)


def states_page() -> str:
    """The transition table of a record as a page of the manual."""
    lines = [
        "# 一条信息的状态",
        "",
        "由 `mingbai states --write` 从 `mingbai/disclosures/states.py` 的转换表生成。",
        "",
        "| 动作 | 办理状态（从） | 公开状态（从） | 办理状态（到） | 公开状态（到） |",
        "|---|---|---|---|---|",
    ]
    for row in TRANSITIONS:
        stages = "、".join(stage.label for stage in Stage if stage in row.stages)
        statuses = "、".join(status.label for status in Status if status in row.statuses)
        stage = row.stage.label if row.stage else "不变"
        status = row.status.label if row.status else "不变"
        lines.append(f"| {row.verb.label} | {stages} | {statuses} | {stage} | {status} |")
    lines += ["", "```mermaid", "stateDiagram-v2"]
    for row in TRANSITIONS:
        lines += [
            f"    {old.value} --> {row.stage.value}: {row.verb.label}"
            for old in Stage
            if row.stage and old in row.stages and old != row.stage
        ]
    lines += [f'    state "{stage.label}" as {stage.value}' for stage in Stage]
    return "\n".join([*lines, "```", ""])
