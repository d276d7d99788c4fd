"""Tokens as they are presented; what the public read interface reads."""

from mingbai.api.queries.tokens import token_with, usable_rows

__all__ = ["token_with", "usable_rows"]
