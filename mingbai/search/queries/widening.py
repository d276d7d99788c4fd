"""Other words for what was typed: the synonyms of the county, and the names organisations have and had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mingbai.organisations.models import FormerName, Organisation
from mingbai.search.models import SynonymGroup
from mingbai.search.queries.searching import Query
from mingbai.search.text.folding import normal
from mingbai.search.text.words import asks_for_itself, parse

MOST_OTHERS = 8  # words that will do instead of one
SHORTEST = 2


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words that mean the same, in normal form, the first the one that is shown."""

    groups: tuple[tuple[str, ...], ...]

    def others_of(self, word: str) -> tuple[str, ...]:
        """What else to look for: the rest of the word's groups; for a longer word, the word with its
        beginning or end put in other words. Words that hold `word` itself are found with it anyway."""
        found = self._rest(word, "", "") or self._with_part_replaced(word)
        return tuple(one for one in found if word not in one)[:MOST_OTHERS]

    def parts_of(self, term: str) -> tuple[str, ...]:
        """A word of the lists with what is typed before or after it: 申请低保 → 申请, 低保."""
        for length in range(len(term) - SHORTEST, SHORTEST - 1, -1):
            for part, rest in ((term[:length], term[length:]), (term[-length:], term[:-length])):
                if part in self.known and term not in self.known:
                    return (part, rest) if term.startswith(part) else (rest, part)
        return (term,)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(word for group in self.groups for word in group)

    def _rest(self, part: str, before: str, after: str) -> tuple[str, ...]:
        every = (word for group in self.groups if part in group for word in group if word != part)
        return tuple(dict.fromkeys(before + word + after for word in every))

    def _with_part_replaced(self, word: str) -> tuple[str, ...]:
        for length in range(len(word) - 1, SHORTEST - 1, -1):
            if word[:length] in self.known:
                return self._rest(word[:length], "", word[length:])
            if word[-length:] in self.known:
                return self._rest(word[-length:], word[:-length], "")
        return ()


def thesaurus() -> Thesaurus:
    """The synonyms in force and the names of the organisations. Three queries."""
    rows = SynonymGroup.objects.filter(active=True).values_list("words", flat=True)
    return Thesaurus(tuple(filter(None, map(_normal_group, (*rows, *_names_of_organisations())))))


def _normal_group(words: Iterable[str]) -> tuple[str, ...]:
    """Words in parts are left out: they are never found as one word."""
    found = dict.fromkeys(one for word in words if (one := normal(word)) and " " not in one)
    fits = tuple(one for one in found if len(one) >= SHORTEST)
    return fits if len(fits) > 1 else ()


def _names_of_organisations() -> list[Sequence[str]]:
    """Of each the present name, the short ones and the former ones, these also without the county's name."""
    rows = list(Organisation.objects.order_by("path").values_list("pk", "name", "short_names"))
    county = rows[0][1].removesuffix("人民政府") if rows else ""
    former: dict[int, list[str]] = {}
    for pk, name in FormerName.objects.values_list("organisation_id", "name"):
        former.setdefault(pk, []).extend(_with_short(name, county))
    return [(name, *short, *former.get(pk, ())) for pk, name, short in rows]


def _with_short(name: str, county: str) -> list[str]:
    """明白县国土资源局, 县国土资源局, 国土资源局."""
    rest = name.removeprefix(county)
    return [name, county[-1] + rest, rest] if county and rest != name else [name]


@dataclass(frozen=True)
class Widened:
    """A query that also finds other words; `also` are these, to be said on the page."""

    query: Query
    also: tuple[str, ...]


def widened(query: Query, known: Thesaurus | None = None) -> Widened:
    """The query with the synonyms of its words. Words in quotation marks mean themselves."""
    words = parse(query.words)
    if not words.words or asks_for_itself(query.words):
        return Widened(query, ())
    known = known or thesaurus()
    others = tuple(known.others_of(word) for word in words.words)
    also = tuple(dict.fromkeys(one for few in others for one in few))
    return Widened(replace(query, others=others if also else ()), also)
