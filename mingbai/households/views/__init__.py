"""Pages for staff, for everybody, and for a household alone."""
