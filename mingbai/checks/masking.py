"""Masks that leave a value recognisable to its owner and useless to others."""

from collections.abc import Iterable
from datetime import date

from mingbai.checks.findings import NOTE
from mingbai.checks.personal_data import find, find_in_file_name
from mingbai.checks.rules.hits import FULL_WIDTH, Hit, laid_over
from mingbai.checks.rules.table_names import written_cells

_COARSE = ("街道", "镇", "乡", "村", "社区", "小区", "路", "街")


def mask(text: str, today: date | None = None, telephones: frozenset[str] = frozenset()) -> str:
    """`text` with every personal value masked, except what is only noted (officials' names)."""
    hits = laid_over(find(text, today, telephones), written_cells(text))
    return cover(text, (hit for hit in hits if hit.severity != NOTE))


def mask_file_name(name: str) -> str:
    """A file's name with every personal value masked; its extension stays."""
    return cover(name, find_in_file_name(name))


def cover(text: str, hits: Iterable[Hit]) -> str:
    """`text` with the given hits (in order, apart) masked."""
    parts, at = [], 0
    for hit in hits:
        parts += [text[at : hit.start], mask_value(hit.rule, text[hit.start : hit.end])]
        at = hit.end
    return "".join(parts) + text[at:]


def mask_value(rule: str, value: str) -> str:
    """The mask of one value: 138****1234, 6403**********1234, 6222 **** **** 1234, 张**."""
    if rule == "name":
        return value[:1] + "**"
    if rule == "address":
        return _coarse(value) + "***"
    if rule == "email":
        return value[:1] + "***" + value[max(value.find("@"), value.find("＠")) :]
    if rule == "plate":
        return value[:2] + "***" + value[-2:]
    plain = "".join(c for c in value.translate(FULL_WIDTH) if c.isalnum())
    return _digits(rule, plain)


def _digits(rule: str, plain: str) -> str:
    if rule == "bank_card":
        return f"{plain[:4]} **** **** {plain[-4:]}"
    head = {"resident_id": 4, "mobile": len(plain) - 8, "landline": len(plain) - 7, "passport": 1}[rule]
    tail = {"passport": 2}.get(rule, 4)
    if rule == "landline":
        return f"{plain[:head]}***{plain[-4:]}"
    return plain[:head] + "*" * (len(plain) - head - tail) + plain[-tail:]


def _coarse(address: str) -> str:
    """The part of an address down to the township, else to the first coarse name in it."""
    for unit in _COARSE:
        at = address.find(unit)
        if at > 0:
            return address[: at + len(unit)]
    return address[:2]
