"""What follows the plan's headings: numbers of public records, activities, and what is missing."""

from typing import Any

from django.db.models import Count

from mingbai.channels.states import Channel
from mingbai.disclosures.queries import counts
from mingbai.duties import queries as duties
from mingbai.organisations.queries import Scope
from mingbai.registers.queries.kinds import kinds
from mingbai.reports.queries.behind import rows
from mingbai.reports.queries.figures import Composed, Source
from mingbai.reports.rules import Held, chinese_day, clip, endings, held_words, shares
from mingbai.reports.states import Of, PartKind

ALWAYS = ("training", "meeting_heard")
"""Kinds of activities of which a report says so when there were none."""
BY = {"topic": "主题", "field": "领域", "genre": "体裁"}
MOST_PROBLEMS = 30


def records(source: Source) -> Composed:
    all_ = source.counted("records", "公开信息", of=Of.RECORDS.value)
    start, end = chinese_day(source.reach.start), chinese_day(source.reach.end)
    text, figures = f"{start}至{end}，通过政府信息公开平台公开信息{all_['number']}条。", [all_]
    for by, name in BY.items():
        found = _shares(source, by)
        text += shares(name, [(one["label"], one["number"]) for one in found])
        figures += [{**one, "label": f"{name}：{one['label']}"} for one in found]
    posted = source.counted("posted", "张贴村务公开表", of=Of.POSTED.value)
    if posted["number"]:
        text += f"通过村务公开栏张贴公开表{posted['number']}期。"
        figures.append(posted)
    other = _channels(source)
    if other:
        text += "通过其他渠道公开：" + "、".join(f"{one['label']}{one['number']}次" for one in other) + "。"
    return Composed("records", PartKind.RECORDS, heading="信息公开数量", text=text, figures=figures + other)


def _shares(source: Source, by: str) -> list[dict[str, Any]]:
    scope = source.reach.organisation if source.reach.below else Scope(ids=(source.reach.organisation.pk,))
    return [
        source.figure(
            f"records:{by}:{one.key}", one.label, one.number, of=Of.RECORDS.value, by=by, key=str(one.key)
        )
        for one in counts(scope, source.reach.start, source.reach.end, by=by)
    ]


def _channels(source: Source) -> list[dict[str, Any]]:
    """How often each channel beside the website was used, in the order of the channels."""
    up = rows(source.user, source.reach, {"of": Of.CHANNELS})
    used = dict(up.order_by().values_list("channel").annotate(number=Count("pk")))
    return [
        source.figure(f"channels:{one}", one.label, used[one], of=Of.CHANNELS.value, channel=one.value)
        for one in Channel
        if one in used
    ]


def activities(source: Source) -> Composed:
    texts, figures = [], []
    for key, kind in kinds().items():
        ask = {"of": Of.ACTIVITIES.value, "kind": key}
        held = [
            Held(row.held_on, row.title, row.summary, row.chair_post)
            for row in rows(source.user, source.reach, ask)
        ]
        if held or key in ALWAYS:
            texts.append(held_words(kind.name, held))
            figures.append(source.figure(f"activities:{key}", kind.name, len(held), **ask))
    return Composed(
        "activities",
        PartKind.ACTIVITIES,
        heading="培训、会议等工作开展情况",
        text="\n".join(texts),
        figures=figures,
    )


def problems(source: Source) -> Composed:
    bad = source.lines.filter(state__in=["missing", "late"])
    found = duties.count(bad)
    if not found.total:
        text = f"截至{chinese_day(source.reach.until)}，台账里没有逾期完成或者没有完成的任务。"
    else:
        text = f"{endings(found)}："
        named = [
            f"{_whose(source, row)}“{clip(row.duty.task.text, 30)}”{_how(row)}"
            for row in bad.order_by("state", "organisation__path", "due_on")[:MOST_PROBLEMS]
        ]
        more = "等" if found.total > MOST_PROBLEMS else ""
        text += "；".join(named) + f"{more}。"
    figures = source.states("problems", found, plan=source.plan.pk)
    figures = [one for one in figures if not one["key"].endswith(":due")]
    return Composed("problems", PartKind.PROBLEMS, heading="存在的问题", text=text, figures=figures)


def _whose(source: Source, row: Any) -> str:
    return str(row.organisation) if source.reach.below else ""


def _how(row: Any) -> str:
    due = f"，截止{chinese_day(row.due_on)}" if row.due_on else ""
    return f"{'没有完成' if row.state == 'missing' else f'晚{row.overdue}天完成'}{due}"
