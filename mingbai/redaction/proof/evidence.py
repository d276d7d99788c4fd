"""What reading back turns up: where a withheld quote still occurs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote as percent

from mingbai.redaction.matching import Needle, Searchable, normal, tells, without_bars
from mingbai.redaction.values import Mark, Proof

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
CALLED = "UTF-8、UTF-16、GB 18030 以及转义写法"
RAW = "的原始字节"
REFERENCES = ("&#{};", "&#x{:x};", "&#x{:X};")
SHORTEST = 6  # bytes: shorter ones turn up in pictures and fonts by chance


@lru_cache(maxsize=1024)
def byte_forms(quote: str) -> frozenset[bytes]:
    """The quote as it may lie in a file: encoded, escaped for XML, JSON and addresses, in hexadecimal."""
    forms: set[bytes] = set()
    quote = quote.encode("utf-8", "ignore").decode()
    for text in {quote, quote.strip(), "".join(quote.split()), normal(quote)}:
        forms |= {text.encode(encoding, "ignore") for encoding in ENCODINGS}
        if not text.isascii():
            hexadecimal = text.encode("utf-16-be").hex()
            written = [percent(text), percent(text).lower(), json.dumps(text)[1:-1]]
            written += [hexadecimal, hexadecimal.upper()]
            written += ["".join(p.format(ord(letter)) for letter in text) for p in REFERENCES]
            forms |= {form.encode() for form in written}
    return frozenset(form for form in forms if len(form) >= SHORTEST)


@dataclass
class Evidence:
    """Collects residues of the marks whose quote must not occur anywhere; `counts` is by (number, place)."""

    marks: Sequence[Mark]
    counts: Counter[tuple[int, str]] = field(default_factory=Counter)
    other: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._needles = [
            (number, Needle.of(mark.quote), byte_forms(mark.quote))
            for number, mark in enumerate(self.marks, 1)
            if mark.everywhere
        ]

    def text(self, where: str, text: str) -> None:
        """Words somebody may read: any occurrence counts."""
        whole = Searchable.of(without_bars(text))
        for number, needle, _ in self._needles:
            if count := needle.count(whole):
                self.counts[number, where] += count

    def technical(self, where: str, values: Iterable[str]) -> None:
        """Identifiers and measures, where short digits occur by chance."""
        for value in values:
            for number, needle, _ in self._needles:
                if tells(needle, value):
                    self.counts[number, where] += 1

    def raw(self, where: str, data: bytes) -> None:
        for number, _, forms in self._needles:
            if any(form in data for form in forms):
                self.counts[number, f"{where}{RAW}"] += 1

    def proof(self) -> Proof:
        found = [f"第 {number} 条标记的内容仍在：{where}" for number, where in self.counts]
        found = list(dict.fromkeys([*found, *self.other]))
        return Proof(not found, tuple(found), tuple(self.read), tuple(self.unread))
