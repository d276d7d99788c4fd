"""Dates and times of day."""

import re

from mingbai.loudspeakers.rules.numerals import CIPHERS, digit_by_digit, whole

SEP = r"\s*(?:——|—|-|~|至|到)\s*"
_Y = r"((?:19|20)\d{2})"
_M, _D = r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_FULL = re.compile(rf"(?<![\d.]){_Y}([-/.]){_M}\2{_D}(?![\d/]|-\d|\.\d)")
_YEAR_MONTH = re.compile(rf"(?<![\d./-]){_Y}[-.](0[1-9]|1[0-2])(?![\d./-]|\s*[万亿元%])")
_YEARS = re.compile(rf"(?<!\d){_Y}(年?){SEP}{_Y}(?=年|学年|[。，；、）)\s]|$)")
_YEAR = re.compile(rf"(?<![\d.]){_Y}(?=\s*(?:年|学年|级|届|版|款))\s*")
_IN_BRACKETS = re.compile(rf"([〔\[(（【]){_Y}(?=[〕\])）】])")
_MONTH_TO_DAYS = re.compile(rf"(?<!\d){_M}月{_D}(?:日|号)?{SEP}(?:{_M}月)?{_D}(日|号)")
_MONTH_DAY = re.compile(rf"(?<!\d){_M}\s*月\s*{_D}(?=\s*(?:日|号))\s*")
_MONTHS = re.compile(rf"(?<!\d){_M}(?:月)?{SEP}{_M}(?=月)")
_MONTH = re.compile(rf"(?<![\d.]){_M}(?=月)")
_DAYS = re.compile(rf"(?<![\d.]){_D}(日|号)?{SEP}{_D}(?=日(?!元))")
_BARE_RANGE = re.compile(
    rf"(?<![\d./-]){_M}\.{_D}{SEP}{_M}\.{_D}(?![\d./]|\s*[A-Za-z%‰万亿元米公千克吨亩度斤倍个户人])"
)
_WITHIN = re.compile(r"(?<![\d.月])2(?=日(?:内|以内|之内|后|以上))")
_TIME = r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?"
_TIMES = re.compile(rf"(?<![\d:.]){_TIME}{SEP}{_TIME}(?![\d:])")
_ONE_TIME = re.compile(rf"(?<![\d:.]){_TIME}(?![\d:])")
_RATIO = re.compile(r"(?<![\d:.])(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)(?![\d:])")
_RATIO_WORDS = re.compile(r"(?:比例|比例尺|之比|比为|比是|配比|比)[是为约：: 尺]{0,3}$")
_CLOCK = re.compile(r"(?<![\d.])([01]?\d|2[0-4])时(?:([0-5]?\d)分)?(?!间|候|速|代)")


def days(text: str) -> str:
    """`text` in which dates and times of day are words; 2026-05-01 二〇二六年五月一日, 8:30 八点三十分."""
    text = _FULL.sub(lambda found: _date(found[1], found[3], found[4]), text)
    text = _YEARS.sub(lambda found: f"{_year(found[1])}{found[2]}到{_year(found[3])}", text)
    text = _YEAR_MONTH.sub(lambda found: f"{_year(found[1])}年{_n(found[2])}月", text)
    text = _IN_BRACKETS.sub(lambda found: f"{found[1]}{_year(found[2])}年", text)
    text = _YEAR.sub(lambda found: _year(found[1]), text)
    text = _BARE_RANGE.sub(_bare_range, text)
    text = _MONTH_TO_DAYS.sub(_month_to_days, text)
    text = _MONTH_DAY.sub(lambda found: f"{_n(found[1])}月{_n(found[2])}", text)
    text = _MONTHS.sub(lambda found: f"{_n(found[1])}月到{_n(found[2])}", text)
    text = _MONTH.sub(lambda found: _n(found[1]), text)
    text = _DAYS.sub(lambda found: f"{_n(found[1])}日到{_n(found[3])}", text)
    text = _WITHIN.sub("两", text)
    return _times(text)


def _times(text: str) -> str:
    text = _TIMES.sub(lambda found: f"{_time(*found.groups()[:3])}到{_time(*found.groups()[3:])}", text)
    text = _RATIO.sub(_ratio, text)
    text = _ONE_TIME.sub(lambda found: _time(found[1], found[2], found[3]), text)
    return _CLOCK.sub(_clock, text)


def _n(digits: str) -> str:
    return whole(int(digits))


def _year(digits: str) -> str:
    return digit_by_digit(digits, CIPHERS)


def _date(year: str, month: str, day: str) -> str:
    return f"{_year(year)}年{_n(month)}月{_n(day)}日"


def _month_to_days(found: re.Match[str]) -> str:
    """5月1日至15日 and 5月1日至6月2日; 至 stays 至."""
    middle = "至" if "至" in found[0] else "到"
    month = f"{_n(found[3])}月" if found[3] else ""
    return f"{_n(found[1])}月{_n(found[2])}{found[5]}{middle}{month}{_n(found[4])}{found[5]}"


def _bare_range(found: re.Match[str]) -> str:
    """5.1—5.15: dates when the days run on and no unit says otherwise; 1.5—2.5 stays two numbers."""
    first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    around = found.string[max(0, found.start() - 10) : found.start()]
    dated = re.search(r"公示|时间|日期|期限|期间|自|从|于|放假|开放|截止", around)
    if not first < last or not (first[0] == last[0] or dated):
        return found[0]
    return f"{whole(first[0])}月{whole(first[1])}日到{whole(last[0])}月{whole(last[1])}日"


def _hour(digits: str) -> str:
    return "两" if int(digits) == 2 else _n(digits)


def _time(hours: str, minutes: str, seconds: str | None) -> str:
    if int(minutes) == 0 and not seconds:
        return f"{_hour(hours)}点"
    gap = "零" if 0 < int(minutes) < 10 else ""
    tail = f"{_n(seconds)}秒" if seconds else ""
    return f"{_hour(hours)}点{gap}{_n(minutes)}分{tail}"


def _ratio(found: re.Match[str]) -> str:
    """3:7 and 1:500 are ratios; 8:30 is one where words before it say so."""
    said = _RATIO_WORDS.search(found.string[: found.start()])
    if not said and _ONE_TIME.fullmatch(found[0]):
        return found[0]
    return f"{_decimal(found[1])}比{_decimal(found[2])}"


def _decimal(digits: str) -> str:
    integer, point, rest = digits.partition(".")
    return _n(integer) + (f"点{digit_by_digit(rest)}" if point else "")


def _clock(found: re.Match[str]) -> str:
    """8时30分 as an announcer says it; a plain 8时 too."""
    if found[2] is None:
        return f"{_hour(found[1])}点"
    return _time(found[1], found[2], None)
