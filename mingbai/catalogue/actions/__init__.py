"""Everything that changes the catalogue and the lists of organisations."""

from mingbai.catalogue.actions.loading import load_standard, rows

__all__ = ["load_standard", "rows"]
