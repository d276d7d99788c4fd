"""What is passed between the search and a backend."""

from collections import Counter
from dataclasses import dataclass, field

from mingbai.search.text.tokens import Phrase

COUNT_CAP = 10_000  # more are counted as "10,000 and more"
TALLY_CAP = 20_000  # facets count at most so many rows
GUIDES = ("办事指南", "服务指南", "申请指南", "办理指南")


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
    or, with `or_exact`, the document must carry the token `exact`. `shelves` None is every shelf.

    `others`, when not empty, has for each word the words that will do instead of it. They come from lists
    of words, so it is enough that all pieces of one occur. Rows with the typed words come first."""

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
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Each word with the words that will do instead."""
        if not self.others:
            return tuple((word,) for word in self.words)
        return tuple((word, *others) for word, others in zip(self.words, self.others, strict=True))

    @property
    def guides(self) -> tuple[str, ...]:
        """How the guide to the word is called, if it has one: what most people want who type one word."""
        if not self.others or len(self.words) > 1:
            return ()
        return tuple(word + ending for word in self.groups[0] for ending in GUIDES)

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
