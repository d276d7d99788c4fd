"""Which searches without hits may be counted: words for things, never anything about a person."""

import re
from collections.abc import Iterable
from datetime import date

from mingbai.checks import personal_data
from mingbai.checks.rules.names import is_name

LONGEST = 30  # characters; a longer one tells a story
_DIGITS = re.compile(r"[0-9０-９][0-9０-９ -]{4,}")
_PERSON = re.compile("同志|女士|先生|书记|主任|老师|我家|我爸|我妈|我儿|我女|住在|身份证|手机|电话号")
_PARTED = re.compile(r"[\s，。、；：,;:!！?？·《》“”\"'（）()]+|的|和")


def about_no_person(words: str, today: date, known: Iterable[str] = ()) -> bool:
    """May this be kept? `known` are words for things, such as synonyms: 张三低保 is a name without 低保."""
    if not words.strip() or len(words) > LONGEST or _DIGITS.search(words) or _PERSON.search(words):
        return False
    if personal_data.find(words, today):
        return False
    things = sorted((one for one in known if len(one) > 1), key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, things)), " ", words) if things else words
    return not any(is_name(part) for part in (*_PARTED.split(words), *_PARTED.split(rest)))
