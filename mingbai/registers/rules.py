"""What a register entry must be, as functions of plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mingbai.registers.states import ActivityState, ContactKind

EXTRA = ("place", "chair", "speaker", "attendance", "summary", "outcome", "link")
"""The columns of an activity that a kind may ask for; chair and speaker bring their posts."""

MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of activity: `fields` maps each column it asks for to the words it is asked with.

    `needed` are those of `fields` without which nothing is taken as held. `packaged` kinds come with
    the product; `certainty` tells how sure the basis is (文 read, 转 cited, 地 local, 忆 remembered).
    """

    key: str
    name: str
    short: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    evidence: str = ""
    may_be_public: bool = False
    basis: str = ""
    certainty: str = ""
    active: bool = True
    packaged: bool = False

    @property
    def label(self) -> str:
        return self.short or self.name


def state_for(held_on: date, today: date) -> ActivityState:
    """What lies in the future can only be planned; what is over was held."""
    return ActivityState.PLANNED if held_on > today else ActivityState.HELD


def missing(kind: Kind, values: Mapping[str, Any]) -> list[str]:
    """The columns the kind needs before something counts as held and that are empty."""
    return [name for name in kind.needed if not values.get(name)]


def attendance_problem(groups: Iterable[Mapping[str, Any]]) -> str:
    """Why the groups of people cannot be kept, in Chinese; "" when they can."""
    for one in groups:
        name, people = one.get("group", ""), one.get("people")
        if not isinstance(name, str) or not name.strip() or len(name) > 40:
            return "请写明是哪些人，最多 40 个字，如“村干部”。"
        if not isinstance(people, int) or isinstance(people, bool) or not 0 < people <= MOST_PEOPLE:
            return f"“{name}”的人数要写大于 0 的整数。"
    return ""


def parse_attendance(text: str) -> list[dict[str, Any]]:
    """ "村干部 30，群众代表 12人" as groups with numbers; ValueError names the part that has no number."""
    found = []
    for part in _parts(text):
        name = part.rstrip("人名位 　").rstrip("0123456789０１２３４５６７８９")
        digits = part[len(name) :].rstrip("人名位 　")
        if not digits or not digits.isdecimal() or len(digits) > 7:
            raise ValueError(part)
        found.append({"group": name.strip(" 　:：") or "参加人员", "people": int(digits)})
    return found


def _parts(text: str) -> list[str]:
    for mark in "，,；;、\r":
        text = text.replace(mark, "\n")
    return [part.strip() for part in text.split("\n") if part.strip()]


def attendance_text(groups: Iterable[Mapping[str, Any]]) -> str:
    return "，".join(f"{one['group']} {one['people']}人" for one in groups)


def is_stale(last_sign: date, today: date, days: int) -> bool:
    """Whether an account stood still for more than `days` days; its last living day does not count."""
    return today - last_sign > timedelta(days=days)


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Field → [before, after] of what differs."""
    return {name: [before[name], after[name]] for name in after if before.get(name, "") != after[name]}


ORDER = tuple(ContactKind.values)


def rank(kind: str) -> int:
    """Who is asked first: the one who does the work."""
    return ORDER.index(kind)
