"""The elements that a text must contain, and where in it they may be met."""

import re
from collections.abc import Iterable

from lxml import html as lxml_html

BLOCKS = {"p", "h2", "h3", "h4", "h5", "li", "td", "th", "tr", "br", "figcaption"}


def plain(html: str) -> str:
    """The text of a record's HTML with a line break after each block."""
    if not html:
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in root.iter():
        if element.tag in BLOCKS:
            element.tail = "\n" + (element.tail or "")
    return root.text_content().strip()


# What a passage about one of the six elements (公开事项六要素) usually holds, by the element's key.
SIX_WORDS = {
    "six:basis": ("依据", "根据", "按照", "条例", "办法", "法律"),
    "six:duty": ("职责", "负责", "主管", "责任单位", "牵头"),
    "six:conditions": ("条件", "对象", "范围", "资格", "符合"),
    "six:procedure": ("程序", "流程", "步骤", "受理", "申请", "审核"),
    "six:discipline": ("纪律", "监督", "举报", "不得", "严禁", "追究"),
    "six:result": ("结果", "名单", "公示", "发放", "决定", "完成"),
}
LONGEST_QUOTE = 200
LONGEST_HEADING = 40  # characters; longer lines are text
ENOUGH = 0.6

_SENTENCES = re.compile(r"[^。！？；\n]+[。！？；]?")
_SPACE = re.compile(r"\s+")


def squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def still_there(quote: str, text: str) -> bool:
    """Whether a quoted passage stands in the text word for word; spaces and line breaks do not count."""
    return bool(squeezed(quote)) and squeezed(quote) in squeezed(text)


def proposed(key: str, label: str, text: str) -> str:
    """The passage in which an element seems to be met: below its heading, else where its words stand.

    "" when nothing speaks for any passage. A person confirms.
    """
    name, words = label.removeprefix("办事"), SIX_WORDS.get(key, ())
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if name in line and len(line) <= min(LONGEST_HEADING, 3 * len(name) + 6) and following:
            return following[:LONGEST_QUOTE]
    best, score = "", 0.0
    for sentence in _sentences(lines):
        found = _weight(name, words, sentence)
        if found > score:
            best, score = sentence, found
    return best[:LONGEST_QUOTE]


def _sentences(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        yield from (found.strip() for found in _SENTENCES.findall(line) if found.strip())


def _weight(name: str, words: tuple[str, ...], sentence: str) -> float:
    """How much speaks for a sentence: the element's name counts most, then each of its words."""
    named = 3.0 if name in sentence else 0.0
    if words:
        return named + sum(word in sentence for word in words)
    return named or _shared(name, sentence)


def _shared(label: str, sentence: str) -> float:
    """The share of a label's pairs of characters that a sentence holds; 0 below what is enough."""
    pairs = {label[at : at + 2] for at in range(len(label) - 1)}
    share = sum(pair in sentence for pair in pairs) / len(pairs) if pairs else 0.0
    return share if share >= ENOUGH else 0.0
