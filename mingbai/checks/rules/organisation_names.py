"""Names of organisations that are one character off (一字之差)."""

from collections.abc import Iterator

import ahocorasick_rs

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

SHORTEST = 6


class NameIndex:
    """A name with one wrong character still has one half right: look for halves, then compare the whole."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._halves: dict[str, list[tuple[str, int]]] = {}
        for name in sorted(n for n in names if len(n) >= SHORTEST):
            middle = len(name) // 2
            self._halves.setdefault(name[:middle], []).append((name, 0))
            self._halves.setdefault(name[middle:], []).append((name, middle))
        self._patterns = list(self._halves)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None

    def marks(self, text: str) -> Iterator[Mark]:
        """One mark per place; the right name of another organisation gives none."""
        if self._automaton is None:
            return
        seen: set[int] = set()
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for name, offset in self._halves[self._patterns[index]]:
                begin = start - offset
                if begin < 0 or begin in seen or not self._near(text, begin, name):
                    continue
                seen.add(begin)
                yield _near_miss(text[begin : begin + len(name)], name, begin)

    def _near(self, text: str, begin: int, name: str) -> bool:
        """One character replaced, and no right name at that place."""
        written = text[begin : begin + len(name)]
        if len(written) != len(name) or not all("\u4e00" <= c <= "\u9fff" for c in written):
            return False
        if sum(a != b for a, b in zip(written, name, strict=True)) != 1:
            return False
        return not any(written.startswith(other) or text.startswith(other, begin) for other in self._names)


def _near_miss(written: str, name: str, start: int) -> Mark:
    message = f"“{written}”与单位名称“{name}”只差一个字，请核对。"
    return Mark("wording", "organisation_name", ASK, start, start + len(name), message, name, written)
