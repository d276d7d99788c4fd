"""Pages for those who say something, and for those who answer."""
