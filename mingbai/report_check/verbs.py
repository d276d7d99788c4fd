"""What stands behind `mingbai report`: higher apps add their own verbs, such as `annual`."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingbai.commands.verb import Outcome


@dataclass(frozen=True, slots=True)
class SubVerb:
    """`add_arguments` takes the verb's own parser; `run` gets its arguments by name."""

    name: str
    about: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[..., Outcome]


_verbs: dict[str, SubVerb] = {}


def register(
    name: str, about: str, add_arguments: Callable[[ArgumentParser], None], run: Callable[..., Outcome]
) -> None:
    """Add `mingbai report NAME`, once, in the app's `ready`; `about` is one line of help."""
    if name in _verbs and _verbs[name].run is not run:
        raise ValueError(f"report {name} is registered twice")
    _verbs[name] = SubVerb(name, about, add_arguments, run)


def verbs() -> Mapping[str, SubVerb]:
    return dict(sorted(_verbs.items()))
