"""How relations and versions are called, and how a text is fitted into a page."""

import re
from collections.abc import Iterable

# What the other text is, seen from the text that is read: (kind, it is the source) → heading.
RELATION_HEADINGS = {
    ("amends", True): "修改本文的文件",
    ("amends", False): "本文修改的文件",
    ("repeals", True): "废止本文的文件",
    ("repeals", False): "本文废止的文件",
    ("interprets", True): "对本文的解读",
    ("interprets", False): "本文解读的文件",
    ("based_on", True): "以本文为依据的文件",
    ("based_on", False): "本文的依据",
}

VERSION_KINDS = {
    "first": "首次公开",
    "correction": "更正",
    "republished": "重新公开",
    "withdrawn": "撤回",
    "in_force": "标注有效",
    "amended": "标注已修改",
    "expired": "标注失效",
    "repealed": "标注废止",
}

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def with_scrolling_tables(html: str) -> str:
    """Each table in a box of its own that scrolls sideways, so that a phone's page does not."""
    return _TABLE.sub(
        r'<div class="scroll" role="region" tabindex="0" aria-label="表格，可以左右滑动">\g<0></div>', html
    )


def parts(count: int, size: int) -> Iterable[int]:
    """Numbers, from 1, of the parts that so many things make."""
    return range(1, (count + size - 1) // size + 1)
