"""Official writing as it is read aloud, and scripts of a chosen length."""
