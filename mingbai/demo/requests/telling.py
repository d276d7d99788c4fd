"""How a story of a request is told: who asks whom for what, and what is done about it day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingbai.foi.rules.receipt import Way
from mingbai.foi.states import Kind
from mingbai.letters.rules import Withheld

CONFIRMED = frozenset({Way.ONLINE})
"""Ways whose day of receipt is confirmed afterwards; a clerk who enters fax or mail has confirmed it."""


@dataclass(frozen=True)
class Move:
    """One thing done `wait` working days after the one before it; `given` is what `verb` needs for it.

    The verbs are those of `playing.VERBS`.
    """

    verb: str
    wait: int = 0
    given: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Story:
    """One request.

    place: key of the organisation. begins: "t-700", days before today, or "-18", working days before it.
    people: keys of `people.PEOPLE`; several ask together. asks: the applicants' own words; topic: what
    the clerk registers. wants: form and way in which it is to be given. moves: what follows on entering.
    state: what it has come to.
    """

    key: str
    place: str
    way: str
    begins: str
    people: tuple[str, ...]
    asks: str
    topic: str
    moves: tuple[Move, ...]
    state: str
    wants: tuple[str, str] = ("electronic", "online")
    kind: str = Kind.INFORMATION


def intake(way: str, upto: str = "accept") -> tuple[Move, ...]:
    """Confirmed where the way asks for it, registered the day after, accepted the next."""
    verbs = [Move("confirm", 1)] if way in CONFIRMED else []
    verbs += [Move("register", 0 if verbs else 1), Move("accept", 1)]
    names = [one.verb for one in verbs]
    return tuple(verbs[: names.index(upto) + 1]) if upto in names else ()


CHAIN = (("law", 1), ("secrecy", 1), ("sign", 1), ("deliver", 1), ("archive", 6))


def answer(
    leaf: str, variant: str = "", wait: int = 3, upto: str = "archive", **values: Any
) -> tuple[Move, ...]:
    """The answer drafted after `wait`, and the steps behind it as far as `upto`."""
    draft = Move("draft", wait, {"leaf": leaf, "variant": variant, "values": values})
    names = ["draft", *(verb for verb, _ in CHAIN)]
    chain = [Move(verb, days) for verb, days in CHAIN]
    return (draft, *chain)[: names.index(upto) + 1]


def provided(*what: str, wait: int = 3, upto: str = "archive", how: str = "电子文件") -> tuple[Move, ...]:
    """What was asked for goes out with the answer."""
    return answer("granted", "provided", wait, upto, 提供内容=list(what), 提供方式=how)


def public(where: str, how: str, wait: int = 2) -> tuple[Move, ...]:
    """It is public already: the answer says where."""
    return answer("granted", "already_public", wait, 公开渠道=where, 获取方式=how)


def because(leaf: str, reason: str, wait: int = 3, upto: str = "archive", **more: Any) -> tuple[Move, ...]:
    """An answer whose text needs a reason."""
    return answer(leaf, more.pop("variant", ""), wait, upto, 理由=reason, **more)


def part(label: str, title: str, *lines: str, wait: int = 2) -> Move:
    """A Word file that is given out as it is."""
    return Move("part", wait, {"label": label, "title": title, "lines": lines})


@dataclass(frozen=True)
class Barred:
    """Words that are blacked out on a ground, what they are, and the leaf that the answer names for them."""

    quotes: tuple[str, ...]
    what: str
    reason: str
    ground: str = "E15"
    leaf: str = "refused_third_party"


def separated(label: str, title: str, lines: tuple[str, ...], *barred: Barred, wait: int = 2) -> Move:
    """A Word file of which some words are withheld."""
    return Move("separate", wait, {"label": label, "title": title, "lines": lines, "barred": barred})


def partly(label: str, *barred: Barred, wait: int = 2) -> tuple[Move, ...]:
    withheld = [Withheld(one.what, one.leaf, one.reason) for one in barred]
    return answer("partly_granted", "", wait, 公开内容=[label], 提供方式="电子文件", 不予公开部分=withheld)


def asked_to_clarify(unclear: str, needed: str, wait: int = 2) -> Move:
    return Move("clarify", wait, {"不明确之处": [unclear], "补正事项": [needed]})


def search(place: str, words: str, found: str, wait: int = 2) -> Move:
    return Move("search", wait, {"place": place, "words": words, "found": found})


def consulted(party: str, name: str, about: str, wait: int = 2) -> tuple[Move, ...]:
    """The letter goes out by post and arrives two working days later."""
    asked = {"party": party, "name": name, "about": about}
    return Move("consult", wait, asked), Move("arrived", 2)


OPINION_PASSED = 16
"""Working days after which the 15 of a party that says nothing are over."""


def opinion(said: str, text: str, wait: int, override: str = "") -> Move:
    return Move("opinion", wait, {"opinion": said, "text": text, "override": override})


SILENT = Move("opinion", OPINION_PASSED, {"opinion": "silent", "text": "", "override": ""})
