"""Blanks out, character for character, what only looks like a demand: cited documents, quoted names."""

import re

BLANK = "□"
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９○", "0123456789〇")
_TITLES = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉|<[^<>]{2,80}>")
_NUMBERS = re.compile(
    r"[（(〔\[【]?[\u4e00-\u9fff]{1,12}[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞]\s*第?\s*\d+\s*号[）)〕\]】]?"
)
# 2018年政务公开工作要点, 2021年度考核方案: the year belongs to the name of a document.
_YEARLY = re.compile(
    r"(?:19|20)\d{2}\s*年(?:度)?[\u4e00-\u9fff“”]{2,20}?(?:要点|方案|计划|意见|办法|报告|目标|中心工作)"
)
_QUOTED = re.compile(r"“[^“”]{1,40}”|‘[^‘’]{1,40}’|\"[^\"]{1,40}\"")


def without_citations(text: str) -> str:
    """Same length; titles of documents, their numbers and years named with them are blank, ２ is 2."""
    text = text.translate(_PLAIN_DIGITS)
    for pattern in (_TITLES, _NUMBERS, _YEARLY):
        text = pattern.sub(_blank, text)
    return text


def without_names(text: str) -> str:
    """Same length; quoted words are blank too: “三大战略” counts nothing."""
    return _QUOTED.sub(_blank, without_citations(text))


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found[0])


def flat(text: str) -> str:
    """Without any white space, for comparing."""
    return "".join(text.split())
