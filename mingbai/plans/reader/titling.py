"""Parts a numbered line into its heading and the words that run on behind it."""

import re
from collections import defaultdict
from collections.abc import Iterable

from mingbai.documents.document import Heading
from mingbai.plans.reader.masking import flat
from mingbai.plans.reader.outline import Node
from mingbai.plans.reader.units import all_plain

LONGEST = 60
LONGEST_RUN_IN = 30
_STOP = re.compile(r"[。！？]")
_INSIDE = re.compile(r"[。；;！？]")
_BETWEEN = " \t\u3000\xa0。：:．."


class Titles:
    """The headings that were recognised in the document, by their number."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._known: dict[str, list[str]] = defaultdict(list)
        for heading in headings:
            self._known[flat(heading.number)].append(flat(heading.text))

    def split(self, node: Node, rest: str) -> tuple[str, str]:
        """(heading, what follows) of `rest`, the line behind its number; "" for what there is not."""
        if node.mark is None:
            return rest.rstrip(_BETWEEN), ""
        known = [
            text for text in self._known[flat(node.mark.printed)] if text and flat(rest).startswith(text)
        ]
        if known:
            at = _place(rest, len(max(known, key=len)))
            return rest[:at].strip(_BETWEEN), rest[at:].lstrip(_BETWEEN)
        unit, colon, told = rest.replace(":", "：").partition("：")
        if colon and told.strip() and all_plain(unit):  # 县教育局：公开招生方案
            return unit, rest[len(unit) + 1 :].strip()
        if node.children or node.body:
            return _guessed(rest)
        return "", rest


def _place(raw: str, count: int) -> int:
    """Where the first `count` signs other than white space end."""
    for at, sign in enumerate(raw):
        if count == 0:
            return at
        count -= not sign.isspace()
    return len(raw)


def _guessed(rest: str) -> tuple[str, str]:
    """A short line above others is their heading; so is its first short sentence."""
    text = rest.rstrip(_BETWEEN)
    if rest.endswith(("：", ":")) and "，" in text:  # 有下列情形之一的，不得…：
        return "", rest
    if len(text) <= LONGEST and not _INSIDE.search(text) and not rest.endswith(("，", "；", ";")):
        return text, ""
    stop = _STOP.search(rest)
    if stop and stop.start() <= LONGEST_RUN_IN and "，" not in rest[: stop.start()]:
        return rest[: stop.start()].strip(), rest[stop.end() :].strip()
    return "", rest
