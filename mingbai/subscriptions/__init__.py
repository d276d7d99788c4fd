"""What visitors asked to be told of, by whom it can be ended, and what was sent."""
