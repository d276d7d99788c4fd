"""Numbers as plans print them: 2, ２, 两, 十二, 二十三, 一百零五."""

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
CHINESE = "一二两三四五六七八九十百千零〇"
NUMBER = (
    rf"(?:\d{{1,9}}(?:[.．]\d{{1,4}})?|[{CHINESE}]{{1,9}})"  # bounded: time must not grow with a forged text
)


def value(printed: str) -> int | float | None:
    """The value of a number as printed; None when it is none."""
    plain = printed.replace("．", ".").strip()
    if not plain:
        return None
    if all(sign.isdecimal() or sign == "." for sign in plain):
        return _decimal(plain)
    return _chinese(plain)


def whole(printed: str) -> int | None:
    """`value` for counts."""
    found = value(printed)
    return int(found) if found is not None else None


def _decimal(plain: str) -> int | float | None:
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None


def _chinese(plain: str) -> int | None:
    """Positional (二〇一八) when there is no 十百千万, else by scales."""
    if all(sign in DIGITS for sign in plain):
        return int("".join(str(DIGITS[sign]) for sign in plain))
    total, current = 0, 0
    for sign in plain:
        if sign in DIGITS:
            current = DIGITS[sign]
        elif sign in SCALES:
            total += (current or 1) * SCALES[sign]
            current = 0
        else:
            return None
    return total + current
