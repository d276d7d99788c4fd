"""What is passed between the search and a backend."""

from collections import Counter
from dataclasses import dataclass, field

from mingbai.search.text.tokens import Phrase

COUNT_CAP = 10_000  # more are counted as "10,000 and more"
TALLY_CAP = 20_000  # facets count at most so many rows


@dataclass(frozen=True)
class Posting:
    """One document for the word index: its tokens in order, and its text for checking phrases
    (title, line feed, everything; as `starts_marked`)."""

    key: int
    tokens: list[str]
    marked: str


@dataclass(frozen=True)
class Asked:
    """A query after parsing. Every one of `words` (normal forms; `phrases` are their tokens) must occur,
    or, with `or_exact`, the document must carry the token `exact`. `shelves` None is every shelf."""

    words: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    exact: str
    or_exact: bool
    shelves: tuple[int, ...] | None
    first_key: int
    last_key: int
    by_relevance: bool
    offset: int
    limit: int

    @property
    def wanted(self) -> int:
        return self.offset + self.limit


@dataclass
class Tally:
    """How many of the matching rows stand on each shelf and in each year."""

    shelves: Counter[int] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class Found:
    """`count` rows match; with `capped` at least so many. `keys` are those of the page, in order."""

    count: int
    capped: bool
    keys: list[int]
    tally: Tally | None = None
