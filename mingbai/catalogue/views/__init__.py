"""Screens of the catalogue, under /desk/standard/."""
