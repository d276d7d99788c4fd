"""Forwarded text must name where it comes from."""

import re

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

_FORWARDED = re.compile(r"转发|转载|转自")
_NAMED_IN_TITLE = re.compile(r"转[发载][〈《“]?[\u4e00-\u9fff（）]{2,40}?(?:关于|印发|〈|《|“)")
_NAMED_IN_TEXT = re.compile(
    r"(?:来源|稿件来源|信息来源|转载自|转自|原文链接|出处)[：: ]*[\u4e00-\u9fffA-Za-z0-9“《][^\n]{1,}"
)
# Led by plain characters, they are found as fast as by a plain search.
_HINTS = (re.compile("转[载自]"), re.compile("来源[：:]"))
_REPRINT = re.compile(
    r"(?:本文|以下|内容|文章)[^。\n]{0,6}转[载自]|(?:^|\n)\s*(?:(?:文章|信息|稿件|内容)?来源|转载自|转自)[：:]"
)


def mark(title: str, text: str, source: str | None) -> Mark | None:
    """A mark when title or text says that it is forwarded and neither they nor the record name the source."""
    if (source or "").strip():
        return None
    said = _FORWARDED.search(title)
    if said:
        named = _NAMED_IN_TITLE.search(title) or _NAMED_IN_TEXT.search(text)
    else:
        said = _REPRINT.search(text) if _hints(text) else None
        named = _NAMED_IN_TEXT.search(text, said.start()) if said else None
    if not said or named:
        return None
    message = "这是转发、转载的内容，但没有写来源。请在“信息来源”里写明原发布单位和出处。"
    return Mark("source", "missing", ASK, 0, 0, message, "来源：（原发布单位）", "source")


def _hints(text: str) -> bool:
    return any(hint.search(text) for hint in _HINTS)
