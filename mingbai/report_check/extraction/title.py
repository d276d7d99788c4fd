"""Whose report it is, about which year, and when it was published."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mingbai.report_check.flow import MARKS, plain

_KIND = r"(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告"
_YEAR = r"(?P<year>20\d{2})\s*年(?:度)?"
_NAME = rf"[^\s{MARKS}|<>《》:;,。\d]"
_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_NAME}{{2,40}}?)\s*(?:关于)?\s*{_YEAR}\s*(?:的)?\s*(?P<more>{_NAME}{{0,30}}?)\s*{_KIND}",
        rf"{_YEAR}\s*(?P<name>{_NAME}{{2,40}}?)\s*{_KIND}",
        rf"(?P<name>{_NAME}{{2,40}}?)\s*{_KIND}\s*\(?\s*{_YEAR}\)?",
        rf"{_YEAR}\s*{_KIND}",
    )
)
_PERIOD = re.compile(
    r"统计(?:的)?(?:期限|时限|时间|数据|周期)[^\n]{0,14}?(20\d{2})\s*年?\s*1\s*月\s*1\s*日"
    r"|自?\s*(20\d{2})\s*年\s*1\s*月\s*1\s*日\s*(?:起|至|到)"
)
_DAY = r"(20\d{2})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?"
_PUBLISHED = re.compile(
    rf"(?:发布|公开|发文|公布|生成|更新)(?:时间|日期)[\s{MARKS}|:]*{_DAY}|(?:^|\s)(?:时间|日期)\s*:\s*{_DAY}"
)
_SIGNED = re.compile(rf"^[\s{MARKS}]*{_DAY}\s*$", re.MULTILINE)
_SOURCE = re.compile(rf"(?:发布机构|信息来源|来\s*源|发文机关|公开主体)[\s{MARKS}|:]+({_NAME}{{2,30}})")
_BY = re.compile(rf"(?:本(?:年度)?报告)?由({_NAME}{{2,30}}?)(?:负责)?(?:编制|编写|撰写|发布)")
_NOISE = re.compile(
    r"^(?:关于|公开|发布|印发|附件|标题|名称|编制|现将|现公布|为)+|(?:关于|的|公布|发布|编制)+$"
)
_NO_NAME = frozenset(
    [
        "中华人民共和国",
        "国务院办公厅",
        "本机关",
        "本单位",
        "我局",
        "我县",
        "我镇",
        "我区",
        "我市",
        "我委",
        "原创",
        "本站",
        "政府",
        "本级",
        "年度",
        "全县",
        "全市",
        "各级",
    ]
)
LOOK_AT = 6_000  # characters of the beginning in which a title is looked for


@dataclass(frozen=True, slots=True)
class Title:
    """`organisation` is "" and `year` None when the words do not say."""

    text: str = ""
    organisation: str = ""
    year: int | None = None


def titles_in(text: str) -> Iterator[tuple[int, Title]]:
    """Every title of a report with its place, the fuller one where several readings fit."""
    taken = -1
    found = sorted(
        ((one.start(), rank, one) for rank, pattern in enumerate(_TITLES) for one in pattern.finditer(text)),
        key=lambda each: each[:2],
    )
    for at, _, one in found:
        if at < taken:
            continue
        taken = one.end()
        parts = one.groupdict()
        name = name_of(parts.get("name") or "") or name_of(parts.get("more") or "")
        yield at, Title(plain(one[0]), name, int(parts["year"]))


def best_title(text: str, hints: Mapping[str, str], filename: str) -> Title:
    """From the page's own title, the beginning of the text, the file's name, then from elsewhere."""
    found = [one for _, one in titles_in(hints.get("title", ""))]
    found += [one for at, one in titles_in(text[:LOOK_AT])]
    found += [one for _, one in titles_in(filename)]
    named = next((one.organisation for one in found if one.organisation), "")
    year = period_of(text) or next((one.year for one in found), None)
    if found and (years := [one.year for one in found]) and years.count(years[0]) == len(years):
        year = years[0]
    return Title(
        found[0].text if found else "",
        named or _elsewhere(text, hints) or bare_name(filename),
        year or _bare_year(filename),
    )


def period_of(text: str) -> int | None:
    """The year whose first day begins the period that was counted."""
    found = _PERIOD.search(text)
    return int(found[1] or found[2]) if found else None


def published_in(text: str, hints: Mapping[str, str]) -> date | None:
    """The day named as that of publication, else the day under the report."""
    for words in (hints.get("published", ""),):
        if (found := re.search(_DAY, words)) and (day := _day(found.groups())):
            return day
    for one in _PUBLISHED.finditer(text):
        if day := _day([part for part in one.groups() if part]):
            return day
    signed = list(_SIGNED.finditer(text))
    return _day(signed[-1].groups()) if signed else None


def name_of(words: str) -> str:
    """An organisation's name without the words around it; "" for what is none."""
    name = _NOISE.sub("", plain(words)).strip("·-—_()<>《》“” ")
    return "" if name in _NO_NAME or len(name) < 2 else name


def bare_name(filename: str) -> str:
    """The name in a file's name such as 洪泽区2024.html, "" for none."""
    found = re.match(r"([\u4e00-\u9fff]{2,30}?)(?:人民政府)?\s*_?20\d{2}", filename)
    return name_of(found[1]) if found else ""


def _bare_year(filename: str) -> int | None:
    found = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", filename)
    return int(found[1]) if found else None


def _elsewhere(text: str, hints: Mapping[str, str]) -> str:
    for words in (hints.get("source", ""), *(one[1] for one in _SOURCE.finditer(text[:LOOK_AT]))):
        if name := name_of(words):
            return name
    by = _BY.search(text[:LOOK_AT])
    return name_of(by[1]) if by else ""


def _day(parts: object) -> date | None:
    try:
        year, month, day = (int(part) for part in parts)  # type: ignore[attr-defined]  # three groups of digits
        return date(year, month, day)
    except ValueError:
        return None
