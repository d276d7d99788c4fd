"""Everything that changes the tree of organisations or who works in it.

`by` is the acting person, or None for the system itself (set-up commands). Raise `Denied` when the
authorisation table does not allow it, and `ValidationError` with Chinese messages by field for bad input.
"""

from mingbai.organisations.actions.organisations import (
    close_organisation,
    create_organisation,
    edit_organisation,
    merge_organisation,
    move_organisation,
    rename_organisation,
)
from mingbai.organisations.actions.staff import (
    appoint,
    appoint_stand_in,
    demand_second_factor,
    end_membership,
    lift_second_factor,
)
from mingbai.organisations.actions.tables import CellError, Imported, import_organisations, import_people

__all__ = [
    "CellError",
    "Imported",
    "appoint",
    "appoint_stand_in",
    "close_organisation",
    "create_organisation",
    "demand_second_factor",
    "edit_organisation",
    "end_membership",
    "import_organisations",
    "import_people",
    "lift_second_factor",
    "merge_organisation",
    "move_organisation",
    "rename_organisation",
]
