"""Countable demands: 8类, 6大领域, 不少于2次, 一式三份, 十年以上, 217条. Years and names count nothing."""

import re

from mingbai.plans.reader.masking import without_names
from mingbai.plans.reader.numerals import NUMBER, value
from mingbai.plans.reader.spans import Found, apart
from mingbai.plans.reader.tasks import Quantity

_BOUND = r"(?:不得?少于|不得?低于|不得?超过|不得?多于|不少于|不低于|不超过|至少|最少|最多|至多|超过|达到)"
_UNITS = (
    r"个百分点|人次|场次|批次|大领域|大类|大项|大任务|大行动|大工程|大板块|大平台|领域|类|项|条|次|份|名|人|场|期|篇|件|家|处|套|部|张|本|户|亩"
    r"|批|轮|幅|块|万元|亿元|元|百分点|[%％]|字|平方米|公里|台|座|所|支|个"
)
_COUNTED = re.compile(rf"(?P<bound>{_BOUND})?(?P<number>{NUMBER})\s*(?:余|多)?(?P<unit>{_UNITS})")
_COPIES = re.compile(rf"一式(?P<number>{NUMBER})(?P<unit>份)")
_YEARS = re.compile(rf"(?<![\d{'一二三四五六七八九〇'}])(?P<number>{NUMBER})\s*(?P<unit>年)(?:及)?以上")
_LASTING = re.compile(
    rf"(?P<bound>不得?少于|不得?低于|不少于|不低于|不得?超过|不超过|至少)(?P<number>{NUMBER})\s*(?P<unit>个工作日|工作日|个月|小时|分钟|日|天|年|周)(?!内)"
)
_PERCENT = re.compile(rf"百分之(?P<number>{NUMBER})")
_MEETINGS = re.compile(
    r"[\d一二三四五六七八九十]{1,3}届[^，。；]{0,14}?[次全会]{1,3}(?:、[一二三四五六七八九十]{1,3}[次中全会]{1,3}){0,5}"
    r"|[一二三四五六七八九十]次(?:党代会|全会|会议)"
)
_ONE_ALLOWED = {"次", "名", "份", "场", "期", "篇", "场次"}
_NOT_COUNTED = re.compile(r"^(?:性|办|以来|方面|工作日|月|小时|季度|年|星期|周|原则|字路|体化|等次|重要)")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?=[”’\"，。；、：,;）)\]〕\s]|$)")
_BEFORE = re.compile(r"[第\d一二三四五六七八九十百千万.．〇届年版○]$")
_SCORES = re.compile(r"^\s*分|得$")


def find(text: str) -> list[Found[Quantity]]:
    """All quantities in order, `text` as printed."""
    masked = _MEETINGS.sub(lambda found: "□" * len(found[0]), without_names(text))
    found = [
        _item(match, text)
        for pattern in (_COPIES, _YEARS, _LASTING, _PERCENT)
        for match in pattern.finditer(masked)
    ]
    found += [
        _item(match, text, _noun(match, masked))
        for match in _COUNTED.finditer(masked)
        if _is_count(match, masked)
    ]
    return apart(item for item in found if item is not None)


def _item(match: re.Match[str], text: str, noun: str = "") -> Found[Quantity] | None:
    number = value(match["number"])
    if number is None:
        return None
    unit = match.groupdict().get("unit") or "%"
    end = match.end() + len(noun)
    return Found(match.start(), end, Quantity(text[match.start() : end], number, unit))


def _is_count(match: re.Match[str], text: str) -> bool:
    before, after = text[: match.start()], text[match.end() : match.end() + 4]
    number, unit = match["number"], match["unit"]
    if unit == "名" and before.endswith(("前", "后")):  # 排名后3名
        return False
    if _BEFORE.search(before) or _NOT_COUNTED.match(after) or set(number) <= set("百千万零〇"):
        return False
    if value(number) == 1 and not number.isdecimal():
        return unit in _ONE_ALLOWED or bool(match["bound"])
    return not (
        unit in ("人", "家", "本", "部", "所", "处", "字") and not (number.isdecimal() or match["bound"])
    )


def _noun(match: re.Match[str], text: str) -> str:
    """三个清单: the thing counted, when the words end with it."""
    if match["unit"] != "个":
        return ""
    found = _NOUN.match(text, match.end())
    return found[0] if found else ""
