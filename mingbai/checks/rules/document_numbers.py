"""The form of a document number, GB/T 9704-2012, 7.2.5: 发文机关代字〔年份〕顺序号."""

import re
from collections.abc import Iterator

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

_YEAR = re.compile("[〔\\[［【（(]([0-9０-９]{4})年?[〕\\]］】）)]")
_SERIAL = re.compile(r"\s?(第)?\s?([0-9０-９]{1,5})\s?(号?)")
_PREFIX_END = frozenset("发办函字通文令规告报议批呈请决复纪电会")
_RIGHT = re.compile(r"[\u4e00-\u9fffA-Za-z]+〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")


def wrong_forms(text: str) -> Iterator[Mark]:
    """年份、发文顺序号用阿拉伯数字；年份用六角括号“〔〕”括入；顺序号不加“第”字，不编虚位，后加“号”字。"""
    for m in _YEAR.finditer(text):
        start, end = m.span()
        before = text[start - 1 : start]
        serial = _SERIAL.match(text, end)
        if not "\u4e00" <= before <= "\u9fff" or not serial or not (serial[3] or before in _PREFIX_END):
            continue
        year = int(m[1])
        right = f"〔{year}〕{int(serial[2])}号"
        written = text[start : serial.end()]
        if 1949 <= year <= 2100 and written.replace(" ", "") != right:
            message = (
                f"文号写法不规范，请改成“{right}”：年份用六角括号，序号不加“第”、前面不补零，后面加“号”。"
            )
            yield Mark("document_number", "form", ASK, start, serial.end(), message, right)


def field_is_right(number: str) -> bool:
    return bool(_RIGHT.fullmatch(number))
