"""Document numbers: symbol, year in 六角括号, serial number without leading zeros (GB/T 9704)."""

import re
from dataclasses import dataclass

SYMBOL = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9]{0,19}")
NUMBER = re.compile(r"(?P<symbol>.+)〔(?P<year>\d{4})〕(?P<serial>[1-9]\d*)号")
YEARS = range(1949, 2200)


@dataclass(frozen=True)
class TakenNumber:
    """A number that belongs to one paper."""

    symbol: str
    year: int
    serial: int

    @property
    def text(self) -> str:
        return number_text(self.symbol, self.year, self.serial)

    def __str__(self) -> str:
        return self.text


def number_text(symbol: str, year: int, serial: int) -> str:
    """明政公复〔2026〕3号."""
    return f"{symbol}〔{year}〕{serial}号"


def symbol_problem(symbol: str) -> str:
    """What is wrong with the symbol before the year (明政公复), in Chinese; "" when nothing is."""
    if SYMBOL.fullmatch(symbol):
        return ""
    return "机关代字只能用汉字、字母和数字，以汉字或者字母开头，最多20个字，不带年份和括号，例如“明政公复”。"


def read(text: str) -> TakenNumber | None:
    """A number as printed, taken apart; None for any other text."""
    found = NUMBER.fullmatch(text)
    if not found or symbol_problem(found["symbol"]) or int(found["year"]) not in YEARS:
        return None
    return TakenNumber(found["symbol"], int(found["year"]), int(found["serial"]))
