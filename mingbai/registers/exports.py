"""Each register as a sheet of a workbook, with the same rows as on screen."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from mingbai.lib.clock import CHINA
from mingbai.lib.tables import Sheet
from mingbai.registers.models import Activity, Contact, Incident, LeadingGroup, RosterEntry
from mingbai.registers.queries import Gap, Watched, kinds
from mingbai.registers.rules import attendance_text

MOST_ROWS = 20_000


def activities_sheet(rows: Iterable[Activity]) -> Sheet:
    known = kinds(all_=True)
    titles = (
        *(
            "日期",
            "单位",
            "种类",
            "名称",
            "状态",
            "地点",
            "主持人",
            "职务",
            "主讲（汇报）人",
            "职务",
            "参加人员",
        ),
        *("人数", "内容", "结果", "网址", "相关信息", "佐证文件", "取消原因"),
    )
    return Sheet("工作登记", titles, [_activity(row, known) for row in rows])


def _activity(row: Activity, known: dict[str, Any]) -> Sequence[Any]:
    kind = known[row.kind].name if row.kind in known else row.kind
    return (
        *(row.held_on, row.organisation.name, kind, row.title, row.get_state_display(), row.place),
        *(row.chair, row.chair_post, row.speaker, row.speaker_post, attendance_text(row.attendance)),
        *(row.people, row.summary, row.outcome, row.link),
        "、".join(one.index_number for one in row.records.all()),
        len([one for one in row.proofs.all() if one.dropped_at is None]),
        row.cancel_reason,
    )


def contacts_sheet(rows: Iterable[Contact]) -> Sheet:
    titles = ("单位", "身份", "姓名", "职务", "电话", "从", "至", "结束原因", "报备")
    return Sheet(
        "联络人员",
        titles,
        [
            (
                *(row.organisation.name, row.get_kind_display(), row.name, row.post, row.telephone),
                *(row.valid_from, row.valid_to, row.end_reason, row.filing),
            )
            for row in rows
        ],
    )


def gaps_sheet(rows: Iterable[Gap]) -> Sheet:
    titles = ("单位", "缺什么", "说明", "现在由谁负责")
    return Sheet(
        "缺联络人员的单位",
        titles,
        [(one.organisation.name, one.kind_label, one.reason, one.cover) for one in rows],
    )


def groups_sheet(rows: Iterable[LeadingGroup]) -> Sheet:
    titles = ("单位", "类别", "名称", "成立文件", "从", "至", "组内职务", "姓名", "职务", "任至")
    found: list[Sequence[Any]] = []
    for row in rows:
        head = (
            *(row.organisation.name, row.get_kind_display(), row.name, row.basis),
            row.valid_from,
            row.valid_to,
        )
        members = list(row.members.all())
        found += [(*head, one.get_role_display(), one.name, one.post, one.valid_to) for one in members]
        if not members:
            found.append((*head, "", "", "", ""))
    return Sheet("领导小组", titles, found)


def accounts_sheet(rows: Iterable[Watched]) -> Sheet:
    titles = (
        *("主办单位", "平台", "账号名称", "账号编号", "网址", "主账号", "状态", "开设日期", "关停日期"),
        *("关停原因", "最近更新", "提示", "报备"),
    )
    return Sheet("新媒体账号", titles, [_account(one) for one in rows])


def _account(one: Watched) -> Sequence[Any]:
    row = one.account
    filed = "；".join(f"{step.get_kind_display()}：{step.filing}" for step in row.steps.all())
    return (
        *(row.organisation.name, row.platform_label, row.name, row.account_id, row.url),
        *("是" if row.main else "否", row.get_state_display(), row.opened_on, row.closed_on),
        *(row.close_reason, row.updated_on, "；".join(one.warnings), filed),
    )


def roster_sheet(rows: Iterable[RosterEntry]) -> Sheet:
    return Sheet(
        "值班表",
        ("日期", "单位", "值班人员", "值班电话"),
        [(row.on, row.organisation.name, row.name, row.telephone) for row in rows],
    )


def incidents_sheet(rows: Iterable[Incident]) -> Sheet:
    return Sheet(
        "突发情况",
        ("单位", "发生了什么", "发现时间", "处置完毕", "怎样处置", "公开说明"),
        [
            (
                *(row.organisation.name, row.what, _moment(row.discovered_at)),
                _moment(row.handled_at),
                *(row.handling, row.notice.index_number if row.notice else ""),
            )
            for row in rows
        ],
    )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else ""
