"""A leaf in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingbai.channels.states import Channel
from mingbai.transparency.rules import moment_of

ENDS = {"withdraw": "撤回", "remove": "撤下", "merge": "并入另一条信息", "close": "不再向社会公开"}
"""Kinds after which the text is no longer public."""
KINDS = {
    "publish": "公开",
    "correct": "更正",
    "republish": "重新公开",
    "validity": "有效性有变化",
    "posting_end": "结束张贴、播放",
    "key": "启用新的签名密钥",
    **ENDS,
}
OF_MONTH = "book"
"""A sealed month of the register: what it says happened is the month, not a moment."""
OF_TEXT = frozenset({"publish", "correct", "republish", "validity", "withdraw"})
"""Kinds that each made a public version."""


@dataclass(frozen=True)
class Line:
    """What happened, when, and — where it was entered later than it happened — when it came into the log."""

    number: int
    what: str
    at: datetime
    entered_late: datetime | None
    of_text: bool
    """Whether it concerns the text itself, and not only where it hung."""


def line_of(number: int, facts: Mapping[str, Any]) -> Line:
    entered = moment_of(facts["time"])
    late = bool(facts.get("backfilled"))
    tells = late and "happened" in facts and facts["kind"] != OF_MONTH
    at = moment_of(facts["happened"]) if tells else entered
    return Line(number, _what(facts), at, entered if late else None, facts["kind"] != "posting_end")


def _what(facts: Mapping[str, Any]) -> str:
    kind = facts["kind"]
    words = KINDS.get(kind, kind)
    if kind == "posting_end":
        channel = dict(Channel.choices).get(facts.get("channel", ""), facts.get("channel", ""))
        place = f"，场所 {facts['place']}" if facts.get("place") else ""
        return f"{words}（{channel}{place}）"
    if kind == "merge" and facts.get("into"):
        return f"并入 {facts['into']}"
    return f"{words}（第 {facts['version']} 版）" if kind in OF_TEXT and facts.get("version") else words
