"""The words of a query, as a person types them."""

import re
from dataclasses import dataclass

from mingbai.search.text.folding import fold, is_letter, normal
from mingbai.search.text.tokens import exact

LONGEST_QUERY = 200  # characters looked at; the rest of a pasted page is left out
MOST_WORDS = 16

_WORD = re.compile(r"\"([^\"]+)\"|“([^”]+)”|「([^」]+)」|『([^』]+)』|([^\s\"“”「」『』]+)")

_QUOTED = re.compile(r"[\"“”「」『』]")


@dataclass(frozen=True)
class Words:
    """`words` are normal forms that must all occur; `exact` is the token of a title or number that
    equals the whole query; `blank` says nothing was typed at all (then everything is listed)."""

    words: tuple[str, ...]
    exact: str
    blank: bool

    @property
    def may_be_number(self) -> bool:
        """A query such as 盏政发2020118号, which may name a document whatever its brackets."""
        return any(char.isdigit() for char in self.exact) and any(
            not is_letter(char) for char in self.exact[1:]
        )


def asks_for_itself(text: str) -> bool:
    """A phrase in quotation marks means these characters and no others."""
    return _QUOTED.search(text) is not None


def parse(text: str) -> Words:
    """Words parted by spaces; a phrase in "…", “…” or 「…」 keeps its inside together. Never raises."""
    text = fold(text.strip()[:LONGEST_QUERY])
    found = (normal("".join(filter(None, match.groups()))) for match in _WORD.finditer(text))
    distinct = tuple(dict.fromkeys(word for word in found if word))[:MOST_WORDS]
    return Words(distinct, exact(text), not text)
