"""The parts of what was typed, because Chinese is typed without spaces."""

import re

MOST_PARTS = 8
_WORD = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_SAYS_LITTLE = re.compile(r"[的了和与及在是我你您们这那个有吗呢要请]")


def parts_of(words: str) -> tuple[str, ...]:
    """Every two neighbouring Chinese characters, and whole numbers and Latin words; at most so many.

    Characters that stand in every text, such as 的, part the words.
    """
    found: dict[str, None] = {}
    for run in _WORD.findall(_SAYS_LITTLE.sub(" ", words)):
        latin = run.isascii()
        pairs = [run] if latin else [run[at : at + 2] for at in range(len(run) - 1)]
        found.update(dict.fromkeys(one for one in pairs if len(one) > 1))
    return tuple(found)[:MOST_PARTS]
