"""What the checks know besides the text: the day, the county's names, the lexicon, the memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache

from mingbai.checks.rules.lists import rows_of
from mingbai.checks.rules.organisation_names import NameIndex
from mingbai.checks.rules.wording import Term, Wordlist


@cache
def packaged_lexicon() -> tuple[Term, ...]:
    """The starter list that ships with the product: data/lexicon.csv."""
    return tuple(
        Term(
            term=row["term"],
            correction=row["correction"],
            severity=row["severity"],
            unless=tuple(row["unless"].split()),
            since=date.fromisoformat(row["since"]) if row["since"] else None,
            note=row["note"],
        )
        for row in rows_of("lexicon.csv")
    )


@dataclass(frozen=True)
class Context:
    """Values that hold for one run.

    `names`: full and short names in use today. `former_names`: (old, current) pairs.
    `telephones`: digits of the numbers the organisations publish. `dismissed`: fingerprints that people
    have judged to be false. `key`: secret of the fingerprints. `profile`: rule -> block, ask, note or off,
    where it departs from the rule's own severity.
    """

    today: date
    names: frozenset[str] = frozenset()
    former_names: tuple[tuple[str, str], ...] = ()
    telephones: frozenset[str] = frozenset()
    lexicon: tuple[Term, ...] = field(default_factory=packaged_lexicon)
    dismissed: frozenset[str] = frozenset()
    key: bytes = b"mingbai"
    profile: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def words(self) -> Wordlist:
        return _words(self.lexicon, self.former_names)

    @cached_property
    def name_index(self) -> NameIndex:
        return _name_index(self.names | {old for old, _ in self.former_names})


@lru_cache(maxsize=32)
def _words(lexicon: tuple[Term, ...], former_names: tuple[tuple[str, str], ...]) -> Wordlist:
    return Wordlist(lexicon, former_names)


@lru_cache(maxsize=32)
def _name_index(names: frozenset[str]) -> NameIndex:
    return NameIndex(names)
