"""What is shown, held against what the log says. Knows neither database nor files."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from mingbai.lib import merkle
from mingbai.lib.clock import CHINA
from mingbai.tracing.rules.wording import ENDS, KINDS, OF_TEXT, line_of
from mingbai.transparency.rules import CLOCK_TOLERANCE

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """`record` is an index number, "" for the log itself."""

    record: str
    problem: str

    def __str__(self) -> str:
        return f"{self.record}：{self.problem}" if self.record else self.problem


@dataclass(frozen=True)
class Shown:
    """A record as a database or a copy has it. `versions` maps numbers to digests.

    `published` is exact, or the day alone (`day_only`). `problem` is what its keeper found wrong by itself.
    """

    public: bool
    digest: str = ""
    published: datetime | None = None
    day_only: bool = False
    versions: Mapping[int, str] = field(default_factory=dict)
    all_versions: bool = False
    problem: str = ""


@dataclass
class Walked:
    """All leaves, once over: roots at the sizes asked for, and the history of each record."""

    size: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    histories: dict[str, list[tuple[int, Facts]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def walk(entries: Iterable[str], sizes: Iterable[int], signed: int) -> Walked:
    """Recompute every leaf and the tree, to which the first `signed` entries belong; later ones are told."""
    done, wanted, peaks, before = Walked(), set(sizes) | {signed}, list[bytes](), ""
    for number, text in enumerate(entries):
        before = _note(done, number, text, before)
        if number < signed:
            merkle.add(peaks, number, merkle.leaf_hash(text.encode()))
            done.size = number + 1
            if done.size in wanted:
                done.roots[done.size] = merkle.root_of_peaks(peaks)
    return done


def _note(done: Walked, number: int, text: str, before: str) -> str:
    """Remember one entry; the time of it, for the next."""
    try:
        facts = json.loads(text)
        record, time = facts["index"], facts["time"]
        line_of(number, facts)
    except (ValueError, KeyError, TypeError):
        done.findings.append(Finding("", f"日志第 {number + 1} 条读不出来，被改动过。"))
        return before
    done.histories.setdefault(record, []).append((number, facts))
    if time < before:
        done.findings.append(Finding(record, f"日志第 {number + 1} 条的时间比前一条还早，是倒签的。"))
    return str(max(time, before))


def problem_of(history: Sequence[tuple[int, Facts]], shown: Shown | None) -> str:
    """What does not fit between a record's leaves and what is shown of it; "" when all does."""
    facts = [one for _, one in history if one["kind"] in KINDS and one["kind"] != "posting_end"]
    if not facts:
        public = shown is not None and shown.public
        return "公开着，日志里却没有登记，可能是绕过系统发布或者倒签的。" if public else ""
    ended = ENDS.get(facts[-1]["kind"], "")
    if shown is None:
        return "" if ended else "日志里说公开着，现在却找不到了，是没有登记就撤走的。"
    if shown.public and ended:
        return f"日志里说已经{ended}，现在却公开着。"
    if not shown.public and not ended:
        return "日志里说公开着，现在却不公开，是没有登记就撤走的。"
    return shown.problem or _text_problem(facts, shown) or _date_problem(facts[0], shown)


def _text_problem(facts: Sequence[Facts], shown: Shown) -> str:
    told = {one["version"]: one["digest"] for one in facts if one["kind"] in OF_TEXT}
    last = facts[-1]
    if shown.public and shown.digest != last["digest"]:
        return f"现在的内容和日志里第 {last['version']} 版的摘要不一致，内容被改写过。"
    for number, digest in shown.versions.items():
        if number not in told:
            return f"第 {number} 版没有登入日志。"
        if told[number] != digest:
            return f"第 {number} 版的摘要和日志里的不一致，内容被改写过。"
    if shown.all_versions and (lost := sorted(told.keys() - shown.versions.keys())):
        return f"日志里有第 {lost[0]} 版，现在却找不到了。"
    return ""


def _date_problem(first: Facts, shown: Shown) -> str:
    if shown.published is None or first["kind"] != "publish":
        return ""
    at = line_of(0, first).at
    if shown.day_only:
        days = {(at - away).astimezone(CHINA).date() for away in (timedelta(), CLOCK_TOLERANCE)}
        fits = shown.published.date() in days
    else:
        fits = abs(at - shown.published) <= CLOCK_TOLERANCE
    if fits:
        return ""
    day, logged = shown.published.astimezone(CHINA).date(), at.astimezone(CHINA).date()
    early = "写成了更早的日期，是倒签的" if shown.published < at else "和日志不一致"
    return f"发布日期写的是 {day}，日志里是 {logged}，{early}。"


def suspects(walked: Walked, good: int, bad: int, most: int = 50) -> list[str]:
    """The records with leaves from `good` to before `bad`, between two signatures; none when too many."""
    found = {
        record
        for record, history in walked.histories.items()
        if record and any(good <= number < bad for number, _ in history)
    }
    return sorted(found) if len(found) <= most else []
