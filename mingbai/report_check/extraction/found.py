"""What the search for one table brought."""

from dataclasses import dataclass, field

from mingbai.report_check.extraction.values import Value
from mingbai.report_check.form.cells import Cell


@dataclass(frozen=True, slots=True)
class Fault:
    """One damaged cell, named by `form.cells.name_of`; `found` as printed, `expected` None if unknown.

    A `grave` one has no sure value.
    """

    cell: str
    found: str
    expected: Cell
    why: str
    grave: bool


@dataclass(slots=True)
class FoundTable:
    """`start` and `end` are its place in the flow; `unsure` names cells whose value is not known.

    `unread` says in Chinese what could not be read, or was put back by calculation.
    """

    start: int
    end: int
    rows: dict[str, list[Cell]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    form: str = ""

    def take(self, name: str, value: Value) -> Cell:
        """The cell of a value; what is wrong with it is noted under `name`."""
        if value.fault:
            expected = value.cell if not value.sure or value.cell is not None else None
            self.faults.append(Fault(name, value.found, expected, value.fault, not value.sure))
        if value.cell is None and not value.sure:
            self.unsure.add(name)
        return value.cell
