"""Amounts, percentages, measures, ranges, fractions, and every number that is left."""

import re

from mingbai.loudspeakers.rules.days import SEP
from mingbai.loudspeakers.rules.numerals import money, number, whole, without_zeros

UNITS = {
    "km²": "平方公里", "km2": "平方公里", "k㎡": "平方公里", "㎢": "平方公里", "hm²": "公顷",
    "ha": "公顷", "m²": "平方米", "m2": "平方米", "㎡": "平方米", "m³": "立方米", "m3": "立方米",
    "㎥": "立方米", "cm²": "平方厘米", "mm²": "平方毫米", "km": "公里", "KM": "公里", "Km": "公里",
    "㎞": "公里", "cm": "厘米", "㎝": "厘米", "mm": "毫米", "㎜": "毫米", "μm": "微米", "m": "米",
    "kg": "公斤", "KG": "公斤", "Kg": "公斤", "㎏": "公斤", "mg": "毫克", "㎎": "毫克", "μg": "微克",
    "g": "克", "t": "吨", "mL": "毫升", "ml": "毫升", "ML": "毫升", "L": "升", "l": "升", "℃": "摄氏度",
    "°C": "摄氏度", "kWh": "千瓦时", "kwh": "千瓦时", "KWH": "千瓦时", "kW·h": "千瓦时", "kW": "千瓦",
    "KW": "千瓦", "kw": "千瓦", "MW": "兆瓦", "W": "瓦", "kV": "千伏", "KV": "千伏", "kv": "千伏",
    "V": "伏", "dB": "分贝", "Hz": "赫兹", "mu": "亩", "h": "小时", "min": "分钟", "Mbps": "兆",
    "GB": "吉", "MB": "兆", "M": "兆", "%": "", "‰": "",
}  # fmt: skip
COUNTED = """
个百分点 人次 户次 平方公里 平方千米 平方米 立方米 平方 公里 千米 公斤 千克 公顷 厘米 毫米 分钟 小时 千瓦时
千瓦 元 角 个 户 人 名 位 条 项 件 次 家 间 座 台 辆 套 份 笔 块 米 亩 头 只 张 把 天 年 周
倍 成 吨 斤 克 升 场 种 所 岁 部 处 遍 回 村 镇 例 起 口 片 眼 株 棵 袋 瓶 盒 箱 桶 车 宗 栋
幢 度 本 支 节 股 代 手 届次 枚 顶 床 双 对 面 道 门 轮 方 点 时 秒
""".split()  # noqa: SIM905 - a table to be read
"""Words before which 2 is 两."""
_SYMBOLS = "|".join(re.escape(one) for one in sorted(UNITS, key=len, reverse=True))
_MEASURES = "|".join(sorted(COUNTED, key=len, reverse=True))
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_TIMES = r"(?:万亿|亿|千万|百万|万|千(?![克米瓦伏卡帕])|百(?!分))?"
_SIGN = r"(?:(?<![\w\u4e00-\u9fff)）-])[-+]|(?<=[为约达是于至到])[-+])?"
_PER = rf"(?:(?:/|·)(?:(?:{_SYMBOLS})(?![A-Za-z])|{_MEASURES}|月|日|季度|季|学期|期|班|组|人))+"
_QUANTITY = re.compile(
    rf"(?P<yuan>¥\s*)?(?P<sign>{_SIGN})(?P<a>{NUMBER})(?P<ta>{_TIMES})"
    rf"(?:(?P<ua>(?:{_SYMBOLS})(?![A-Za-z])|元)?(?P<sep>{SEP})(?P<sb>-?)(?P<b>{NUMBER})(?P<tb>{_TIMES}))?"
    rf"(?P<unit>[ ]?(?:{_SYMBOLS})(?![A-Za-z0-9])|余?元|(?:{_MEASURES})(?=/))?(?P<per>(?<=\D){_PER})?"
)
_ORDINAL = re.compile(rf"第\s*(\d+)(?:{SEP}(\d+))?")
_NUMBERED = re.compile(r"\b[Nn][Oo]\.?\s?(\d+)")
_FRACTION = re.compile(r"(?<![\d/.])(\d{1,4})/(\d{1,4})(?![\d/.])")
MINUS = {"-": "负", "+": "正"}
_COUNTED_NEXT = re.compile(rf"\s*(?:余|多)?(?:{_MEASURES})(?!五)")


def quantities(text: str) -> str:
    """`text` in which no digit is left."""
    text = _NUMBERED.sub(lambda found: f"第{_n(found[1])}号", text)
    text = _ORDINAL.sub(_ordinal, text)
    text = _FRACTION.sub(_fraction, text)
    text = re.sub(r"(?<=\d)\s*[×xX*]\s*(?=\d)", "乘", text)
    return _QUANTITY.sub(_quantity, text)


def _n(digits: str) -> str:
    return number(str(int(digits)))


def _ordinal(found: re.Match[str]) -> str:
    return f"第{_n(found[1])}" + (f"到第{_n(found[2])}" if found[2] else "")


def _fraction(found: re.Match[str]) -> str:
    if int(found[2]) == 0:
        return found[0]
    return f"{whole(int(found[2]))}分之{whole(int(found[1]))}"


def _quantity(found: re.Match[str]) -> str:
    unit = (found["unit"] or "").strip()
    unit = "元" if found["yuan"] and not unit else unit
    per = _per(found["per"])
    if found["tb"] and not found["ta"] and not found["ua"]:
        first = _plain(found["a"], found["sign"], "", counts=False)
    else:
        first = _one(found, "a", "ta", found["sign"], unit)
    if found["b"] is None:
        return per + first
    second = _one(found, "b", "tb", found["sb"], unit)
    return f"{per}{_without_unit(first, found, unit)}到{second}"


def _without_unit(spoken: str, found: re.Match[str], unit: str) -> str:
    """The first number of a range says its unit only where it was written, or is part of how it is said."""
    if unit in ("%", "‰", "℃", "°C") or found["ua"]:
        return spoken
    name = "元" if unit == "元" else UNITS.get(unit, unit)
    return spoken.removesuffix(name) if name and not re.search("[角分]$", spoken) else spoken


def _one(found: re.Match[str], name: str, times: str, sign: str, unit: str) -> str:
    written, many = found[name], found[times]
    if unit in ("%", "‰"):
        whole_of = "千分之" if unit == "‰" else "百分之"
        return MINUS.get(sign, "") + whole_of + number(without_zeros(written))
    if unit == "元" and not many:
        return MINUS.get(sign, "") + money(written)
    if unit in ("℃", "°C"):
        return f"{'零下' if sign == '-' else ''}{number(without_zeros(written))}摄氏度"
    counted = bool(unit) or _is_counted(found)
    measured = without_zeros(written) if counted or many else written
    counts = many in ("万", "亿", "千", "万亿") or (not many and counted)
    return _plain(measured, sign, many, counts=counts) + UNITS.get(unit, unit)


def _plain(written: str, sign: str, many: str, *, counts: bool) -> str:
    return MINUS.get(sign, "") + number(written, counts=counts) + many


def _is_counted(found: re.Match[str]) -> bool:
    return bool(_COUNTED_NEXT.match(found.string, found.end()))


def _per(written: str | None) -> str:
    """/亩 每亩, /人·年 每人每年."""
    parts = [one for one in re.split(r"[/·]", written or "") if one]
    return "".join(f"每{UNITS.get(one, one)}" for one in parts)
