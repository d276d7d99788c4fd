"""A script: greeting, text cut to a length, where to ask, and how long it takes to read."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from mingbai.loudspeakers.rules.spoken import speak

SLOWEST, FASTEST = 120, 300
_SAID = re.compile(r"[\u3007\u3400-\u9fffA-Za-z0-9\U00020000-\U0003ffff]")
_UNSPOKEN = re.compile(r"[0-9０-９]+(?:[.,:/-][0-9]+)*|[A-Za-z]{2,}|[()（）《》〈〉\[\]【】〔〕%‰㎡℃¥￥@#*/]")
MORE = "详细内容请看公示栏，或者扫公示栏上的二维码。"


class Variant(models.TextChoices):
    SHORT = "short", "简短（1 分钟以内）"
    NORMAL = "normal", "一般（3 分钟以内）"
    FULL = "full", "全文"


MINUTES = {Variant.SHORT: 1, Variant.NORMAL: 3}


@dataclass(frozen=True)
class Source:
    """What a script is made of, as written: `sentences` of the body, `telephone` and `office` to ask."""

    title: str
    issuer: str
    sentences: Sequence[str]
    summary: str = ""
    document_number: str = ""
    office: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Frame:
    """How a station begins and ends, and how fast it reads (characters in a minute)."""

    greeting: str
    closing: str
    per_minute: int


@dataclass(frozen=True)
class Script:
    """The words, and how many sentences of the text they leave out."""

    text: str
    left_out: int


def characters(text: str) -> int:
    """What takes time to say: characters and letters, no punctuation."""
    return len(_SAID.findall(text))


def minutes(text: str, per_minute: int) -> float:
    """How long it takes to read, in tenths of a minute, rounded up."""
    return math.ceil(characters(text) * 10 / per_minute) / 10


def words_for(length: float) -> str:
    """1.5 as 1 分 30 秒."""
    seconds = round(length * 60)
    whole, rest = divmod(seconds, 60)
    return f"{whole} 分 {rest} 秒" if whole and rest else f"{whole} 分" if whole else f"{rest} 秒"


def unspoken(text: str) -> list[str]:
    """What in an edited script an announcer would stumble over: digits, Latin letters, brackets, signs."""
    return list(dict.fromkeys(_UNSPOKEN.findall(text)))


def compose(source: Source, frame: Frame, variant: str, readings: Mapping[str, str]) -> Script:
    """Greeting, title, text up to the length of `variant`, the title once more, where to ask, closing."""
    title = speak(source.title, readings).rstrip("。")
    opening = f"{frame.greeting}现在播送{speak(source.issuer)}发布的：{title}。"
    number = speak(source.document_number)
    ending = [f"再说一遍，刚才播送的是：{title}。", *_ask(source), frame.closing]
    fixed = "".join([opening, *ending])
    body, left_out = _body(source, frame, variant, readings, characters(fixed))
    if not body and left_out:  # a long title leaves no time for a single word of the text: it is said once
        ending = ending[1:]
        fixed = "".join([opening, *ending])
        body, left_out = _body(source, frame, variant, readings, characters(fixed))
    head = [f"文号：{number}。"] if number and variant == Variant.FULL else []
    lines = [opening, *head, *body, *([MORE] if left_out else []), *ending]
    return Script("\n".join(lines), left_out)


def _ask(source: Source) -> list[str]:
    if not source.telephone:
        return [f"有不清楚的，请到{speak(source.office)}询问。"] if source.office else []
    telephone = speak(f"电话：{source.telephone}").removeprefix("电话：")
    return [f"有不清楚的，请问{speak(source.office)}，电话：{telephone}。"]


def _body(
    source: Source, frame: Frame, variant: str, readings: Mapping[str, str], used: int
) -> tuple[list[str], int]:
    """Whole sentences from the beginning, as many as there is time for; a short one tells the summary."""
    written = list(source.sentences)
    if variant == Variant.SHORT and source.summary.strip():
        written = [one for one in re.findall(r"[^。！？\n]+[。！？]?", source.summary) if one.strip()]
    spoken = [_stopped(line) for one in written if (line := speak(one, readings))]
    if variant == Variant.FULL:
        return spoken, 0
    room = MINUTES[Variant(variant)] * frame.per_minute - used - characters(MORE)
    kept: list[str] = []
    for one in spoken:
        room -= characters(one)
        if room < 0:
            break
        kept.append(one)
    while kept and len(kept) < len(spoken) and kept[-1].startswith("下面是"):
        kept.pop()
    cut = len(spoken) - len(kept)
    return kept, cut or (1 if variant == Variant.SHORT and written != list(source.sentences) else 0)


def _stopped(line: str) -> str:
    return line if line[-1:] in "。！？；：" else f"{line}。"
