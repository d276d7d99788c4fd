"""What joining and splitting do to the values of tasks; no database, no clock."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n+")


def bare(text: str) -> str:
    """The text without white space: what two texts are compared by."""
    return "".join(text.split())


def parts_of(text: str) -> list[str]:
    """The parts a person set apart with empty lines; blank parts are none."""
    return [part.strip() for part in _BLANK_LINE.split(text.replace("\r\n", "\n")) if part.strip()]


def cut(text: str, position: int) -> list[str]:
    """The two parts before and after a position of the text; blank parts are none."""
    return [part.strip() for part in (text[:position], text[position:]) if part.strip()]


def united(lists: Iterable[Sequence[str]]) -> list[str]:
    """All entries, each once, in their order."""
    return list(dict.fromkeys(entry for one in lists for entry in one))


def values_of(read: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a task that a reader's JSON fills in; what the text does not say is empty."""
    deadline, frequency = read.get("deadline") or {}, read.get("frequency") or {}
    return {
        "lead_text": list(read.get("lead") or ()),
        "support_text": list(read.get("support") or ()),
        **deadline_values(deadline),
        **frequency_values(frequency),
        "quantities": list(read.get("quantities") or ()),
        "modality": read.get("modality") or "must",
    }


def deadline_values(deadline: Mapping[str, Any]) -> dict[str, Any]:
    return {"deadline_text": (deadline.get("text") or "")[:100], "deadline_on": deadline.get("date")}


def frequency_values(frequency: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "frequency_text": (frequency.get("text") or "")[:100],
        "times": frequency.get("times"),
        "per": frequency.get("per") or "",
        "at_least": bool(frequency.get("at_least")),
    }


def values_of_part(read: Mapping[str, Any], part: str) -> dict[str, Any]:
    """When and how much one part of a split task asks for: what was read and is printed in this part."""
    return {
        **deadline_values(_first_in(part, _all(read, "deadline"))),
        **frequency_values(_first_in(part, _all(read, "frequency"))),
        "quantities": [one for one in read.get("quantities") or () if _is_in(part, one)],
    }


def _all(read: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    several = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return list(read.get(several) or ([read[name]] if read.get(name) else []))


def _first_in(part: str, found: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    return next((one for one in found if _is_in(part, one)), {})


def _is_in(part: str, one: Mapping[str, Any]) -> bool:
    return bare(one["text"]) in bare(part)


def marked(text: str, phrases: Iterable[str]) -> list[tuple[str, bool]]:
    """The text cut into pieces; True for those that print one of the phrases, the longest first."""
    wanted = sorted({one for one in phrases if one.strip()}, key=len, reverse=True)
    if not wanted:
        return [(text, False)] if text else []
    pieces = re.split("(" + "|".join(re.escape(one) for one in wanted) + ")", text)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]
