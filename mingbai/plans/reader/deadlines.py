"""Until when: 2018年10月底前, 6月29日前, 年内, 第三季度末, 9月上旬, 10个工作日内 …

The date is the last day that still counts: "10月底前" is 31 October, "年内" 31 December of the plan's year.
A day on which something happened (于10月29日听取了) is no deadline, nor is one that returns every year.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from mingbai.plans.reader.masking import without_citations
from mingbai.plans.reader.numerals import CHINESE, NUMBER, whole
from mingbai.plans.reader.spans import Found, apart
from mingbai.plans.reader.tasks import Deadline

_NEAR = r"当年|今年|本年度?|同年|次年|翌年|明年|来年|下一年度?"
_YEAR = rf"(?:(?P<year>(?:19|20)\s*\d\s*\d|二[〇零○][{CHINESE}]{{2}})\s*年\s*|(?P<near>{_NEAR})\s*)"
_BEFORE = r"(?:之前|以前|前)"
_M = rf"(?P<month>\d{{1,2}}|[{CHINESE}]{{1,3}})\s*月"
_DAY_BEFORE = re.compile(
    rf"{_YEAR}?{_M}\s*(?P<day>\d{{1,2}}|[{CHINESE}]{{1,3}})\s*[日号]\s*(?P<before>{_BEFORE})?"
)
_NUMERIC = re.compile(
    rf"(?P<year>20\d\d)[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})\s*(?P<before>{_BEFORE})?"
)
_MONTH = re.compile(
    rf"{_YEAR}?{_M}份?\s*(?P<part>底|末|上旬|中旬|下旬|初)?\s*(?P<before>{_BEFORE}|内)?(?!\s*\d)"
)
_YEAR_END = re.compile(
    rf"(?:{_YEAR}(?:年)?(?:底|末)|(?<![\d每{CHINESE}])年(?:底|末))\s*(?P<before>{_BEFORE})?"
)
_WITHIN = re.compile(rf"(?:(?P<year>20\d\d)|(?<![\d{CHINESE}每隔])(?P<near>本|今|当)?)年度?[之以]?内")
_QUARTER = re.compile(
    rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度(?P<part>末|底|内|结束)?(?P<before>{_BEFORE})?"
)
_HALF = re.compile(rf"{_YEAR}?(?<![每前])(?P<half>[上下])半年(?:末|底|内|结束)?(?P<before>{_BEFORE})?(?!度)")
_SPAN = re.compile(rf"{NUMBER}\s*(?:个)?(?:工作日|自然日|日|天|小时|周|星期|月|季度|年)(?:以|之)?内")
_AT_ONCE = re.compile(
    r"即日起|(?:本|当)月底(?:之?前)?|[次下]月\s*\d{1,2}\s*日(?:之?前)?|会(?:议)?前\d+[日天]|(?<![月\d])\d{1,2}\s*日(?:之前|以前|前)"
)
_RECURS = re.compile(r"每(?:个)?(?:年|半年|季度?|月|周)度?(?:的|首月|末月|末|初)?\s*$")
_PAST = re.compile(r"^[^，。；\n]{0,40}(?:了|过|共计|已)")
_UNTIL = re.compile(
    r"(?:截止(?:时间|日期)?(?:为|至|到|[:：])?|[至到—~～-]|完成时限[:：]?|最迟|不晚于|不得晚于|不迟于)\s*$"
)
_DONE_BY = re.compile(
    r"^[^，。；\n]{0,12}(?:完成|开展|组织|启动|进行|举办|召开|实施|报送|上报|公布|公开)|^[，。；、\n]|^\s*$"
)
_PART_DAYS = {"上旬": 10, "中旬": 20, "初": 10}
_MODES = (_DAY_BEFORE, _NUMERIC, _MONTH, _YEAR_END, _WITHIN, _QUARTER, _HALF)


def find(text: str, year: int | None, strict: bool = True) -> list[Found[Deadline]]:
    """All deadlines in order. `year` is the plan's; Not `strict`: a label says it is one."""
    masked = without_citations(text) if strict else text
    found: list[Found[Deadline]] = []
    current = year
    matches = [match for pattern in (*_MODES, _SPAN, _AT_ONCE) for match in pattern.finditer(masked)]
    for match in sorted(matches, key=lambda each: (each.start(), -each.end())):
        if found and match.start() < found[-1].end:
            continue
        if not _counts(match, masked, strict):
            continue
        current = _year(match, year, current)
        printed = text[match.start() : match.end()].strip()
        found.append(Found(match.start(), match.end(), Deadline(printed, _date(match, current))))
    return apart(found)


def of_column(text: str, year: int | None) -> list[Deadline]:
    """What a column or label 完成时限 says; words without a date (长期, 持续推进) stay as printed."""
    found = [item.value for item in find(text, year, strict=False)]
    return found or ([Deadline(text.strip())] if text.strip() else [])


def _counts(match: re.Match[str], text: str, strict: bool) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 60]
    if (
        _RECURS.search(before)
        or after.startswith(("起", "以来", "至", "—", "-", "后"))
        and match.re in _MODES
    ):
        return False
    if before.endswith("第") or not match[0].strip():
        return False
    if not strict:
        return True
    return _is_bound(match, before, after)


def _is_bound(match: re.Match[str], before: str, after: str) -> bool:
    """Whether the words set a bound, rather than tell a day."""
    named = match.groupdict()
    if match.re in (_SPAN, _AT_ONCE, _WITHIN) or named.get("before"):
        return match.re is not _SPAN or not re.match(r"[一1]\s*年", match[0])
    if _PAST.match(after) and not _UNTIL.search(before):
        return False
    if match.re in (_DAY_BEFORE, _NUMERIC):
        return _UNTIL.search(before) is not None
    if match.re is _MONTH:
        return named["part"] is not None or _due_in(match, after)
    if match.re in (_QUARTER, _HALF):
        return bool(named.get("part")) or _DONE_BY.match(after) is not None
    return True


def _due_in(match: re.Match[str], after: str) -> bool:
    """6月份开展…: a bare month, when something is to be done in it."""
    return "份" in match[0] and _DONE_BY.match(after) is not None


def _year(match: re.Match[str], year: int | None, current: int | None) -> int | None:
    named = match.groupdict()
    if named.get("year"):
        return whole("".join(named["year"].split()))
    near = named.get("near")
    if near and year is not None:
        return year + (near[0] in "次翌明来下")
    return current


def _date(match: re.Match[str], year: int | None) -> date | None:
    reckon = _RECKONED.get(match.re)
    if reckon is None or year is None:
        return None
    try:
        return reckon(match, year)
    except (ValueError, TypeError):  # 2月30日, 13月
        return None


def _day(match: re.Match[str], year: int) -> date:
    return date(year, whole(match["month"]) or 0, whole(match["day"]) or 0)


def _month(match: re.Match[str], year: int) -> date:
    """The end of the part named; "10月前" is over when October begins."""
    month, part = whole(match["month"]) or 0, match["part"]
    if part is None and match["before"] in ("前", "之前", "以前") and "份" not in match[0]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, _PART_DAYS.get(part, monthrange(year, month)[1]))


def _year_end(match: re.Match[str], year: int) -> date:
    return date(year, 12, 31)


def _quarter(match: re.Match[str], year: int) -> date | None:
    """第三季度末前, 第三季度; "二季度前" leaves open which end is meant."""
    if match["before"] and not match["part"]:
        return None
    month = 3 * (whole(match["quarter"]) or 0)
    return date(year, month, monthrange(year, month)[1])


def _half(match: re.Match[str], year: int) -> date:
    return date(year, 6, 30) if match["half"] == "上" else date(year, 12, 31)


_RECKONED: dict[re.Pattern[str], Callable[[re.Match[str], int], date | None]] = {
    _DAY_BEFORE: _day,
    _NUMERIC: _day,
    _MONTH: _month,
    _YEAR_END: _year_end,
    _WITHIN: _year_end,
    _QUARTER: _quarter,
    _HALF: _half,
}
