"""Words for a screen that is read in passing, from five metres: few, large, and each of them to the point."""

import re
from collections.abc import Iterable, Sequence

from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.values import Paragraph

LONGEST_TITLE, LONGEST_LINE, MOST_LINES, PROPOSED = 60, 60, 6, 5
SHORTEST_LINE = 8
LINE_HOLDS, PAGE_HOLDS = 24, 6
"""Characters in a line and lines on a page, on a screen that lies; an upright one holds as much."""
SHORTEST, LONGEST = 8, 120  # seconds a page stays
CHARACTERS_A_SECOND, TO_LOOK_UP = 4, 4

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}[.．、](?!\d))"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+[元个户人天日月年]")
_TELLING = (
    "时间", "地点", "对象", "标准", "条件", "材料", "期限", "截止", "电话", "发放", "申请", "办理", "不收",
    "免费", "咨询", "从", "起", "至", "前", "元",
)  # fmt: skip


def proposed(summary: str, body: str) -> list[str]:
    """Three to five sentences of the record that tell most, in their order; a person puts them right."""
    found = list(dict.fromkeys(_fitting([*_sentences([summary]), *_sentences(_paragraphs(body))])))
    ranked = sorted(range(len(found)), key=lambda at: -_weight(found[at], at))
    return [found[at] for at in sorted(ranked[:PROPOSED])]


def _paragraphs(body: str) -> list[str]:
    return [block.text for block in blocks_of(body) if isinstance(block, Paragraph)]


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (_ORDINAL.sub("", one.strip()) for one in _SENTENCE.findall(text))


def _fitting(sentences: Iterable[str]) -> Iterable[str]:
    """Not whom a letter greets, nor who signs it and when; a long sentence ends at a comma."""
    for one in sentences:
        if len(one) < SHORTEST_LINE or one.endswith(("：", ":")) or one[-1] not in "。！？；":
            continue
        if len(one) <= LONGEST_LINE:
            yield one.replace("；", "。")
        elif (cut := one.rfind("，", SHORTEST_LINE, LONGEST_LINE - 1)) > 0:
            yield one[:cut] + "……"


def _weight(sentence: str, place: int) -> float:
    telling = sum(word in sentence for word in _TELLING)
    return 2.0 * len(_FIGURE.findall(sentence)) + telling - 0.3 * place - 3.0 * sentence.endswith("……")


def paged(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The lines on as many pages as they need so that none runs over."""
    pages: list[list[str]] = []
    room = 0
    for line in lines:
        rows = -(-len(line) // LINE_HOLDS)
        if not pages or rows > room:
            pages.append([])
            room = PAGE_HOLDS
        pages[-1].append(line)
        room -= rows
    return tuple(map(tuple, pages))


def seconds_for(title: str, pages: Sequence[Sequence[str]], asked: int | None = None) -> int:
    """How long each page stays: as asked, else so that the fullest can be read by somebody slow."""
    if asked is not None:
        return min(max(asked, SHORTEST), LONGEST)
    fullest = max((sum(map(len, page)) for page in pages), default=0) + len(title)
    return min(max(TO_LOOK_UP + -(-fullest // CHARACTERS_A_SECOND), SHORTEST), 40)


def size_of(title: str) -> str:
    """How large a title can be set."""
    if len(title) <= 18:
        return "large"
    return "middle" if len(title) <= 36 else "small"
