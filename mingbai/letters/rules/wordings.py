"""The wording of one letter, shipped or adapted, and what its names are needed for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mingbai.letters.kinds import VARIANTS, Kind, Variant
from mingbai.letters.rules.language import Line, Row, parse, pieces, slots
from mingbai.letters.rules.outcomes import Leaf, article_of, outcome
from mingbai.letters.rules.remedies import needs_court
from mingbai.letters.rules.values import Name

OFFICES = frozenset(("机关", "机关地址", "机关电话", "机关联系方式"))
"""Written by the platform, but not because the law demands them."""
BASIS, REMEDIES = "条款", "救济告知"


@dataclass(frozen=True)
class Key:
    """Which letter: `leaf` only for `Kind.ANSWER`, `variant` where there are several."""

    kind: Kind
    leaf: str = ""
    variant: str = ""

    def __str__(self) -> str:
        return ".".join(filter(None, (self.kind, self.leaf, self.variant)))

    @property
    def basis_given(self) -> bool:
        """Whether whoever drafts must name the article, since the regulation has none for this outcome."""
        return bool(self.leaf) and not article_of(self.leaf, self.variant)

    @property
    def label(self) -> str:
        """As a clerk reads it: 答复书：本机关不掌握相关政府信息（经检索不存在）."""
        leaf = f"：{Leaf(self.leaf).label}" if self.leaf else ""
        variant = f"（{Variant(self.variant).label}）" if self.variant else ""
        return f"{self.kind.label}{leaf}{variant}"


def combinations() -> tuple[Key, ...]:
    """Every letter there is, in the order of the kinds and of 表三."""
    found = []
    for kind in Kind:
        if kind == Kind.ANSWER:
            found += [
                Key(kind, leaf, variant) for leaf in Leaf for variant in outcome(leaf).variants or ("",)
            ]
        else:
            found += [Key(kind, "", variant) for variant in VARIANTS.get(kind, ("",))]
    return tuple(found)


def key_of(kind: str, leaf: str = "", variant: str = "") -> Key:
    """The letter meant; ValueError for one there is not."""
    key = Key(Kind(kind), str(leaf), str(variant))
    if key not in combinations():
        raise ValueError(f"there is no letter {key}")
    return key


def key_from(text: str) -> Key:
    """The letter whose key is written as `str(key)`; ValueError for none."""
    found = {str(key): key for key in combinations()}
    if text not in found:
        raise ValueError(f"there is no letter {text[:60]}")
    return found[text]


@dataclass(frozen=True)
class Wording:
    """Title and text in the language of `language`.

    `keeps` are the names that an adapted text must hold on to, because the law asks for what they say;
    `may` those that may be empty; `signed` whether the organisation signs with name and date.
    """

    key: Key
    title: str
    body: str
    addressee: str = ""
    keeps: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    signed: bool = True
    version: int = 0

    @cached_property
    def lines(self) -> tuple[Line | Row, ...]:
        return parse(self.body)

    @cached_property
    def conditions(self) -> frozenset[str]:
        return frozenset(line.condition for line in self.lines if isinstance(line, Line) and line.condition)

    def names(self) -> frozenset[str]:
        """All names in the text, those in conditions too."""
        return self.conditions | {name for line in self.lines for name in in_line(line)} | self._addressed()

    def needs(self) -> frozenset[str]:
        """The names without whose value there would be a hole, whatever else is given."""
        certain = {name for line in self.lines if not condition_of(line) for name in in_line(line)}
        return frozenset((certain | self._addressed()) - self.may)

    def _addressed(self) -> frozenset[str]:
        return frozenset(slots(pieces(self.addressee)))


def in_line(line: Line | Row) -> list[str]:
    """The names whose values stand in a line."""
    if isinstance(line, Line):
        return slots(line.pieces)
    return [name for cell in line.cells for name in slots(cell)]


def condition_of(line: Line | Row) -> str:
    return line.condition if isinstance(line, Line) else ""


@dataclass(frozen=True)
class Names:
    """What whoever composes gives: values that are needed, and values that may be there."""

    needs: tuple[str, ...]
    may: tuple[str, ...]


def given_names(wording: Wording, known: Mapping[str, Name]) -> Names:
    """The names of a wording that the platform does not write itself, in the order of the list of names."""
    needs, may = set(wording.needs()), set(wording.names() | wording.may)
    if REMEDIES in may:
        needs |= {"复议机关"} | ({"管辖法院"} if needs_court(wording.key.leaf) else set())
        may.add("网上复议渠道")
    if wording.signed:
        needs.add("落款日期")
        may.add("文号")
    own = [
        name for name, one in known.items() if not one.engine or (name == BASIS and wording.key.basis_given)
    ]
    return Names(
        tuple(name for name in own if name in needs), tuple(name for name in own if name in may - needs)
    )
