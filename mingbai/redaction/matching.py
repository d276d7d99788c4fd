"""Finding a quote however it is written: full width, split by invisible characters, in other letter case."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\n"  # between paragraphs, cells and lines that are not one text
_QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp", "Cs", "Cn"}
_SELECTORS = re.compile("[\ufe00-\ufe0f\u180b-\u180d\u034f\u115f\u1160\u3164\uffa0\U000e0100-\U000e01ef]")
_FILLED = re.compile(r"█+〔E[0-9E、-]*〕")


@lru_cache(maxsize=65_536)
def plain(character: str) -> str:
    """One character as it compares: NFKD, folded, "" when it shows nothing."""
    if _SELECTORS.fullmatch(character):
        return ""
    folded = unicodedata.normalize("NFKD", character).casefold().translate(_QUOTES)
    kept = [c for c in folded if unicodedata.category(c) not in _INVISIBLE]
    return "".join("-" if unicodedata.category(c) == "Pd" else c for c in kept)


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """A text as it compares, without blanks and breaks."""
    return "".join(map(plain, text))


def without_bars(text: str) -> str:
    """Bars are ours, and no text: they neither match nor join what stands beside them."""
    return _FILLED.sub("\ue000", text)


@dataclass(frozen=True, slots=True)
class Needle:
    """A quote ready to be searched: blanks within it may be nothing, or a break between paragraphs."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, quote: str) -> "Needle":
        pieces = [re.escape(normal(piece)) for piece in quote.split() if normal(piece)]
        return cls(re.compile(f"{BREAK}*".join(pieces) or "(?!)"))

    def spans(self, text: "Searchable") -> Iterator[tuple[int, int]]:
        """(start, end) in the original positions; occurrences do not overlap."""
        for match in self.pattern.finditer(text.normal):
            yield text.at[match.start()], text.at[match.end() - 1] + 1

    def count(self, text: "str | Searchable") -> int:
        whole = Searchable.of(text) if isinstance(text, str) else text
        return sum(1 for _ in self.pattern.finditer(whole.normal))


@dataclass(frozen=True, slots=True)
class Searchable:
    """`normal` is what the needle sees; `at[i]` the position of its i-th character in the original."""

    normal: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, characters: Iterable[str], breaks: str = BREAK) -> "Searchable":
        """`breaks`: characters that part texts; with "" texts run on over the ends of lines."""
        seen: list[str] = []
        at: list[int] = []
        for position, character in enumerate(characters):
            text = character if character in breaks and character else plain(character)
            seen.append(text)
            at += [position] * len(text)
        return cls("".join(seen), tuple(at))


Labelled = tuple[int, int, str]


def merged(spans: Iterable[Labelled]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Overlapping spans made one, with the labels of all; those that only touch stay two."""
    joined: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, label in sorted(spans):
        if joined and start < joined[-1][1]:
            first, last, labels = joined[-1]
            joined[-1] = (first, max(end, last), (*labels, label))
        else:
            joined.append((start, end, (label,)))
    return joined


def replaced(
    text: str, needles: Iterable[tuple[Needle, str]], written: Callable[[tuple[str, ...]], str]
) -> str:
    """The text with what `written` makes of the labels of the needles found, where they were found."""
    whole = Searchable.of(text)
    spans = [(start, end, label) for needle, label in needles for start, end in needle.spans(whole)]
    for start, end, labels in reversed(merged(spans)):
        text = text[:start] + written(labels) + text[end:]
    return text


LONG_ENOUGH = 10  # characters of ASCII that no measure or identifier of a file format has by chance


def tells(needle: Needle, value: str) -> bool:
    """Whether a technical value (an identifier, a measure) holds the quote, and not by chance."""
    found = needle.pattern.search(normal(value))
    return found is not None and (not found[0].isascii() or len(found[0]) >= LONG_ENOUGH)
