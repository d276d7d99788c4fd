"""Sentences of a report. They say what the ledger knows, and what it does not know they call missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mingbai.duties.rules import Counts
from mingbai.reports.rules.numbering import chinese_day

QUOTED = 60
NAMED = 6
SENTENCE = re.compile(r"[。；！？]")


def clip(text: str, longest: int = QUOTED) -> str:
    """The first sentence of a task, cut where it is long; without stop."""
    first = SENTENCE.split(text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= longest else f"{first[:longest]}……"


@dataclass(frozen=True)
class TaskFacts:
    """What the ledger knows of one task.

    `counts`: its lines by state. `done_on`, `due_on`, `overdue` (calendar days) and `evidence` of
    `wanted` pieces speak of a single line and are empty where there are several. `pieces`: (day, label)
    of what proves it, oldest first. `elsewhere`: who leads it, where that is nobody of the report.
    """

    text: str
    when: str = ""
    counts: Counts = field(default_factory=Counts)
    places: int = 0
    done_on: date | None = None
    due_on: date | None = None
    overdue: int = 0
    wanted: int = 1
    evidence: int = 0
    pieces: Sequence[tuple[date, str]] = ()
    elsewhere: str = ""


def task_words(facts: TaskFacts, as_of: date) -> str:
    """One paragraph: the task as the plan has it, how it stands, and what shows it."""
    task = clip(facts.text)
    unsaid = [one for one in facts.when.split("；") if one and one.partition("（")[0] not in task]
    when = f"（要求：{'；'.join(unsaid)}）" if unsaid else ""
    return f"{task}{when}：{_standing(facts, as_of)}{_proofs(facts.pieces)}"


def _standing(facts: TaskFacts, as_of: date) -> str:
    if facts.counts.total == 0:
        if facts.elsewhere:
            return f"由{facts.elsewhere}牵头，进展见牵头单位的台账，本报告不作统计。"
        return "台账里没有这项任务的记录，本报告不作统计。"
    return _single(facts, as_of) if facts.counts.total == 1 else _several(facts, as_of)


def _single(facts: TaskFacts, as_of: date) -> str:
    counts = facts.counts
    due = f"截止日期为{chinese_day(facts.due_on)}" if facts.due_on else "没有写明截止日期"
    times = f"至少{facts.wanted}次，已有{facts.evidence}次，" if facts.wanted > 1 else ""
    if counts.nil:
        return "本期没有发生，已作零报告。"
    if counts.not_applicable:
        return "经上级单位审定，本单位不适用。"
    if counts.met:
        done = f"已于{chinese_day(facts.done_on)}完成" if facts.done_on else "已完成"
        return f"{times}{done}。"
    if counts.late:
        done = f"于{chinese_day(facts.done_on)}完成，" if facts.done_on else "已完成，"
        return f"{times}{done}{due}，晚{facts.overdue}天。"
    if counts.missing:
        return f"{times}截至{chinese_day(as_of)}没有完成，{due}，已超期{facts.overdue}天。"
    return f"{times}截至{chinese_day(as_of)}还没有完成，{due}。"


def _several(facts: TaskFacts, as_of: date) -> str:
    places = f"涉及{facts.places}个单位，" if facts.places > 1 else ""
    return f"{places}截至{chinese_day(as_of)}{_ended(facts.counts)}。"


ENDINGS = (("met", "按时完成"), ("nil", "零报告"), ("late", "逾期完成"), ("missing", "没有完成"))


def endings(counts: Counts) -> str:
    """按时完成3项次、没有完成1项次; what did not occur is not said."""
    found = ((word, getattr(counts, state)) for state, word in ENDINGS)
    return "、".join(f"{word}{number}项次" for word, number in found if number)


def _ended(counts: Counts, rate: str = "") -> str:
    due = f"已到期{counts.due}项次，其中{endings(counts)}{rate}" if counts.due else "还没有到期的事项"
    later = f"；未到期{counts.open}项次" if counts.open else ""
    exempt = f"；不适用{counts.not_applicable}项次" if counts.not_applicable else ""
    return f"{due}{later}{exempt}"


def overall_words(counts: Counts) -> str:
    """How all lines of the plan ended, with the share done in time."""
    if not counts.total:
        return "这些任务还没有列入台账，以下没有完成情况的统计。"
    return f"列入台账的{_ended(counts, f'，按时率{counts.percent}')}。"


def _proofs(pieces: Sequence[tuple[date, str]]) -> str:
    if not pieces:
        return ""
    named = "；".join(f"{chinese_day(day)}“{clip(label, 40)}”" for day, label in pieces[:NAMED])
    more = "等" if len(pieces) > NAMED else ""
    return f"佐证{len(pieces)}件：{named}{more}。"


@dataclass(frozen=True)
class Held:
    """Something that was held: the day, its name, what it was about, and the post of who chaired it."""

    on: date
    title: str
    theme: str = ""
    chair: str = ""


def held_words(name: str, rows: Sequence[Held]) -> str:
    """开展政务公开培训2次：…, each with its day and theme; without any, that none is registered."""
    if not rows:
        return f"{name}：没有登记。"
    return f"{name}{len(rows)}次：{'；'.join(_one(row) for row in rows)}。"


def _one(row: Held) -> str:
    chair = f"{row.chair}，" if row.chair else ""
    theme = clip(row.theme, 40)
    about = f"（主题：{theme}）" if theme and theme != row.title else ""
    return f"{chinese_day(row.on)}，{chair}“{row.title}”{about}"


def shares(name: str, numbers: Sequence[tuple[str, int]]) -> str:
    """按领域分：财政预决算3条、救灾1条; those with nothing are named as such, not left out."""
    some = "、".join(f"{label}{number}条" for label, number in numbers if number)
    none = "、".join(label for label, number in numbers if not number)
    said = f"按{name}分：{some}。" if some else ""
    return said + (f"没有公开信息的{name}：{none}。" if none else "")
