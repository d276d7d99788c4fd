"""The printed issue, and tables."""
