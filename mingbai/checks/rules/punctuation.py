"""Half-width marks within Chinese, and brackets or quotation marks without their other half."""

import re
from collections.abc import Iterator

from mingbai.checks.findings import NOTE
from mingbai.checks.rules.marks import Mark

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF = re.compile(
    "[,;:?!](?<=[\u4e00-\u9fff”》）].)(?=[\u4e00-\u9fff“《（])"
    "|[.](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff\n]|$)"
    "|[(](?=[\u4e00-\u9fff]{2})|[)](?<=[\u4e00-\u9fff]{2}.)"
)
_HALF_SET = re.compile("[,;:?!.()]")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"), ("「", "」"), ("【", "】"))
SHOWN = 10
# 1）、a）、一）这类序号本来就只有半边括号。
_NUMBERED = re.compile(r"(?:^|[\n，。；：、\s])[ \t\u3000]*[0-9０-９a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")


def half_width(text: str) -> Iterator[Mark]:
    if not _HALF_SET.search(text):
        return
    found = list(_HALF.finditer(text))
    total = f"全文共 {len(found)} 处，可以用“替换”一次改完。" if len(found) > SHOWN else ""
    for m in found[:SHOWN]:
        full = _FULL[m[0]]
        message = f"中文里用了半角的“{m[0]}”，请改成全角的“{full}”。{total}"
        yield Mark("wording", "mixed_punctuation", NOTE, m.start(), m.end(), message, full)


def unpaired(text: str) -> Iterator[Mark]:
    """The last unpaired mark of each sort in each paragraph, if the whole text is uneven."""
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            yield from _locate(text, left, right)


def _locate(text: str, left: str, right: str) -> Iterator[Mark]:
    half = {"（": "(", "）": ")"}
    opens, closes = left + half.get(left, ""), right + half.get(right, "")
    pattern = re.compile(f"[{re.escape(opens + closes)}\n]")
    stack: list[int] = []
    for m in [*pattern.finditer(text), None]:
        if m is None or m[0] == "\n":
            if stack and not (left == "“" and _continues(text, stack[-1])):
                yield _alone(text, stack[-1], right)
            stack = []
        elif m[0] in opens:
            stack.append(m.start())
        elif stack:
            stack.pop()
        elif not (right == "）" and _NUMBERED.search(text[max(0, m.start() - 6) : m.start()])):
            yield _alone(text, m.start(), left)


def _continues(text: str, at: int) -> bool:
    """Quoted paragraphs: each opens with a quotation mark, only the last one closes."""
    before = text[max(0, at - 8) : at].rstrip(" \u3000\t")
    return not before or before[-1] in "\n：:"


def _alone(text: str, at: int, missing: str) -> Mark:
    message = f"“{text[at]}”没有成对，请补上“{missing}”或者删去它。"
    return Mark("wording", "unpaired_punctuation", NOTE, at, at + 1, message, value=text[at : at + 12])
