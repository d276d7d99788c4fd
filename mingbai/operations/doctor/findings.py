"""The answer of one check."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"

    @property
    def word(self) -> str:
        return {"ok": "正常", "warn": "注意", "bad": "有问题"}[self.value]


@dataclass(frozen=True)
class Finding:
    """How it stands, and what to do; `advice` is "" when nothing is to be done."""

    level: Level
    words: str
    advice: str = ""


Check = Callable[[], Finding]


def ok(words: str) -> Finding:
    return Finding(Level.OK, words)


def warn(words: str, advice: str) -> Finding:
    return Finding(Level.WARN, words, advice)


def bad(words: str, advice: str) -> Finding:
    return Finding(Level.BAD, words, advice)
