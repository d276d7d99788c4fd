"""The list of attachments (附件说明) between body and signature, and where attachments begin."""

import re

from mingbai.documents.fields.lines import Line, half_width

LIST = re.compile(r"附\s*件\s*\d{0,2}\s*:\s*(?P<rest>.*)")
START = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*:?")
ITEM = re.compile(r"(?:附\s*件\s*)?(\d{1,2})\s*[.、．:]\s*(?P<name>.+)")
LONGEST_NAME = 100


def attachments(lines: list[Line]) -> tuple[tuple[str, ...], set[int]]:
    """The names listed, and the indexes of the lines that list them."""
    for index, line in enumerate(lines):
        found = LIST.fullmatch(half_width(line.text)) if line.text.startswith("附") else None
        if found and found["rest"].strip():
            return _listed(lines, index, found["rest"])
    return (), set()


def is_start(text: str) -> bool:
    """The line 附件 or 附件1 on top of an attachment."""
    return START.fullmatch(half_width(text)) is not None


def _listed(lines: list[Line], first: int, rest: str) -> tuple[tuple[str, ...], set[int]]:
    numbered = ITEM.fullmatch(rest.strip())
    names = [_name(numbered["name"] if numbered else rest)]
    used = {first}
    for index in range(first + 1, len(lines)):
        item = ITEM.fullmatch(half_width(lines[index].text).strip())
        if (
            numbered is None
            or item is None
            or int(item[1]) != len(names) + 1
            or len(item["name"]) > LONGEST_NAME
        ):
            break
        names.append(_name(item["name"]))
        used.add(index)
    return tuple(names), used


def _name(text: str) -> str:
    return text.strip().rstrip("。；;").strip()
