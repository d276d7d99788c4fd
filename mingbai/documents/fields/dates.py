"""Dates as official documents write them: 2020年11月30日, 二〇二〇年十一月三十日, 2020-11-30."""

import re
from datetime import date

from mingbai.documents.fields.lines import Line, half_width

ZEROS = "〇○◯零Oo０0"
YEAR_DIGITS = {
    **{zero: "0" for zero in ZEROS},
    **{sign: str(digit) for digit, sign in enumerate("一二三四五六七八九", 1)},
}
SMALL = {sign: digit for digit, sign in enumerate("一二三四五六七八九", 1)}
_YEAR = rf"([12]\s*\d\s*\d\s*\d|[一二][{ZEROS}一二三四五六七八九\s]{{3,6}})"
_SMALL = r"(\d\s?\d|\d|[一二三四五六七八九十廿卅]{1,3})"
IN_WORDS = re.compile(rf"{_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*[日号]?")
IN_DIGITS = re.compile(r"([12]\d{3})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})")
PRINTED = re.compile(rf"{_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*日?\s*印\s*[发制]?\s*$")
PRINTED_LABEL = re.compile(r"印\s*发\s*(?:日\s*期|时\s*间)\s*:\s*")
LONGEST_LINE = 80
LONGEST_DATE = 40  # with every character spread


def date_in(text: str) -> date | None:
    """The first date written in `text`; None for none, and for one that does not exist."""
    text = half_width(text)
    found = IN_WORDS.search(text) or IN_DIGITS.search(text)
    return _date(found) if found else None


def lone_date(text: str) -> date | None:
    """The date, when the line holds nothing else (brackets aside)."""
    if len(text) > LONGEST_DATE:
        return None
    text = half_width(text).strip(" ()")
    found = IN_WORDS.fullmatch(text) or IN_DIGITS.fullmatch(text)
    return _date(found) if found else None


def printed_on(lines: list[Line]) -> date | None:
    """The day in the printing line (版记) at the end: 2020年12月1日印发."""
    for line in reversed(lines):
        if "印" not in line.text or len(line.text) > LONGEST_LINE:
            continue
        text = half_width(line.text)
        label = PRINTED_LABEL.search(text)
        if label:
            return date_in(text[label.end() :])
        found = PRINTED.search(text)
        if found:
            return _date(found)
    return None


def _date(found: re.Match[str]) -> date | None:
    year, month, day = found.groups()
    try:
        return date(_year(year), _small(month), _small(day))
    except ValueError:
        return None


def _year(written: str) -> int:
    return int("".join(YEAR_DIGITS.get(sign, sign) for sign in written if not sign.isspace()))


def _small(written: str) -> int:
    """1–31 in digits or words: 三十一, 廿五, 十."""
    written = "".join(written.split()).replace("廿", "二十").replace("卅", "三十")
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return SMALL.get(written, 0)
    return (SMALL.get(tens, 1) if tens else 1) * 10 + SMALL.get(ones, 0)
