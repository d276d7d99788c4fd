"""The openness mark in the text, and what was declared in the record."""

import re
from collections.abc import Iterator

from mingbai.checks.findings import BLOCK, NOTE
from mingbai.checks.rules.marks import Mark

WORDS = {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}
PHRASES = {"proactive": "此件公开发布", "on_request": "此件依申请公开", "withheld": "此件不予公开"}
# Every mark ends so; led by plain characters, it is found as fast as a plain search.
_END = re.compile(r"公开(?:发布)?(?:[）)]|\s*\n|\s*$)")
_MARK = re.compile(
    r"(?:此件|本件|公开(?:属性|方式|形式|类别|选项)[：: ]*|[（(])\s*"
    r"(?P<mark>依申请公开|可依申请公开|依申请可公开"
    r"|不予公开|不公开|不宜公开|免予公开"
    r"|主动公开|公开发布|可公开|公开)"
    r"(?:[）)]|\s*$|\s*\n)",
    re.MULTILINE,
)


def read(mark: str) -> str:
    """proactive, on_request or withheld."""
    if "申请" in mark:
        return "on_request"
    return "withheld" if mark.startswith(("不", "免")) else "proactive"


def marks(text: str, declared: str | None, ground: str | None) -> Iterator[Mark]:
    """`declared` None (a bare file) is compared with nothing."""
    found = _last(text) if _END.search(text) else None
    if declared:
        yield from _compare(found, declared)
        if declared != "proactive" and not ground:
            message = f"选了{WORDS.get(declared, declared)}，但没有写依据。请选择条例第十四至十六条的一项。"
            yield Mark("openness", "ground", BLOCK, 0, 0, message, value=declared)
    elif found and read(found["mark"]) != "proactive":
        message = f"文中标注“{found['mark']}”，不能在网上主动公开。请核对。"
        yield Mark("openness", "mark", NOTE, found.start("mark"), found.end("mark"), message)


def _last(text: str) -> re.Match[str] | None:
    """The mark stands below the date, so the last one counts."""
    return max(_MARK.finditer(text), key=re.Match.start, default=None)


def _compare(found: re.Match[str] | None, declared: str) -> Iterator[Mark]:
    phrase = PHRASES.get(declared, "")
    if found is None:
        message = f"文中没有公开属性标注，请在成文日期下一行写上“（{phrase}）”。"
        yield Mark("openness", "mark_missing", NOTE, 0, 0, message, f"（{phrase}）", declared)
    elif read(found["mark"]) != declared:
        message = f"文中标注“{found['mark']}”，登记的却是“{WORDS.get(declared, declared)}”。请改成一致。"
        yield Mark("openness", "mismatch", BLOCK, found.start("mark"), found.end("mark"), message, phrase)


def catalogue(item: str | None) -> Iterator[Mark]:
    """政府信息公开平台“专栏姓专”：目录里没有的内容不发。`item` None: a bare file, nothing to choose yet."""
    if item == "":
        message = "还没有选择公开事项。请在公开目录里选一项；目录里没有的内容不要发布。"
        yield Mark("openness", "catalogue_item", BLOCK, 0, 0, message)
