"""Postings and missing channels as workbooks."""

from collections.abc import Iterable
from datetime import date, datetime

from mingbai.channels.models import Posting
from mingbai.channels.queries import Owed
from mingbai.lib.clock import CHINA
from mingbai.lib.tables import to_xlsx

POSTING_TITLES = (
    "索引号", "标题", "第几版", "渠道", "地点或者账号", "经办单位", "状态", "计划日期", "公开时间", "公开到",
    "结束时间", "张贴（播出）人", "撤下人", "提前撤下的理由", "佐证（份）",
)  # fmt: skip
MISSING_TITLES = ("索引号", "标题", "发布机构", "公开事项", "还缺的渠道", "最迟", "情况")


def postings_table(rows: Iterable[Posting]) -> bytes:
    lines = [
        [
            one.information.index_number,
            one.title,
            one.version_number,
            one.get_channel_display(),
            one.where,
            one.organisation.name,
            one.get_state_display(),
            one.planned_on,
            _moment(one.up_at),
            one.until or "",
            _moment(one.down_at),
            one.up_name,
            one.down_name,
            one.early_reason,
            one.proofs.count(),
        ]
        for one in rows
    ]
    return to_xlsx(POSTING_TITLES, lines, "张贴情况")


def missing_table(rows: Iterable[Owed], today: date) -> bytes:
    lines = [
        [
            one.information.index_number,
            one.information.title,
            one.information.organisation.name,
            str(one.information.catalogue_item or ""),
            one.names,
            one.due_on,
            "已超期" if one.due_on < today else "未到期",
        ]
        for one in rows
    ]
    return to_xlsx(MISSING_TITLES, lines, "渠道没有发齐")


def _moment(at: datetime | None) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if at else ""
