"""Reading the catalogue: rows, the lists of organisations, what counts there, changes."""

from mingbai.catalogue.queries.changes import changes_for, waiting_for
from mingbai.catalogue.queries.effective import EffectiveRow, effective, effective_rows, held
from mingbai.catalogue.queries.rows import places_of, readable, visible

__all__ = [
    "EffectiveRow",
    "changes_for",
    "effective",
    "effective_rows",
    "held",
    "places_of",
    "readable",
    "visible",
    "waiting_for",
]
