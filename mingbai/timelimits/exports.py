"""What the commands print, and the page of the manual on limits."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mingbai.timelimits.actions import Entered
from mingbai.timelimits.models import CertaintyChoice
from mingbai.timelimits.notices import Day
from mingbai.timelimits.rules import STATUTORY, Calendar, LimitValue, Result, in_words, is_working_day


def entered_as_json(entered: Entered) -> dict[str, Any]:
    return {
        "year": entered.notice.year,
        "days": [_day_as_json(day) for day in entered.days],
        "moved": [
            {"due_before": one.due_before, "due_after": one.due_after, "what": one.what}
            for one in entered.moved
        ],
        "changed": entered.changed,
        "complete": entered.notice.covers_year,
        "warnings": list(entered.warnings),
    }


def year_as_json(year: int, calendar: Calendar) -> dict[str, Any]:
    """The days of a year that are not what their weekday says, holidays on weekends among them."""
    return {
        "year": year,
        "estimated": year not in calendar.years,
        "working_days": sum(is_working_day(day, calendar) for day in days_of(year)),
        "days": [_day_as_json(day) for day in special_days(year, calendar)],
    }


def special_days(year: int, calendar: Calendar) -> list[Day]:
    found = []
    for day in days_of(year):
        if day in calendar.off or day in calendar.made_up:
            found.append(Day(day, day in calendar.off, calendar.names.get(day, "")))
        elif year not in calendar.years and (day.month, day.day) in STATUTORY:
            found.append(Day(day, True, STATUTORY[day.month, day.day]))
    return found


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


def _day_as_json(day: Day) -> dict[str, Any]:
    return {"date": day.date, "isOffDay": day.off, "name": day.name}


def result_as_json(limit: LimitValue, result: Result) -> dict[str, Any]:
    return {
        "due": moment(result.due),
        "estimated": result.estimated,
        "limit": {
            "key": limit.key,
            "name": limit.name,
            "number": limit.number,
            "unit": limit.unit,
            "words": in_words(limit),
            "from": limit.from_label,
            "certainty": limit.certainty,
            "certainty_words": certainty_words(limit),
        },
        "article": limit.article,
        "steps": [{"date": moment(one.day), "text": one.text} for one in result.steps],
    }


def moment(day: date) -> str:
    """ISO 8601; with the time where the limit is in hours."""
    return day.isoformat(timespec="minutes") if isinstance(day, datetime) else day.isoformat()


def certainty_words(limit: LimitValue) -> str:
    return CertaintyChoice(limit.certainty).label


def limits_page(limits: Mapping[str, LimitValue]) -> str:
    """docs/time-limits.md."""
    lines = [
        "# 时限",
        "",
        "由 `mingbai limits --write` 从 `mingbai/timelimits/data/limits.toml` 生成。这是随系统装入的内容；",
        "县公开办可以在工作台“时限”里修改，从哪一天起、为什么改都有记录，原来的写法保留。",
        "",
        "起算的当日一般不计（民法典第二百零一条）；“顺延”指最后一天是休息日时，以休息日结束的次日为最后一天",
        "（民法典第二百零三条）。用 `mingbai deadline 代号 --from 日期` 计算。依据内容是转述，不是原文。",
        "",
        "| 代号 | 事项 | 时限 | 从什么时候起算 | 最后一天是休息日 | 依据 | 核对情况 |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(limit) for limit in limits.values()]
    lines += ["", "## 依据内容和中途事件", ""]
    for limit in limits.values():
        lines += _explained(limit)
    return "\n".join([*lines, ""])


def shift_words(limit: LimitValue) -> str:
    if not limit.shift:
        return "不顺延"
    if limit.unit == "working_day" and limit.sense != "before":
        return "不会是休息日"
    return "提前" if limit.sense == "before" else "顺延"


def _row(limit: LimitValue) -> str:
    first = "（当日计入）" if limit.count_first_day else ""
    cells = (
        f"`{limit.key}`", limit.name, in_words(limit), f"{limit.from_label}{first}", shift_words(limit),
        limit.article, certainty_words(limit),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _explained(limit: LimitValue) -> Iterable[str]:
    note = f" {limit.note}" if limit.note else ""
    yield f"- `{limit.key}` {limit.name}：{limit.quote}{note}"
    for one in limit.events:
        extra = f"，增加 {one.number}" if one.number else ""
        yield f"  - `--event {one.name}=日期` {one.label}（{EFFECTS[one.effect]}{extra}）"


EFFECTS = {"restart": "重新起算", "pause": "暂停计算", "resume": "恢复计算", "extend": "延长"}
