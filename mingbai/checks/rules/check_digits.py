"""Check digits of numbers that identify a person."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_DIGITS = "10X98765432"
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def resident_id_digit(first17: str) -> str:
    """The 18th character of a resident identity number, GB 11643-1999 (ISO 7064, MOD 11-2)."""
    return _ID_DIGITS[sum(int(d) * w for d, w in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def luhn(digits: str) -> bool:
    """Whether the digits of a bank card satisfy ISO/IEC 7812-1."""
    odd = sum(map(int, digits[-1::-2]))
    return (odd + sum(_DOUBLED[int(d)] for d in digits[-2::-2])) % 10 == 0
