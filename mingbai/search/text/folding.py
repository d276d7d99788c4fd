"""Folding: the one form in which texts and queries are compared.

`fold` keeps every character's place, so that a hit in the folded text is a hit in the original.
`normal` keeps only what can be searched: runs of Chinese characters and runs of letters and digits,
with one space wherever anything else stood between them. A word is found in a text exactly when
`occurs(normal(word), normal(text))`: this is the "plain substring scan" the index must agree with.
"""

import re

# Han with its extensions, 〇 and 々, kana, hangul, and the private-use areas where rare names live.
HAN = (
    "\u3005\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\ue000-\uf8ff\uf900-\ufaff\U00020000-\U000323af\U000f0000-\U000ffffd"
)
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
LETTERS = re.compile(rf"[^\W_{HAN}]+")
LETTER = re.compile(rf"[^\W_{HAN}]")

PARTS = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
_BETWEEN = re.compile(rf"(?:[^\w{HAN}]|_)+")

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0: 0x20}
# Wide punctuation alone changes nothing that is compared, and stands in every Chinese text.
_NEEDS_FOLDING = re.compile("[\uff02\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\0\ud800-\udfff]")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no database takes, replaced by spaces."""
    return _UNSTORABLE.sub(" ", text) if _UNSTORABLE.search(text) else text


def fold(text: str) -> str:
    """Lower case, half-width; as many characters as `text` has."""
    if _NEEDS_FOLDING.search(text):
        text = storable(text).translate(_WIDE)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def normal(text: str) -> str:
    """Runs of the folded text, parted by one space where something unsearchable stood."""
    return _BETWEEN.sub(" ", fold(text)).strip(" ")


def is_letter(char: str) -> bool:
    """True for one character of a run of letters and digits."""
    return LETTER.match(char) is not None


def places(word: str, text: str) -> list[int]:
    """Where `word` stands in `text`, both folded; a word never starts inside a run of letters or digits."""
    found = []
    inside_run = is_letter(word[:1])
    at = text.find(word)
    while at >= 0:
        if not (inside_run and at and is_letter(text[at - 1])):
            found.append(at)
        at = text.find(word, at + 1)
    return found


def occurs(word: str, text: str) -> bool:
    """The plain scan: is the normal form `word` part of the normal form `text`?"""
    return bool(places(word, text))


def squeezed(text: str) -> str:
    """A title or number as one string for exact comparison: 盏政发〔2020〕118号 → 盏政发2020118.

    Brackets, spaces and a last 号 do not count; at most 200 characters are compared.
    """
    return normal(text).replace(" ", "").removesuffix("号")[:200]
