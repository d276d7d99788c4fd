"""What became of figures, and whether a text still says them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Figure = Mapping[str, Any]
"""`key`, `label`, `number`, `address` of the list behind it ("" when there is none), and `ask` to make it."""

NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def figure_changes(before: Sequence[Figure], after: Sequence[Figure]) -> list[tuple[str, str, str]]:
    """(label, old number, new number) of each figure that moved, appeared or is gone."""
    old, new = ({one["key"]: one for one in side} for side in (before, after))
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = (str(side[key]["number"]) if key in side else "" for side in (old, new))
        if was != now:
            found.append(((new.get(key) or old[key])["label"], was, now))
    return found


def missing_numbers(text: str, figures: Sequence[Figure]) -> list[str]:
    """Numbers that stand in a person's text and in no figure; days and years are no such numbers."""
    bare = re.sub(r"\d+年(?:\d+月)?(?:\d+日)?|\d+月\d+日|〔\d+〕\d*号?|第\d+", "", text)
    known = {str(one["number"]) for one in figures}
    return [one for one in dict.fromkeys(NUMBERS.findall(bare)) if one not in known]
