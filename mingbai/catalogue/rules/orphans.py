"""The two-way check between power and service lists, the catalogue and what is published."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

POWER = re.compile(r"行政(许可|处罚|强制|征收|检查|确认|给付|奖励|裁决|审批)|许可事项|双公示|权责清单")
SERVICE = re.compile(r"公共服务|办事指南|服务指南|服务事项|办理指南|办理流程")


class Pair(NamedTuple):
    """A row on an organisation's list, by their numbers."""

    item: int
    organisation: int


class Entry(NamedTuple):
    """An entry of a list: whose, which list, and the rows it is tied to."""

    pk: int
    kind: str
    organisation: int
    items: frozenset[int]


@dataclass(frozen=True)
class Orphans:
    """What stands on one side only.

    entries: in a list, tied to no row on the organisation's own list. unlisted: a row for which an entry
    is expected and missing, with the list. unpublished: a row to be published without any record.
    not_held: published under a row that is not on the organisation's list, with how many records.
    """

    entries: tuple[Entry, ...]
    unlisted: tuple[tuple[Pair, str], ...]
    unpublished: tuple[Pair, ...]
    not_held: tuple[tuple[Pair, int], ...]


def expected_list(*texts: str) -> str:
    """The list ("power", "service") in which a row with these words should have an entry; "" for none."""
    joined = " ".join(texts)
    if POWER.search(joined):
        return "power"
    return "service" if SERVICE.search(joined) else ""


def orphans(
    entries: Iterable[Entry],
    held: Iterable[Pair],
    expected: Mapping[int, str],
    to_publish: Iterable[Pair],
    published: Mapping[Pair, int],
) -> Orphans:
    """Compare the sides. `held`: all rows on lists; `to_publish`: those of them that are to be published;
    `expected`: row → the list in which it needs an entry."""
    on_lists, listed = set(held), list(entries)
    tied = {(Pair(item, one.organisation), one.kind) for one in listed for item in one.items}
    return Orphans(
        entries=tuple(
            one for one in listed if not any(Pair(item, one.organisation) in on_lists for item in one.items)
        ),
        unlisted=tuple(
            (pair, expected[pair.item])
            for pair in sorted(on_lists)
            if expected.get(pair.item) and (pair, expected[pair.item]) not in tied
        ),
        unpublished=tuple(pair for pair in sorted(set(to_publish)) if not published.get(pair)),
        not_held=tuple((pair, count) for pair, count in sorted(published.items()) if pair not in on_lists),
    )
