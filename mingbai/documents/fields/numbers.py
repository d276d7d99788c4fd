"""The document number (发文字号): 机关代字〔年份〕序号号, written 盏政发〔2020〕118号 (GB/T 9704-2012)."""

import re
from collections.abc import Iterable

from mingbai.documents.fields.lines import half_width

OPEN, CLOSE = r"[〔\[(【〈<﹝〖{《「『]", r"[〕\])】〉>﹞〗}》」』]"
_AGENCY = r"(?P<agency>[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){0,17})"
_YEAR = r"(?P<year>[12]\s?[\dOo]\s?\d\s?\d)"
_YEAR_AGAIN = _YEAR.replace("year", "year2")
_SERIAL = r"(?:第\s*)?(?P<serial>\d(?:\s?\d){0,4})\s*号?"
# one bracket may be lost; without any, a gap or dash must set the year apart and 号 must stand
BRACKETED = re.compile(
    rf"{_AGENCY}\s*(?:字\s*)?(?:{OPEN}\s*{_YEAR}\s*年?\s*{CLOSE}?|{_YEAR_AGAIN}\s*年?\s*{CLOSE})"
    rf"\s*{_SERIAL}"
)
BARE = re.compile(rf"{_AGENCY}\s*[-—\s]?\s*{_YEAR}\s*[-—\s]\s*(?:第\s*)?(?P<serial>\d{{1,5}})\s*号")
ORDER = re.compile(r"(?:(?P<year>[12]\d{3})\s*年\s*)?第\s*(?P<serial>\d{1,4}|[一二三四五六七八九十百]+)\s*号")
LABEL = re.compile(r"(?:发\s*文\s*字\s*号|文\s*件?\s*(?:编\s*)?号|发\s*文\s*号)\s*:\s*")
BESIDE = re.compile(r"\s*签\s*发\s*人?\s*:.*$|\s*(?:特急|加急|平急|特提)\s*")


def normalised(text: str) -> str | None:
    """The number in its proper form, when `text` is a number and nothing else; None otherwise."""
    text = half_width(text).strip()
    found = BRACKETED.fullmatch(text) or BARE.fullmatch(text)
    if found is None:
        return None
    groups = found.groupdict()
    year = "".join((groups["year"] or groups.get("year2") or "").split()).upper().replace("O", "0")
    agency = "".join(groups["agency"].split())
    serial = int("".join(groups["serial"].split()))
    if not 1949 <= int(year) <= 2099 or not serial:
        return None
    return f"{agency}〔{year}〕{serial}号"


def own_number(head: Iterable[str]) -> str | None:
    """The number a document bears itself: alone on a line of its head, beside the signer or behind a label.

    A number inside a sentence or title cites another document.
    """
    order = None
    for line in head:
        bare = BESIDE.sub("", half_width(line)).strip()
        bare = LABEL.sub("", bare)
        found = normalised(bare) or normalised(_unwrapped(bare))
        if found:
            return found
        order = order or _order(_unwrapped(bare))
    return order


def is_number_line(text: str) -> bool:
    return own_number([text]) is not None


def _order(text: str) -> str | None:
    """Orders and announcements only bear 第3号 or 2020年第12号."""
    found = ORDER.fullmatch(text)
    return "".join(text.split()) if found else None


def _unwrapped(text: str) -> str:
    return text[1:-1].strip() if text[:1] == "(" and text[-1:] == ")" else text
