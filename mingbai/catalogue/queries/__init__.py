"""Reading the catalogue: rows, the lists of organisations, what counts there, changes."""

from mingbai.catalogue.queries.effective import EffectiveRow, effective, effective_rows, held
from mingbai.catalogue.queries.rows import visible

__all__ = ["EffectiveRow", "effective", "effective_rows", "held", "visible"]
