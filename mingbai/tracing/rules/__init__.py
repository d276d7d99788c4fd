"""Pure functions of leaves: their words, and what does not fit them."""
