"""The signer (签发人) beside or below the document number of a report to a higher authority."""

import re
from collections.abc import Iterable

from mingbai.documents.fields.lines import half_width

LABEL = re.compile(r"签\s*发\s*人?\s*:\s*(?P<names>[\u4e00-\u9fff·\s、,，；;]+)")
NAMES = re.compile(r"[、,，；;]|\s+")
LONGEST_NAME = 6


def signer(head: Iterable[str]) -> str | None:
    """Names joined by 、; None when nobody is named."""
    for line in head:
        found = LABEL.search(half_width(line))
        if found:
            names = [name for name in _names(found["names"]) if len(name) <= LONGEST_NAME]
            return "、".join(names) or None
    return None


def _names(written: str) -> list[str]:
    """Split at spaces, but a name spread out (陈 以 兴, 张　伟) is one."""
    names: list[str] = []
    spread = ""
    for part in NAMES.split(written.strip()):
        if len(part) == 1:
            spread += part
            continue
        if spread:
            names.append(spread)
            spread = ""
        if part:
            names.append(part)
    return [*names, spread] if spread else names


def is_signer_line(text: str) -> bool:
    return LABEL.search(half_width(text)) is not None and len(text) < 60
