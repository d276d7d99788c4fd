"""Numbers as they are spoken.

两 stands before 千, 万 and 亿 and alone before what is counted (两户, 两千, 两万); 二 stands everywhere else
(二十, 二百, 十二, 第二, 二点五, 二月).
"""

DIGITS = "零一二三四五六七八九"
CIPHERS = "〇一二三四五六七八九"
"""Years and numbers of documents."""
CALLED = "零幺二三四五六七八九"
"""Telephone and identity numbers: 幺 is not taken for 七."""
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
LARGEST = 10**16 - 1


def digit_by_digit(digits: str, names: str = DIGITS) -> str:
    return "".join(names[int(one)] for one in digits)


def grouped(digits: str, sizes: tuple[int, ...], names: str = CALLED) -> str:
    """Digit by digit with a pause after each group; what is left over goes with the last size."""
    parts, at, sizes_left = [], 0, list(sizes)
    while at < len(digits):
        size = sizes_left.pop(0) if sizes_left else sizes[-1]
        parts.append(digit_by_digit(digits[at : at + size], names))
        at += size
    return "，".join(parts)


def whole(number: int) -> str:
    """A number from 0 to 10¹⁶ − 1: 105 一百零五, 10300 一万零三百, 2000 两千, 15 十五."""
    if not 0 <= number <= LARGEST:
        raise ValueError("Too large to be spoken.")
    if number == 0:
        return DIGITS[0]
    if number >= 10**12:
        rest = number % 10**8
        return _with_zero(f"{_up_to_100_million(number // 10**8)}亿", rest, 10**7)
    if number >= 10**8:
        return _with_zero(f"{_counted(number // 10**8)}亿", number % 10**8, 10**7)
    return _up_to_100_million(number)


def _up_to_100_million(number: int) -> str:
    if number < 10**4:
        return _group(number, first=True)
    return _with_zero(f"{_counted(number // 10**4)}万", number % 10**4, 10**3)


def _with_zero(head: str, rest: int, full: int) -> str:
    """`head` and what follows it, with 零 where a place between them is empty."""
    if rest == 0:
        return head
    tail = _lower(rest)
    return head + ("零" if rest < full else "") + tail


def _lower(rest: int) -> str:
    if rest >= 10**4:
        return _with_zero(f"{_counted(rest // 10**4, first=False)}万", rest % 10**4, 10**3)
    return _group(rest, first=False)


def _counted(group: int, first: bool = True) -> str:
    """The multiplier before 万 or 亿."""
    return "两" if group == 2 else _group(group, first)


def _group(number: int, first: bool) -> str:
    """1 to 9999; `first`: nothing stands before it, so that 10 to 19 begin with 十."""
    digits = [int(one) for one in f"{number:04d}"]
    spoken, empty = "", False
    for place, digit in zip((3, 2, 1, 0), digits, strict=True):
        if digit == 0:
            empty = bool(spoken)
            continue
        name = "两" if (digit, place) == (2, 3) else DIGITS[digit]
        if (digit, place) == (1, 1) and not spoken and first:
            name = ""
        spoken += ("零" if empty else "") + name + _PLACES[place]
        empty = False
    return spoken


def number(written: str, *, counts: bool = False) -> str:
    """A number without sign: 3,500, 1.5, 0.05, 007. `counts`: what is counted follows, so that 2 is 两."""
    plain = written.replace(",", "")
    integer, point, decimals = plain.partition(".")
    if len(integer) > 1 and integer.startswith("0") and not point:
        return digit_by_digit(integer)
    if len(integer.lstrip("0")) > 16:
        spoken = digit_by_digit(integer)
    else:
        spoken = "两" if counts and not point and int(integer) == 2 else whole(int(integer))
    return f"{spoken}点{digit_by_digit(decimals)}" if point and decimals else spoken


def without_zeros(written: str) -> str:
    """3.50 as 3.5, 12.00 as 12."""
    return written.rstrip("0").rstrip(".") if "." in written else written


def money(written: str) -> str:
    """An amount in yuan with 角 and 分: 12.30 十二元三角, 0.05 五分, 12.05 十二元零五分."""
    plain = without_zeros(written.replace(",", ""))
    integer, _, decimals = plain.partition(".")
    if not decimals:
        return number(integer, counts=True) + "元"
    if len(decimals) > 2:
        return number(plain) + "元"
    jiao, fen = int(decimals[0]), int(decimals.ljust(2, "0")[1])
    yuan = number(integer, counts=True) + "元" if int(integer or 0) else ""
    gap = "零" if yuan and not jiao else ""
    tenths = ("两" if jiao == 2 and not yuan and not fen else DIGITS[jiao]) + "角" if jiao else ""
    return yuan + gap + tenths + (DIGITS[fen] + "分" if fen else "")
