"""Reads a file of any accepted kind into reports."""
