"""Names of organisations that are one character off (一字之差)."""

from collections.abc import Iterator

import ahocorasick_rs

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

SHORTEST = 6
# 东塘村和西塘村、一中和二中是两个地方，不是写错。
_TOLD_APART = frozenset("东西南北中上下前后左右内外大小新老旧一二三四五六七八九十甲乙丙丁")
# 县、镇开头的是简称：前面那个字不同，只是连着别的字（由自来水公司、人民政府办公室）。
_LEVELS = frozenset("省市州县区乡镇村")
# 单位名称后面常接的字：教育局的、教育局和、教育局负责、教育局关于。
_FOLLOWING = frozenset("的和与及负关牵按应对")
_ORGANS = frozenset("厅局委办院所站会部处科股室中社校园厂场队库网")


class NameIndex:
    """A name with one wrong character still has one half right: look for halves, then compare the whole."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = sorted(name for name in names if len(name) > 1)
        self._longest = max(map(len, self._names), default=0)
        self._halves: dict[str, list[tuple[str, int]]] = {}
        for name in (n for n in self._names if len(n) >= SHORTEST):
            middle = len(name) // 2
            self._halves.setdefault(name[:middle], []).append((name, 0))
            self._halves.setdefault(name[middle:], []).append((name, middle))
        self._patterns = list(self._halves)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None
        self._right = ahocorasick_rs.AhoCorasick(
            self._names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def marks(self, text: str) -> Iterator[Mark]:
        """One mark per place; a right name at or around that place, of whatever organisation, gives none."""
        if self._automaton is None:
            return
        seen: set[int] = set()
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for name, offset in self._halves[self._patterns[index]]:
                begin = start - offset
                if begin < 0 or begin in seen or not _is_slip(text, begin, name):
                    continue
                if not self._is_right(text, begin, begin + len(name)):
                    seen.add(begin)
                    yield _near_miss(text[begin : begin + len(name)], name, begin)

    def _is_right(self, text: str, begin: int, end: int) -> bool:
        """Whether a right name stands at [begin, end) or reaches over one of its edges."""
        first = max(0, begin - self._longest)
        near = text[first : end + self._longest]
        for _, start, stop in self._right.find_matches_as_indexes(near):
            start, stop = start + first, stop + first
            if start < begin < stop or start < end < stop or (start <= begin and end <= stop):
                return True
        return False


def _is_slip(text: str, begin: int, name: str) -> bool:
    """Exactly one character replaced, and not by one that makes it another word or another place."""
    written = text[begin : begin + len(name)]
    if len(written) != len(name) or not all(map(_is_han, written)):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(written, name, strict=True)) if a != b]
    if len(wrong) != 1:
        return False
    at = wrong[0]
    if written[at] in _TOLD_APART and name[at] in _TOLD_APART:
        return False
    if at == 0:
        return name[0] not in _LEVELS
    if at == len(name) - 1:
        # “明白县财政补贴”只是开头像“明白县财政局”。
        after = text[begin + len(name) : begin + len(name) + 1]
        return written[at] not in _ORGANS and (not _is_han(after) or after in _FOLLOWING)
    return True


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _near_miss(written: str, name: str, start: int) -> Mark:
    message = f"“{written}”和单位名称“{name}”只差一个字。请核对，写错的请改正。"
    return Mark("wording", "organisation_name", ASK, start, start + len(name), message, name, written)
