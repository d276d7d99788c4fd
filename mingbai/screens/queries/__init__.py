"""What plays, what is on the shelf, and what the office sees of both."""
