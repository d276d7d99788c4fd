"""What counts as done: sources of evidence by kind, registered by the apps that hold it.

A source is asked for organisations and answers with (organisation number, full kind, day, what).
Kinds are written `prefix:rest`, such as "item:12" or "activity:training"; `what` is `model:number`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Found = tuple[int, str, date, str]
Source = Callable[[Collection[int], Collection[str] | None], Iterable[Found]]


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as a person sees it: `url` leads to it, "" when it has no page."""

    label: str
    on: date
    url: str
    what: str


Describer = Callable[[Collection[int]], Mapping[int, tuple[str, str]]]

_sources: dict[str, Source] = {}
_describers: dict[str, Describer] = {}
_choices: dict[str, str] = {}


def register(prefix: str, source: Source, choices: Mapping[str, str] | None = None) -> None:
    """Let kinds beginning with `prefix:` be counted by `source(organisations, kinds or None for all)`.

    `choices` are the kinds a person may choose for a task or a quota, with their names.
    """
    _sources[prefix] = source
    _choices.update(choices or {})


def describe_with(model: str, describer: Describer) -> None:
    """Let pieces called `model:number` be shown: numbers → (label, address)."""
    _describers[model] = describer


def choices() -> dict[str, str]:
    """The kinds of evidence a person may choose from: kind → name."""
    return dict(_choices)


def find(organisations: Collection[int], kinds: Collection[str] | None = None) -> Iterable[Found]:
    """Everything that counts for these organisations, of these kinds or of all."""
    for prefix, source in _sources.items():
        wanted = None if kinds is None else [kind for kind in kinds if kind.startswith(f"{prefix}:")]
        if wanted is None or wanted:
            yield from source(organisations, wanted)


def described(pieces: Iterable[tuple[date, str]]) -> list[Piece]:
    """Pieces with their names and addresses, in the order given."""
    listed = list(pieces)
    numbers: dict[str, set[int]] = {}
    for _, what in listed:
        model, number = split(what)
        numbers.setdefault(model, set()).add(number)
    names = {model: _describers[model](found) for model, found in numbers.items() if model in _describers}
    shown = []
    for on, what in listed:
        model, number = split(what)
        label, url = names.get(model, {}).get(number, (what, ""))
        shown.append(Piece(label, on, url, what))
    return shown


def split(what: str) -> tuple[str, int]:
    """`record:12` or `record:12#2` (its second version) → ("record", 12)."""
    model, _, rest = what.partition(":")
    return model, int(rest.partition("#")[0])
