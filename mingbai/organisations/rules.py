"""Codes, names and telephones of organisations, as plain values."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and capital letters without I, O, S, V, Z."""

_CREDIT_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{0,39}")
_SEPARATORS = re.compile(r"[、,，;；/\s]+")


def normal_code(text: str) -> str:
    """As stored: half-width, capital letters, no spaces."""
    half = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
    return re.sub(r"\s", "", half).upper()


def credit_check_digit(first: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015), from its first 17.

    Each character's place in the alphabet is weighted with 3 to the power of its position, modulo 31.
    ValueError when a character is not in the alphabet.
    """
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first, _CREDIT_WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    """Eighteen characters of the alphabet with the right check digit."""
    if len(code) != 18 or not set(code) <= set(ALPHABET):
        return False
    return credit_check_digit(code[:17]) == code[17]


def is_organisation_code(code: str) -> bool:
    """A nine-character organisation code (GB 11714-1997): eight characters and a check digit modulo 11."""
    code = code.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    total = sum(int(char, 36) * weight for char, weight in zip(code[:8], _BODY_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11] == code[8]


def code_problem(code: str) -> str:
    """What is wrong with a normalised code, in Chinese; "" when nothing is.

    Eighteen letters and digits are taken for a unified social credit code. Villages and stations
    without one may bear any internal code of letters, digits and hyphens.
    """
    if not _CODE.fullmatch(code):
        return "机构代码只能用字母、数字和短横线，最多 40 个字符，且不能以短横线开头。"
    if len(code) != 18 or "-" in code or is_credit_code(code):
        return ""
    if wrong := sorted(set(code) - set(ALPHABET)):
        return f"统一社会信用代码里不会有字母 {'、'.join(wrong)}，请对照证书检查（如 O 与 0、I 与 1）。"
    return "统一社会信用代码的校验位不对，请对照证书逐位检查。"


def slug_of(code: str, taken: Collection[str]) -> str:
    """A name for addresses made from the code, not among `taken`; at most 60 characters."""
    base = re.sub(r"[^0-9a-z]+", "-", code.lower()).strip("-") or "o"
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def split_list(text: str) -> tuple[str, ...]:
    """The entries of a cell or field that holds several, in their order, without repetition."""
    return tuple(dict.fromkeys(part for part in _SEPARATORS.split(text) if part))


def name_conflict(wanted: Collection[str], held: Mapping[str, str]) -> str:
    """Why the wanted names cannot be told apart from those of others, in Chinese; "" when they can.

    `held` maps each current full or short name to the full name of the organisation that bears it.
    """
    return "".join(f"“{name}”已经是“{held[name]}”的全称或简称，请换一个。" for name in wanted if name in held)


def plain(value: Any) -> Any:
    """A value as it goes into the trail: dates as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value
