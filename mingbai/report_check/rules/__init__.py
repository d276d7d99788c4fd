"""The checks: pure functions of a report as it was read."""
