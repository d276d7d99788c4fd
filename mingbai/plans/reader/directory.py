"""The organisations a plan's units are matched with: names now and before, kinds and the tree."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unit:
    """One organisation. `kind` is an `organisations.models.Kind`; `parent` the code above, "" at the top."""

    code: str
    name: str
    kind: str = "department"
    parent: str = ""
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directory:
    """All organisations that count today, in the tree's order."""

    units: tuple[Unit, ...] = ()
    _codes: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def match(self, printed: str) -> tuple[str, ...]:
        """The codes a unit as printed stands for: one, many for a collective word, none when unknown."""
        return tuple(unit.code for unit in self.units if printed in (unit.name, *unit.short_names))
