"""The official number a line begins with: 一、（一）1.（1）① and their many spellings, 第一条, 1.1."""

import re
from dataclasses import dataclass

from mingbai.plans.reader.numerals import CHINESE, whole

_CN = rf"[{CHINESE}]{{1,4}}"
_AR = r"[\d０-９]{1,3}"
_DATE = r"(?:20\d\d\s*年|(?:1[0-2]|0?[1-9])\s*月)"
_NO_SUM = r"(?![\d.．]*\s*[%％万亿元个倍分月日年])"
_OPEN, _CLOSE = r"[（(〔\[【]", r"[）)〕\]】]"
_AFTER_PAREN = r"\s*[、.．，]?\s*"
# (style, pattern); the first group is the number. Order matters: longer forms first.
_PATTERNS = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("chapter", rf"第\s*({_CN}|{_AR})\s*[章编部](?:分)?(?=[\s\u3000、：:]|[^\d分])[、：:]?\s*"),
        ("section", rf"第\s*({_CN}|{_AR})\s*节[、：:]?\s*"),
        ("article", rf"第\s*({_CN}|{_AR})\s*条[、：:]?\s*"),
        ("cn_paren", rf"{_OPEN}\s*({_CN})\s*{_CLOSE}{_AFTER_PAREN}"),
        ("cn_paren", r"([㈠-㈩])\s*[、.．]?\s*"),
        ("cn", rf"({_CN})\s*(?:[、．.]|，(?=\S{{2,30}}$)|\s+(?=\S))\s*"),
        ("ar_paren", rf"{_OPEN}\s*({_AR})\s*{_CLOSE}{_AFTER_PAREN}"),
        ("ar_paren", r"([⑴-⒇])\s*[、.．]?\s*"),
        ("ar_half", rf"({_AR})\s*[）)]\s*[、.．]?\s*"),
        ("ar_3", rf"(?:{_AR}[.．]){{2}}({_AR})(?![\d.．%％])[、.．]?\s*"),
        ("ar_2", rf"{_AR}[.．]({_AR})(?=[、\s\u4e00-\u9fff“]){_NO_SUM}[、.．]?\s*"),
        # "3.8月底前公布": the third item, which begins with a month.
        ("ar", rf"({_AR})\s*(?:[、．.](?!\d)|[、．.](?={_DATE})|\s+(?=[\u4e00-\u9fff“《]))\s*"),
        ("ar", r"([⒈-⒛])\s*[、.．]?\s*"),
        ("circled", r"([①-⑳])\s*[、.．]?\s*"),
    )
)
_ORDER = "chapter section article cn cn_paren ar ar_2 ar_3 ar_paren ar_half circled"
RANK = {style: rank for rank, style in enumerate(_ORDER.split())}  # GB/T 9704-2012, 7.3.3: 一、（一）1.（1）
_SINGLE_SIGNS = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x3220, 10))
_NOT_A_MARK = re.compile(rf"(?:{_CN}、)*{_CN}(?:季度|年级|等奖|级|期|类|流|线|会|审|届)|\d{{1,2}}\s*月")


@dataclass(frozen=True, slots=True)
class Mark:
    """`printed` without white space; `shape` 、 or . behind it; `rest` the line behind it."""

    style: str
    shape: str
    number: int
    printed: str
    rest: str


def mark_of(line: str) -> Mark | None:
    """The number the line begins with; None for a line without."""
    text = line.lstrip()
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is None or _NOT_A_MARK.match(text):
            continue
        number = _number(found[1])
        if number is None or (style == "cn" and found[0].strip() == found[1] and not _gapped(text)):
            continue
        printed = "".join(found[0].split())
        shape = "、" if "、" in printed else "."
        return Mark(style, shape, number, printed, text[found.end() :].strip())
    return None


def _gapped(text: str) -> bool:
    """ "一　指导思想": a Chinese number and a gap count only before a short heading."""
    return len(text) <= 30 and not re.search(r"[。；]", text)


def _number(printed: str) -> int | None:
    for first, count in _SINGLE_SIGNS:
        if len(printed) == 1 and first <= ord(printed) < first + count:
            return ord(printed) - first + 1
    return whole(printed)
