"""Personal data in a text: find it, wherever it stands.

One pass stops at whole runs of digits and capitals; only there is anything judged.
"""

import re
from datetime import date

from mingbai.checks.findings import ASK, BLOCK
from mingbai.checks.rules import addresses, names, numbers
from mingbai.checks.rules.hits import Hit, stands_alone

__all__ = ["Hit", "find", "find_in_file_name"]

RULES = ("resident_id", "mobile", "landline", "bank_card", "passport", "plate", "email", "address", "name")

_DIGIT = "0-9０-９"
_GAP = "[ \u00a0\u3000\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212－-]{0,3}"
# Three kinds of stop: a run of seven or more digits, a house or room number, a code led by a capital.
_STOP = re.compile(
    rf"[{_DIGIT}A-Z](?:"
    rf"(?<=[{_DIGIT}])(?:(?:{_GAP}[{_DIGIT}]){{6,}}(?:{_GAP}[XxＸｘ])?|[{_DIGIT}]{{0,3}}[号室户])"
    rf"|(?<=[A-Z])[A-Z]?[·•・ -]?[0-9A-Z]{{4,8}}[挂学警港澳]?)"
)
_PASSPORT = re.compile(r"[EGDSPH][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}")
_PASSPORT_LABEL = re.compile(r"护照|通行证|证件号")
_PLATE = re.compile(
    r"[A-HJ-NP-Z][·•・ -]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]"
    r"|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)
_PLATE_PLACES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_OFFICE_LABEL = re.compile(
    r"(?:办公|受理|咨询|投诉|举报|监督|反馈|意见|征集|单位|公开|报名|信访)[^。；\n@＠]{0,6}邮箱[^。；\n@＠]{0,6}$"
)
_PARTED: tuple[dict[int, int], ...] = ({}, str.maketrans("_.", "\n\n"), str.maketrans("_.-", "\n\n\n"))
_OFFICE_MAIL = re.compile(r"[@＠](?:[a-z0-9-]+\.)*gov\.cn$", re.IGNORECASE)


def find(text: str, today: date | None = None, telephones: frozenset[str] = frozenset()) -> list[Hit]:
    """Every hit in order, none overlapping another.

    `today` bounds birth dates (without it any year up to 2099 passes). `telephones`: digits of the numbers
    the county's organisations publish themselves; they are no personal data.
    """
    hits: list[Hit] = []
    for m in _STOP.finditer(text):
        start, end = m.span()
        last = text[end - 1]
        if last in "号室户":
            home = addresses.numbered(text, start, end)
            if home:
                hits.append(home)
        elif "A" <= text[start] <= "Z":
            hits += _lettered(text, start, end)
        else:
            hits += numbers.classify(text, start, end, today, telephones)
    if "@" in text or "＠" in text:
        hits += _emails(text)
    if "住" in text or "户籍" in text:
        hits += addresses.labelled(text)
    hits += names.find_names(text)
    return _apart(hits) if hits else hits


def find_in_file_name(
    name: str, today: date | None = None, telephones: frozenset[str] = frozenset()
) -> list[Hit]:
    """In a file name underscores, dots and dashes part words, which in a text they join."""
    hits = [find(name.translate(parted), today, telephones) for parted in _PARTED]
    return _apart([hit for found in hits for hit in found])


def _lettered(text: str, start: int, end: int) -> list[Hit]:
    """A passport or a car plate: a capital, then digits and capitals."""
    code = text[start:end]
    if text[start - 1 : start] in _PLATE_PLACES and start:
        return _plate(text, start, end)
    if not _PASSPORT.fullmatch(code) or not stands_alone(text, start, end):
        return []
    known = code[0] in "EG" or _PASSPORT_LABEL.search(text, max(0, start - 12), start)
    return [Hit("passport", start, end, BLOCK if known else ASK)]


def _plate(text: str, start: int, end: int) -> list[Hit]:
    code = text[start:end]
    if not _PLATE.fullmatch(code) or not any(c.isdigit() for c in code):
        return []
    return [Hit("plate", start - 1, end, ASK)] if stands_alone(text, start - 1, end) else []


def _emails(text: str) -> list[Hit]:
    """Addresses of authorities, and those a label calls an office's, are public."""
    return [
        Hit("email", m.start(), m.end(), ASK)
        for m in _EMAIL.finditer(text)
        if not (_OFFICE_MAIL.search(m[0]) or _OFFICE_LABEL.search(text, max(0, m.start() - 24), m.start()))
    ]


def _apart(hits: list[Hit]) -> list[Hit]:
    """In order of place; of two that overlap the earlier and longer one stays."""
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
