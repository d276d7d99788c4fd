"""Before: one spelling for digits, letters and dashes. After: only what a voice can say is left."""

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT_WIDE = {ord(one): ord(one) for one in "，；：？！（）"}
_TO_ONE = {
    **_WIDE, **_KEPT_WIDE,
    **{ord(one): "—" for one in "–—―‒─"}, **{ord(one): "-" for one in "−‐‑﹣"},
    **{ord(one): "~" for one in "～∼〜"}, ord("／"): "/", ord("￥"): "¥",
    **{ord(one): " " for one in "\u00a0\t\u2002\u2003\u2009"}, 0x3000: "，",
    ord("½"): "1/2", ord("¼"): "1/4", ord("¾"): "3/4",
    **{ord(one): None for one in "\u200b\u200c\u200d\ufeff\u00ad"},
}  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "一二三四五六七八九十", strict=True))
_ROMAN_WORDS = {"I": "一", "II": "二", "III": "三", "IV": "四", "V": "五"}
_ROMAN_BEFORE = re.compile(r"(?<![A-Za-z])(III|II|IV|I|V)(?=[级类型期])")
_LATIN_POINTS = re.compile(r"(?<=\d)[：](?=\d)")
_LAYOUT = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d)")
_WORDS = {
    "≥": "大于等于", "≤": "小于等于", "≧": "大于等于", "≦": "小于等于", ">": "大于", "<": "小于",
    "≈": "约等于", "×": "乘", "÷": "除以", "±": "正负", "&": "和", "§": "第", "√": "对", "~": "到",
    "=": "等于", "+": "加", "℃": "摄氏度", "㎡": "平方米", "㎥": "立方米", "㎞": "公里",
    "㎏": "公斤", "㎜": "毫米", "㎝": "厘米",
}  # fmt: skip
_NUMERAL = "零〇一二两三四五六七八九十百千万亿幺"
_TO = re.compile(
    rf"(?<=[{_NUMERAL}日号年月时分点])\s*(?:——|—|-)\s*(?=[{_NUMERAL}])|(?<=[周期][一二三四五六日])[—-](?=周|星期)"
)
_BRACKETS = re.compile(r"[()（）\[\]［］【】{}〔〕]")
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"'`·•*_^\\$@￥¥°′″※★☆■□●○◆◇▲△►→←↑↓]")
_PAUSES = re.compile(r"[—…|/]+|-+")
_SPACES = re.compile(r"(?<![A-Za-z]) +| +(?![A-Za-z])")


_UNNAMED = re.compile(r"(?<=[\u4e00-\u9fff])[*×]{1,3}(?=[\u4e00-\u9fff，。、；\s]|$)")


def one_spelling(text: str) -> str:
    text = _UNNAMED.sub(lambda found: "某" * min(len(found[0]), 2), text.translate(_TO_ONE))
    text = _LATIN_POINTS.sub(":", _LAYOUT.sub("", text))
    for number, mark in enumerate(_CIRCLED, 1):
        text = text.replace(mark, f"；第{number}，")
    for mark, name in _ROMAN.items():
        text = text.replace(mark, name)
    return _ROMAN_BEFORE.sub(lambda found: _ROMAN_WORDS[found[1]], text)


def sayable(line: str) -> str:
    """One line without brackets, quotation marks and signs; pauses as commas and full stops."""
    for mark, words in _WORDS.items():
        line = line.replace(mark, words)
    line = re.sub(rf"(?<=[{_NUMERAL}])#", "号", line).replace("#", "")
    line = _TO.sub("到", line)
    line = re.sub(rf"(?<=[A-Za-z{_NUMERAL}])-(?=[A-Za-z{_NUMERAL}])", "杠", line)
    line = _QUOTES.sub("", line)
    line = _BRACKETS.sub("，", line)
    line = re.sub(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])", "、", line)
    line = _PAUSES.sub("，", line).replace("%", "").replace("‰", "")
    line = line.translate({ord(","): "，", ord(";"): "；", ord(":"): "：", ord("?"): "？", ord("!"): "！"})
    line = re.sub(r"\.+", "。", line)
    line = _SPACES.sub("", line)
    return _tidy(line)


def _tidy(line: str) -> str:
    line = re.sub(r"[，、；：]*([。！？])[，、；：。]*", r"\1", line)
    line = re.sub(r"[，、；]*：[，、；：]*", "：", line)
    line = re.sub(r"[，、；]{2,}", lambda found: "；" if "；" in found[0] else "，", line)
    return line.strip("，、；： ").lstrip("。")
