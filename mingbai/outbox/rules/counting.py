"""How the platforms count the length of a text."""

import re
from math import ceil

LINK = re.compile(r"https?://[!-~]+")
LINK_COST, LONGEST_LINK = 20, 140
WEIBO_LIMIT, SHORT, MEDIUM = 140, 140, 300
TITLE_LIMIT, DIGEST_LIMIT, AUTHOR_LIMIT = 64, 120, 8
ARTICLE_LIMIT = 20_000


def wechat_length(text: str) -> int:
    """Every sign counts one, a rare character or an emoji two, as telephones count."""
    return len(text) + sum(ord(one) > 0xFFFF for one in text)


def weibo_length(text: str) -> int:
    """In Chinese characters: ASCII counts half; a link is shortened by the platform and counts ten.

    What a link has beyond 140 signs counts as it stands.
    """
    links = LINK.findall(text)
    halves = sum(LINK_COST + max(0, len(link) - LONGEST_LINK) for link in links)
    rest = LINK.sub("", text)
    return ceil((halves + sum(_halves(one) for one in rest)) / 2)


def _halves(one: str) -> int:
    if ord(one) < 0x80:
        return 1
    return 4 if ord(one) > 0xFFFF else 2
