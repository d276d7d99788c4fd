"""Telephones, identity numbers, numbers of documents, addresses of the web: digit by digit, or not at all."""

import re

from mingbai.loudspeakers.rules.numerals import CALLED, CIPHERS, digit_by_digit, grouped, whole

WEB = "网址请看公示栏或扫二维码"
MAIL = "电子邮箱请看公示栏"
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.I)
_BARE = re.compile(
    r"(?<![A-Za-z0-9@])(?:[A-Za-z0-9-]+\.)+(?:gov|com|cn|org|net)(?:\.cn)?(?:/[A-Za-z0-9\-._~:/?#@!$&+,;=%]*)?"
    r"(?![A-Za-z0-9])"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DOCUMENT = re.compile(r"[〔\[［(（【]\s*((?:19|20)\d{2})\s*(?:年)?[〕\]］)）】]\s*第?\s*(\d{1,5})\s*号")
_MASKED = re.compile(r"(?<!\d)(\d{1,10})[*×xX]{2,}(\d{1,6}[Xx]?)(?!\d)")
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?![\d.万亿元])")
_AREA = re.compile(
    r"(?<![\d.])(?:[(（](?=0\d{2,3}[)）]))?(0\d{2,3})(?:[)）](?=[ ]?[-—]?[ ]?\d{7}))?"
    r"(?:[ ]?[-—][ ]?(?=1)|[ ]?[-—]?[ ]?(?=[2-9]))"
    r"(\d{7,8})(?:[-—]?转?(?<=[转-])(\d{1,5}))?(?!\d)"
)
_FREE = re.compile(r"(?<![\d.])([48]00)[ -]?(\d{3,4})[ -]?(\d{3,4})(?![\d.万亿元])")
_WORD = (
    r"(?:电话|手机|热线|传真|座机|拨打|致电|拨|号码|QQ群|QQ|微信号|微信|邮编|邮政编码|账号|帐号|卡号|证号)"
)
_ONE = r"\d[\d\- ]*\d(?:转\d{1,5})?"
_AFTER_WORD = re.compile(
    rf"({_WORD}(?:是|为|号码|[：:（( ]){{0,3}})({_ONE}(?:\s*[、,，/；;或和及]\s*{_ONE})*)(?![\d.]*[%元万亿])"
)
_SHORT = re.compile(
    r"(?<![\d.,])(1\d{2}|1[02]\d{3}|9[56]\d{3})(?=[ ]?(?:政务|便民|服务|热线|电话|急救|报警|平台|专线))"
)
_HOTLINE = re.compile(r"(?<![\d.,-])(123\d{2})(?![\d.,%‰/-]|[ ]?[万亿元个户人名亩次件份条米斤吨])")
_CREDIT = re.compile(r"(?<![A-Za-z0-9])(?=(?:[A-Z]*\d){8})[0-9A-Z]{17}[0-9A-Z](?![A-Za-z0-9])")
_CARD = re.compile(r"(?<!\d)\d{4}(?: \d{4}){2,4}(?: \d{1,4})?(?![\d.])")
_LONG = re.compile(r"(?<![\d.,])(\d{9,})(?![\d.,%]|[ ]?[万亿元个户人名亩次件份条米斤吨])")
_ROOM = re.compile(r"(?<![\d-])(\d{1,4}(?:-\d{1,5})+)(?=室|房)")
_AFTER_LETTER = re.compile(r"(?<=[A-Za-z])(-?)(\d{1,8})(?![\d.])")


def calls(text: str) -> str:
    """`text` in which none of these is left as written."""
    text = _MAIL.sub(MAIL, text)
    text = _BARE.sub(WEB, _URL.sub(WEB, text))
    text = _DOCUMENT.sub(_document, text)
    text = _CREDIT.sub(lambda found: _characters(found[0]), text)
    text = _MASKED.sub(_masked, text)
    text = _AREA.sub(_area, text)
    text = _MOBILE.sub(lambda found: grouped("".join(found.groups()), (3, 4, 4)), text)
    text = _FREE.sub(lambda found: grouped("".join(found.groups()), (3, 3, 4)), text)
    text = _AFTER_WORD.sub(_after_word, text)
    for pattern in (_SHORT, _HOTLINE):
        text = pattern.sub(lambda found: digit_by_digit(found[1], CALLED), text)
    text = _CARD.sub(lambda found: grouped(found[0].replace(" ", ""), (4,)), text)
    text = _LONG.sub(lambda found: grouped(found[1], (4,)), text)
    text = _ROOM.sub(lambda found: "杠".join(map(_name, found[1].split("-"))), text)
    return _AFTER_LETTER.sub(lambda found: ("杠" if found[1] else "") + _name(found[2]), text)


def _document(found: re.Match[str]) -> str:
    return f"{digit_by_digit(found[1], CIPHERS)}年第{whole(int(found[2]))}号"


def _characters(code: str) -> str:
    parts = [code[at : at + 4] for at in range(0, len(code), 4)]
    return "，".join("".join(CALLED[int(one)] if one.isdigit() else one for one in part) for part in parts)


def _masked(found: re.Match[str]) -> str:
    tail = found[2].upper()
    digits = digit_by_digit(tail.rstrip("X"), CALLED) + ("X" if tail.endswith("X") else "")
    return f"{digit_by_digit(found[1], CALLED)}，中间隐去，{digits}"


def _area(found: re.Match[str]) -> str:
    extension = f"，转{digit_by_digit(found[3], CALLED)}" if found[3] else ""
    return f"{digit_by_digit(found[1], CALLED)}，{_local(found[2])}{extension}"


def _local(digits: str) -> str:
    if len(digits) <= 5:
        return digit_by_digit(digits, CALLED)
    return grouped(digits, (3, 4) if len(digits) in (7, 10) else (3, 4, 4) if len(digits) == 11 else (4,))


def _after_word(found: re.Match[str]) -> str:
    def one(number: re.Match[str]) -> str:
        main, _, extension = number[0].partition("转")
        spoken = _local(re.sub(r"\D", "", main))
        return spoken + (f"，转{digit_by_digit(extension, CALLED)}" if extension else "")

    return found[1] + re.sub(_ONE, one, found[2])


def _name(digits: str) -> str:
    """The number of a road, a form or a room: from three digits on digit by digit."""
    if len(digits) > 2 or digits.startswith("0"):
        return digit_by_digit(digits, CALLED)
    return whole(int(digits))
