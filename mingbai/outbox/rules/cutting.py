"""Making a text shorter without cutting an amount, a date, a telephone number or an address in two."""

import re
import unicodedata
from collections.abc import Callable

_DIGIT = "0-9０-９"
_CHINESE = "〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_UNIT = (
    "[十百千万亿]*(?:个百分点|个工作日|个自然日|个月|平方米|平方公里|立方米|公里|公斤|千克|千瓦时|千瓦|周岁|"
    "人民币|美元|小时|分钟|元整|元|角|分|人|户|个|名|天|日|号|项|批|次|岁|年|月|亩|吨|斤|米|件|台|辆|所|家|村|"
    "条|款|章|期|级|折|倍|℃|度)?(?:/[元人户亩月年天日吨斤]|每[人户亩月年天])?"
)
_BEFORE = r"(?:第|每[人户亩月年天日吨斤])"
_NUMBER = rf"[¥￥＄$]?[{_DIGIT}](?:[{_DIGIT},，.．]*[{_DIGIT}])?\s*[%％‰]?"
_CHINESE_NUMBER = rf"[{_CHINESE}]+(?:点[{_CHINESE}]+)?"
_DATE = (
    rf"(?:[{_DIGIT}〇○零一二三四五六七八九十]{{2,4}}\s*年\s*)?"
    rf"[{_DIGIT}一二三四五六七八九十]{{1,3}}\s*月(?:\s*[{_DIGIT}一二三四五六七八九十]{{1,3}}\s*[日号])?"
)
_JOIN = r"\s*(?:[至到~～]|[-—–－]{1,2})\s*"
_WHOLE = re.compile(
    "|".join(
        (
            r"https?://[!-~]+",
            rf"{_DATE}(?:{_JOIN}(?:{_DATE}|[{_DIGIT}]{{1,2}}\s*[日号]))?",
            rf"[一-鿿]{{0,6}}[〔［\[][{_DIGIT}]{{4}}[〕］\]]\s*第?\s*[{_DIGIT}]+\s*号",
            rf"[（(][{_DIGIT}]{{3,5}}[)）]\s?[{_DIGIT}]{{7,8}}(?:[-—–－转][{_DIGIT}]+)?",
            rf"\+?[{_DIGIT}]{{2,}}(?:\s?[-—–－ 转]\s?[{_DIGIT}]{{2,}})+",
            rf"[{_DIGIT}]{{1,2}}[:：][{_DIGIT}]{{2}}(?:{_JOIN}[{_DIGIT}]{{1,2}}[:：][{_DIGIT}]{{2}})?",
            rf"{_BEFORE}?{_NUMBER}{_UNIT}(?:{_JOIN}{_NUMBER}{_UNIT})?",
            rf"{_BEFORE}?{_CHINESE_NUMBER}{_UNIT}",
            rf"[{_DIGIT}A-Za-z][{_DIGIT}A-Za-z.,:：/@_%+&=?#~-]*",
        )
    )
)
_SENTENCE = re.compile(r"[。！？；!?;\n]+[”’」』）)》]*")
_COUNTS = re.compile(rf"[{_DIGIT}]|^[{_CHINESE}]{{2,}}\w")
_CLAUSE = re.compile(r"[，,]")
ELLIPSIS, JOINER = "…", "\u200d"
WORTH = 3
"""A clause or a piece is kept only where it holds at least so many signs."""


def shorten(text: str, limit: int, length: Callable[[str], int]) -> str:
    """The beginning of `text` of at most `limit` as `length` counts: whole sentences that fill half of it.

    Else it ends after a clause, else between two words or signs, with 「…」; "" where not even that fits.
    """
    text = text.strip()
    if length(text) <= limit:
        return text
    whole = _last(text, _ends(_SENTENCE, text), limit, length)
    if 2 * length(whole) >= limit:
        return whole.strip()
    room = limit - length(ELLIPSIS)
    clause = _last(text, [at - 1 for at in _ends(_CLAUSE, text)], room, length)
    if whole.strip() and len(clause) <= len(whole):
        return whole.strip()
    piece = clause if len(clause) >= WORTH else _last(text, list(range(1, len(text))), room, length)
    return piece.strip() + ELLIPSIS if len(piece.strip()) >= WORTH else ""


def _ends(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.end() for found in pattern.finditer(text)]


def _last(text: str, places: list[int], limit: int, length: Callable[[str], int]) -> str:
    """The longest beginning that ends at one of `places`, fits and cuts nothing; "" when there is none."""
    held = inside(text)
    fitting = ""
    for place in places:
        if place in held or not text[:place].strip():
            continue
        if length(text[:place]) > limit:
            break
        fitting = text[:place]
    return fitting


def inside(text: str) -> set[int]:
    """The places at which the text must not be cut: within figures, dates and addresses, before a sign
    that belongs to the one before it."""
    held = {at for found in _WHOLE.finditer(text) for at in range(found.start() + 1, found.end())}
    return held | {at for at in range(1, len(text)) if _joined(text[at - 1], text[at])}


def _joined(before: str, sign: str) -> bool:
    """Letters and digits of one word, and signs that are drawn into the one before them."""
    if before.isascii() and before.isalnum() and sign.isascii() and sign.isalnum():
        return True
    return JOINER in (before, sign) or unicodedata.category(sign) in ("Mn", "Mc", "Me")


def figures_in(text: str) -> list[str]:
    """Amounts, dates and numbers of a text, as they stand there."""
    found = (one.group().strip() for one in _WHOLE.finditer(text))
    return [one for one in found if not one.startswith("http") and _COUNTS.search(one)]
