"""Mingbai (明白): open government affairs for a Chinese county and everything below it."""

__version__ = "0.1.0"
