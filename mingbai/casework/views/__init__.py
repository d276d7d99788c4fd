"""The pages on which staff handle information requests."""
